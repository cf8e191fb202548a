import { markup, nothing, type Markup } from '../../publish/markup.ts';
import { roles, type Role } from '../../model/reader.ts';
import { shortestPassword } from './password.ts';

interface FieldOptions {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'password' | 'number';
  readonly value?: string;
  /** What a browser may fill in. Spec: HTML, autofill. */
  readonly autocomplete?: 'username' | 'current-password' | 'new-password' | 'off';
  readonly hint?: string;
  readonly isOptional?: boolean;
  /** Where a page has many fields of the same name. */
  readonly id?: string;
}

/** A field with its label, and a hint that is read with it. */
export function textField(options: FieldOptions): Markup {
  const { label, name, type = 'text', value = '', autocomplete = 'off', hint, isOptional = false } = options;
  const id = options.id ?? `field-${name}`;
  const isNew = autocomplete === 'new-password';
  return markup`<div class="app-field"><label for="${id}">${label}</label>
<input id="${id}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}"${type === 'text' && markup` autocapitalize="none" spellcheck="false"`}${isNew && markup` minlength="${shortestPassword}"`}${!isOptional && markup` required`}${hint !== undefined && markup` aria-describedby="${id}-hint"`}>
${hint !== undefined && markup`<p class="hint" id="${id}-hint">${hint}</p>`}</div>
`;
}

export const newPasswordHint = `At least ${shortestPassword} characters; some words that do not belong together are best.`;

export function roleField(chosen: Role, id: string, isLabelHidden = false): Markup {
  const options = roles.map(
    (role) => markup`<option value="${role}"${role === chosen && markup` selected`}>${role}</option>`,
  );
  const hidden = isLabelHidden ? markup` class="app-unseen"` : nothing;
  return markup`<div class="app-field"><label for="${id}"${hidden}>Role</label> <select id="${id}" name="role">${options}</select></div>\n`;
}

/** What went wrong, or what was done, for all who see or hear it. */
export function notice(text: string | undefined, kind: 'done' | 'wrong'): Markup {
  if (text === undefined || text === '') return nothing;
  return markup`<p class="app-notice ${kind}" role="${kind === 'wrong' ? 'alert' : 'status'}">${text}</p>\n`;
}

export function pageHead(title: string, hint = ''): Markup {
  return markup`<header class="list-head"><h1>${title}</h1>${hint !== '' && markup`<p class="meta">${hint}</p>`}</header>\n`;
}
