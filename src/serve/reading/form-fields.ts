import { markup, type Markup } from '../../publish/markup.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A choice with its label; what is chosen stands there also when it is none of the choices. `all`: of no choice. */
export function selectField(
  name: string,
  label: string,
  all: string,
  choices: readonly Choice[],
  chosen: string,
): Markup {
  const isKnown = chosen === '' || choices.some(({ value }) => value === chosen);
  const shown = isKnown ? choices : [...choices, { value: chosen, label: chosen }];
  const options = shown.map(
    ({ value, label: text }) =>
      markup`<option value="${value}"${value === chosen && markup` selected`}>${text}</option>`,
  );
  return markup`<label>${label} <select name="${name}"><option value="">${all}</option>${options}</select></label>`;
}
