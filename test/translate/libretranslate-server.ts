import { demand, readJson, shout, startService, type ServiceServer } from './start-service.ts';

const languages = [
  { code: 'en', name: 'English', targets: ['en', 'es', 'pt-BR', 'zh-Hans', 'nb'] },
  { code: 'es', name: 'Spanish', targets: ['en', 'es'] },
  { code: 'pt-BR', name: 'Portuguese (Brazil)', targets: ['en'] },
];

/** What LibreTranslate 1.6 takes and answers. `key`: needed by all requests but those for lists. `translate`: what it makes of a text. */
export function startLibreTranslate(
  key = '',
  translate: (text: string, target: string) => string = shout,
): Promise<ServiceServer> {
  return startService(
    (request) => {
      const at = `${request.method} ${request.path}`;
      if (at === 'GET /languages') return languages;
      if (at === 'GET /spec') return { swagger: '2.0', info: { title: 'LibreTranslate', version: '1.6.2' } };
      demand(at === 'POST /translate', 'Not Found', 404);
      const { q, source, target, format, api_key } = readJson(request, ['q', 'source', 'target', 'format', 'api_key?']);
      demand(key === '' || api_key === key, 'Invalid API key', 403);
      demand(Array.isArray(q) && q.every((text) => typeof text === 'string'), 'Invalid request: q');
      const texts = q.map(String);
      demand(texts.join('').length <= 5_500, 'Invalid request: request exceeds text limit (5500)');
      demand(format === 'html', `${String(format)} format is not supported`);
      const from = languages.find(({ code }) => code === source);
      demand(from !== undefined, `${String(source)} is not supported`);
      demand(typeof target === 'string' && from.targets.includes(target), `${String(target)} is not supported`);
      for (const text of texts) demand(isPlainHtml(text), `unknown elements in ${text}`);
      // Elements come back as its reader of HTML writes them, and characters that were escaped come back as they are.
      const toAnswer = (text: string): string =>
        translate(text, target)
          .replace(/<img id="(\w+)">/g, '<img id="$1"/>')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&');
      return { translatedText: texts.map(toAnswer) };
    },
    (error) => ({ error }),
  );
}

function isPlainHtml(text: string): boolean {
  const rest = text.replace(/<b id="\w+">|<\/b>|<img id="\w+">|&(?:amp|lt|gt);/g, '');
  return !/[<>&]/.test(rest) && (text.match(/<b id/g) ?? []).length === (text.match(/<\/b>/g) ?? []).length;
}
