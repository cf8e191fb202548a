/** A part of a JSON Schema, as far as the schemas of the configuration have it. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  /** Our own: zod leaves `examples` out where a value is changed on its way in. */
  readonly example?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** A key that a file may have. */
export interface SettingRow {
  /** With those above it: `budget.day.money`, `rules[].text`. */
  readonly key: string;
  /** In words: `list of: language tag (BCP 47)`. */
  readonly type: string;
  /** `required`, a value, or empty. */
  readonly byItself: string;
  readonly meaning: string;
}

/** The keys below a schema, each followed by those below it. `without`: keys of the first level whose own keys are told elsewhere. */
export function settingRows(schema: JsonSchema, prefix = '', without: readonly string[] = []): readonly SettingRow[] {
  return mapsIn(schema).flatMap(({ map, path }) =>
    Object.entries(map.properties ?? {})
      .filter(([, property]) => property.const === undefined)
      .flatMap(([key, property]) => {
        const full = `${prefix}${path}${key}`;
        const isRequired = map.required?.includes(key) ?? false;
        const row = {
          key: full,
          type: typeOf(property),
          byItself: isRequired ? 'required' : valueOf(property),
          meaning: property.description ?? '',
        };
        return [row, ...(without.includes(full) ? [] : settingRows(property, full))];
      }),
  );
}

/** The maps that a value may be, be a list of, or have for its values; with how their keys are written behind its own. */
function mapsIn(schema: JsonSchema): readonly { readonly map: JsonSchema; readonly path: string }[] {
  const { items, anyOf, oneOf, properties } = schema;
  if (items) return mapsIn(items).map(({ map, path }) => ({ map, path: `[]${path === '' ? '.' : path}` }));
  const choices = anyOf ?? oneOf;
  if (choices) return choices.flatMap(mapsIn);
  if (properties === undefined) return [];
  const kind = Object.values(properties).find((property) => property.const !== undefined)?.const;
  return [{ map: schema, path: kind === undefined ? '.' : ` (${String(kind)}).` }];
}

function typeOf(schema: JsonSchema): string {
  const { title, enum: choices, const: only, items, additionalProperties, properties } = schema;
  if (title !== undefined) return title;
  if (choices) return choices.map(code).join(', ');
  if (only !== undefined) return code(only);
  if (schema.type === 'boolean') return '`true`, `false`';
  if (schema.type === 'number' || schema.type === 'integer') return numberType(schema);
  if (items) return `list of: ${typeOf(items)}`;
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return [...new Set(alternatives.map(typeOf))].join(' or ');
  if (properties) return 'map';
  return typeof additionalProperties === 'object' ? `map of: ${typeOf(additionalProperties)}` : 'text';
}

function numberType({ type, minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const name = type === 'integer' ? 'whole number' : 'number';
  const from = exclusiveMinimum === undefined ? minimum : exclusiveMinimum;
  const above = exclusiveMinimum === undefined ? 'from' : 'above';
  const to =
    maximum === undefined || maximum === Number.MAX_SAFE_INTEGER
      ? ''
      : `${exclusiveMinimum === undefined ? '' : ' and up'} to ${maximum}`;
  return `${name}${from === undefined ? '' : ` ${above} ${from}`}${to}`;
}

function valueOf({ default: value, properties }: JsonSchema): string {
  return value === undefined || properties !== undefined ? '' : code(value);
}

/** A value as it may be written in YAML. */
function code(value: unknown): string {
  if (typeof value === 'string' && value !== '') return `\`${value}\``;
  const text = JSON.stringify(value).replace(/"([^"]+)"/g, '$1');
  return `\`${text.replaceAll(',', ', ').replaceAll(':', ': ')}\``;
}
