import {
  demand,
  demandWellFormed,
  shout,
  startService,
  type ServiceRequest,
  type ServiceServer,
} from './start-service.ts';

const sources = ['DE', 'EN', 'ES', 'NB', 'PT', 'ZH'];
const targets = ['DE', 'EN-GB', 'EN-US', 'ES', 'NB', 'PT-BR', 'PT-PT', 'ZH', 'ZH-HANS', 'ZH-HANT'];

/** Every field that we mean to send, with its only value. */
const fixedFields: Readonly<Record<string, string>> = {
  tag_handling: 'xml',
  tag_handling_version: 'v2',
  non_splitting_tags: 'pc,ph',
  outline_detection: '0',
  split_sentences: 'nonewlines',
};

/** What the text part of the DeepL API takes and answers. */
export function startDeepl(key: string): Promise<ServiceServer> {
  return startService(
    (request) => {
      demand(request.headers.authorization === `DeepL-Auth-Key ${key}`, 'Forbidden', 403);
      const at = `${request.method} ${request.path}`;
      const toList = (codes: readonly string[]): unknown => codes.map((language) => ({ language, name: language }));
      if (at === 'GET /v2/languages') return toList(sources);
      if (at === 'GET /v2/languages?type=target') return toList(targets);
      demand(at === 'POST /v2/translate', 'Not found', 404);
      return { translations: translate(request) };
    },
    (message) => ({ message }),
  );
}

function translate({ headers, body }: ServiceRequest): readonly unknown[] {
  demand(headers['content-type'] === 'application/x-www-form-urlencoded', 'Unsupported media type', 415);
  demand(Buffer.byteLength(body) <= 128 * 1024, 'Request Entity Too Large', 413);
  const fields = new URLSearchParams(body);
  const texts = fields.getAll('text');
  demand(texts.length > 0 && texts.length <= 50, "Parameter 'text' must occur 1 to 50 times.");
  for (const [name, value] of fields) {
    if (name === 'text') continue;
    demand(fields.getAll(name).length === 1, `Parameter '${name}' occurs twice.`);
    if (name === 'source_lang') demand(sources.includes(value.toUpperCase()), "Value for 'source_lang' not supported.");
    else if (name === 'target_lang')
      demand(targets.includes(value.toUpperCase()), "Value for 'target_lang' not supported.");
    else demand(fixedFields[name] === value, `Parameter '${name}' is not what we meant.`);
  }
  for (const name of [...Object.keys(fixedFields), 'source_lang', 'target_lang'])
    demand(fields.has(name), `Parameter '${name}' not specified.`);
  for (const text of texts) demandWellFormed(text);
  return texts.map((text) => ({
    detected_source_language: fields.get('source_lang')?.toUpperCase(),
    text: shout(text),
  }));
}
