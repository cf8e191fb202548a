import { z } from 'zod';

type Json = Readonly<Record<string, unknown>>;
type Form = Json & {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly items?: Form;
  readonly properties?: Readonly<Record<string, Form>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Form[];
  readonly anyOf?: readonly Form[];
  readonly $ref?: string;
};
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly schema: Form;
}
interface DocumentedOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Form } } };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Form }>> }>
  >;
}
/** As much of the document of the API as requests are made of. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Form>> };
}

export interface RandomRequest {
  readonly operation: DocumentedOperation;
  readonly address: string;
  readonly init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string };
}

/** Numbers from 0 to 1, the same for the same seed. Mulberry32, public domain. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const strange = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e400',
    'NaN',
    'null',
    '[]',
    '{}',
    '%00',
    '\u0000',
    '\ud800',
    '‮abc',
    '<script>',
    "' OR 1=1 --",
  ],
  ...['"', '"a', '-', '-a', 'a*', '*', '(', 'NEAR(', '../../etc/passwd', '2026-02-30', '0000-00-00', '9'.repeat(400)],
  ...['constructor', '__proto__', 'a'.repeat(5000), 'ё', '日本', '🙂', 'AND OR NOT', ':', 'title:a', '^a'],
];

/** Makes requests of the document: mostly as it says, else with values, names and bodies that are wrong. `known`: ids and words that the
 *  archive has. */
export class RequestMaker {
  readonly #document: ApiDocument;
  readonly #random: () => number;
  readonly #known: readonly string[];
  readonly #operations: readonly (readonly [path: string, method: string, operation: DocumentedOperation])[];

  constructor(document: ApiDocument, known: readonly string[], random: () => number) {
    this.#document = document;
    this.#random = random;
    this.#known = known;
    this.#operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [path, method, operation] as const),
    );
  }

  next(): RandomRequest {
    const [path, method, operation] = this.#pick(this.#operations) ?? ['', '', undefined];
    if (operation === undefined) throw new Error('the document has no operations');
    const { parameters = [], requestBody } = operation;
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const form = parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? {};
      return encodePart(this.#text(form)) || 'x';
    });
    const query = parameters
      .filter((one) => one.in === 'query' && this.#chance(0.4))
      .map(({ name, schema }) => `${name}=${encodePart(this.#text(schema))}`);
    if (this.#chance(0.03)) query.push(`${encodePart(this.#pick(strange) ?? '')}=1`);
    if (this.#chance(0.02) && query[0] !== undefined) query.push(query[0]);
    const headers: Record<string, string> = {};
    if (this.#chance(0.1)) headers['Accept'] = 'application/feed+json';
    if (this.#chance(0.05)) headers['If-None-Match'] = this.#pick(['*', 'W/"x"', ',', '"']) ?? '*';
    const init = { method: method.toUpperCase(), headers };
    const target = `${address}${query.length > 0 ? `?${query.join('&')}` : ''}`;
    if (requestBody === undefined) return { operation, address: target, init };
    headers['Content-Type'] = this.#chance(0.97) ? 'application/json' : 'text/plain';
    return {
      operation,
      address: target,
      init: { ...init, body: this.#body(requestBody.content['application/json'].schema) },
    };
  }

  #body(form: Form): string {
    if (this.#chance(0.05)) return this.#pick(strange) ?? '';
    return JSON.stringify(this.#value(form)) ?? 'null';
  }

  #text(form: Form): string {
    const value = this.#chance(0.06) ? this.#pick(strange) : this.#value(form);
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  #value(given: Form): unknown {
    const form = this.#resolve(given);
    if (this.#chance(0.03)) return this.#pick([null, true, 0, -1, 1.5, 2 ** 53, '', [], {}, ...strange]);
    if (form.const !== undefined) return form.const;
    if (form.enum !== undefined) return this.#pick(form.enum);
    const choices = form.oneOf ?? form.anyOf;
    if (choices !== undefined) return this.#value(this.#pick(choices) ?? {});
    if (form.type === 'boolean') return this.#chance(0.5);
    if (form.type === 'integer' || form.type === 'number') return this.#number(form);
    if (form.type === 'array')
      return Array.from({ length: Math.floor(this.#random() * 4) }, () => this.#value(form.items ?? {}));
    if (form.type === 'object') return this.#object(form);
    return this.#string(form);
  }

  #number({ minimum = 0, maximum = 100 }: Form): number {
    const most = Math.min(maximum, minimum + 60);
    return this.#chance(0.1)
      ? (this.#pick([minimum, maximum, minimum - 1, maximum + 1]) ?? 0)
      : minimum + Math.floor(this.#random() * (most - minimum + 1));
  }

  #object({ properties = {}, required = [] }: Form): unknown {
    const fields = Object.entries(properties).filter(([name]) =>
      required.includes(name) ? this.#chance(0.98) : this.#chance(0.5),
    );
    const made = fields.map(([name, form]) => [name, this.#value(form)] as const);
    return Object.fromEntries(this.#chance(0.03) ? [...made, [this.#pick(strange) ?? '', 1]] : made);
  }

  #string({ pattern }: Form): string {
    const fitting = pattern === undefined ? this.#known : this.#known.filter((word) => new RegExp(pattern).test(word));
    return this.#pick(this.#chance(0.9) && fitting.length > 0 ? fitting : strange) ?? '';
  }

  #resolve(form: Form): Form {
    const name = form.$ref?.replace('#/components/schemas/', '');
    return name === undefined ? form : (this.#document.components.schemas[name] ?? {});
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }
}

/** For an address; halves of surrogate pairs, which no address can hold, are left out. */
function encodePart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''));
}

/** Checks answers against the document. */
export class AnswerChecker {
  readonly #document: ApiDocument;
  readonly #schemas = new Map<Form, z.ZodType>();

  constructor(document: ApiDocument) {
    this.#document = document;
  }

  /** What is wrong with an answer; undefined when it is as the document says. */
  async check({ operation }: Pick<RandomRequest, 'operation'>, answer: Response): Promise<string | undefined> {
    const text = await answer.text();
    if (answer.status >= 500) return `status ${answer.status}: ${text.slice(0, 200)}`;
    // A part of the path can make it another one, or none: those answer as a problem, too.
    const documented = operation.responses[answer.status];
    const type = (answer.headers.get('Content-Type') ?? '').split(';', 1)[0] ?? '';
    if (documented === undefined)
      return [404, 405].includes(answer.status) && type === 'application/problem+json'
        ? undefined
        : `status ${answer.status} is not in the document: ${text.slice(0, 200)}`;
    const contents = documented.content;
    if (contents === undefined || answer.status === 304) return text === '' ? undefined : 'there is a body';
    const form = contents[type]?.schema;
    if (form === undefined) return `${type} is not in the document`;
    if (!type.endsWith('json')) return undefined;
    const parsed = this.#schemaOf(form).safeParse(JSON.parse(text));
    return parsed.success ? undefined : `${z.prettifyError(parsed.error).slice(0, 500)}: ${text.slice(0, 200)}`;
  }

  #schemaOf(form: Form): z.ZodType {
    const known = this.#schemas.get(form);
    if (known !== undefined) return known;
    const whole = { ...form, $defs: this.#document.components.schemas };
    const rooted = JSON.parse(JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')) as Json;
    const schema = z.fromJSONSchema(rooted);
    this.#schemas.set(form, schema);
    return schema;
  }
}
