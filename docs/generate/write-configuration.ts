import { stringify } from 'yaml';
import { z } from 'zod';
import { environmentVariables } from '../../src/config/environment.ts';
import { projectSchema } from '../../src/config/project-schema.ts';
import { policyFileSchema } from '../../src/config/publication-policy.ts';
import { sourceSchema } from '../../src/config/source-schema.ts';
import { glossarySchema } from '../../src/config/translate-settings.ts';
import type { Generator } from './generators.ts';
import { settingRows, type JsonSchema, type SettingRow } from './setting-rows.ts';
import { toTable } from './to-table.ts';

/** The files of the configuration, with what each may hold. */
export const configurationFiles = {
  'courant.yaml': { schema: projectSchema, about: 'The configuration of an archive of news (Courant).' },
  'sources/*.yaml': { schema: sourceSchema, about: 'An outlet that Courant collects.' },
  'policy.yaml': { schema: policyFileSchema, about: 'What Courant shows of single articles.' },
  'glossary.yaml': { schema: glossarySchema, about: 'Terms that Courant translates always the same way, or never.' },
} as const;

/** A schema as JSON Schema, for what people write: before defaults are filled in. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input' }) as JsonSchema; // a type of its own, with less in it
}

/** As above, as editors read it: `examples` is the word of JSON Schema. */
function toEditorSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (!('example' in jsonSchema)) return;
      jsonSchema.examples = [jsonSchema['example']];
      delete jsonSchema['example'];
    },
  });
}

export const configurationPage: Generator = { path: 'docs/reference/configuration.md', content: configurationText };

/** For editors: they check and complete a file that begins with a line that names its schema. */
export const editorSchemas: readonly Generator[] = (
  [
    ['schema/courant.json', 'courant.yaml'],
    ['schema/source.json', 'sources/*.yaml'],
    ['schema/policy.json', 'policy.yaml'],
    ['schema/glossary.json', 'glossary.yaml'],
  ] as const
).map(([path, file]) => ({
  path,
  content: () => {
    const { schema, about } = configurationFiles[file];
    return `${JSON.stringify({ ...toEditorSchema(schema), title: file, description: about }, null, 2)}\n`;
  },
}));

function configurationText(): string {
  const project = toJsonSchema(projectSchema);
  const sections = Object.entries(project.properties ?? {});
  const isSection = ([, schema]: readonly [string, JsonSchema]): boolean => settingRows(schema).length > 0;
  const single = sections.filter((section) => !isSection(section));
  const singleExamples = Object.fromEntries(
    single.flatMap(([key, { example }]) => (example === undefined ? [] : [[key, example]])),
  );
  return `# Configuration

${introduction}
## courant.yaml

Every key is optional.

${sections.filter(isSection).map(sectionText).join('\n')}
### Single keys

${rowsTable(settingRows({ properties: Object.fromEntries(single) }).map(withoutDot))}
${yamlBlock(singleExamples)}
## Source files

One file an outlet in \`sources/\`, named after it: \`harbor-gazette.yaml\` is the source \`harbor-gazette\`, and that name stands in the path of each of its
articles. \`courant add\` writes such files. \`include\` and \`exclude\` look at the whole address. More about \`rules\`: [site-rules.md](site-rules.md).

${fileText('sources/harbor-gazette.yaml', sourceSchema, ['publish'])}
## policy.yaml

What is shown of single articles; \`courant takedown\` writes it ([policy.md](../explanation/policy.md)).

${fileText('policy.yaml', policyFileSchema)}
## glossary.yaml

Terms for translations ([translation.md](../explanation/translation.md)): a list, each entry a text or a map.

${fileText('glossary.yaml', glossarySchema)}
## Environment

${toTable(
  ['variable', 'for'],
  Object.entries(environmentVariables).map(([name, meaning]) => [`\`${name}\``, meaning]),
)}
## Other files of your own

| file | for |
| --- | --- |
| \`custom.css\` | rules that are added to the style of any theme ([themes.md](themes.md)) |
| \`themes/<name>/\` | a theme of your own, named by \`site.theme\` |
| \`interface/<language>.yaml\` | texts of the site that replace those that ship, key by key; for a language that has none, all of them |
`;
}

const introduction = `A project is a folder with a file \`courant.yaml\` and a folder \`sources/\`; \`courant init\` makes both. \`courant config\` prints what is in effect. All files are YAML. A
key with nothing behind it is as if it were left out. A mistake ends a command before it does anything: all of them are told, with file and line, and an
unknown key with the one that was probably meant. A running server goes on with what it had.

Editors with a YAML language server complete and check a file whose first line names its schema. The schemas ship in \`schema/\` of the package; \`courant init\`
writes the line where the package is installed in \`node_modules\` of the project's folder or one above:

\`\`\`yaml
# yaml-language-server: $schema=node_modules/courant/schema/courant.json
\`\`\`

\`schema/source.json\`, \`schema/policy.json\` and \`schema/glossary.json\` are for the other files.
`;

function sectionText([key, schema]: readonly [string, JsonSchema]): string {
  const { example } = schema;
  return `### ${key}

${schema.description ?? ''}

${rowsTable(settingRows(schema, key).map(withoutDot))}
${example === undefined ? '' : yamlBlock({ [key]: example })}`;
}

function fileText(name: string, schema: z.ZodType, without: readonly string[] = []): string {
  const json = toJsonSchema(schema);
  const keys = Object.entries(json.properties ?? {});
  const parts = keys.flatMap(([key, { example }]) => (example === undefined ? [] : [[key, example] as const]));
  const example: unknown = json.example ?? Object.fromEntries(parts);
  return `${rowsTable(
    settingRows(
      json,
      '',
      without.map((key) => `.${key}`),
    ).map(withoutDot),
  )}\n${yamlBlock(example, name)}`;
}

function withoutDot(row: SettingRow): SettingRow {
  return { ...row, key: row.key.replace(/^\./, '').replace(/^\[\]\.?/, '[].') };
}

function rowsTable(rows: readonly SettingRow[]): string {
  return toTable(
    ['key', 'value', 'by itself', 'meaning'],
    rows.map(({ key, type, byItself, meaning }) => [`\`${key}\``, type, byItself, meaning]),
  );
}

/** An example; of another file than courant.yaml with its name. */
function yamlBlock(value: unknown, name = ''): string {
  const text = stringify(value, { lineWidth: 0 });
  return `\`\`\`yaml\n${name === '' ? '' : `# ${name}\n`}${text}\`\`\`\n`;
}
