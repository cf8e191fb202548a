import { getHit, isEmptyQuery, openIndex } from './find.js';
import { createLoader, StaleIndex } from './load.js';
import { markHits, parseTerms } from './query.js';
import { oneOfEach } from './versions.js';

/** Connects the search page to the index. Texts come from the page; nothing is ever read as HTML. */

/** @typedef {import('./find.js').Manifest} Manifest */
/** @typedef {import('./query.js').Query} Query */

const pageSize = 10;
const typingMs = 150;

/** @template {HTMLElement} T
 *  @param {string} id
 *  @param {new () => T} kind
 *  @returns {T} */
function elementOf(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}.`);
  return found;
}

/** @param {string} name
 *  @param {string} className
 *  @param {...(string | Node)} content */
function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...content);
  return made;
}

const form = elementOf('search-form', HTMLFormElement);
const status = elementOf('results', HTMLElement);
const list = elementOf('hits', HTMLOListElement);
const more = elementOf('more', HTMLButtonElement);
const texts = /** @type {Record<string, string>} */ ({ ...status.dataset });
const language = texts['language'] || 'en';
const root = texts['root'] ?? '';
const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC', calendar: 'gregory' });
const numbers = new Intl.NumberFormat(language);
const plurals = new Intl.PluralRules(language);
const languageNames = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' });
const loader = createLoader(root);

/** @type {Promise<{ manifest: Manifest, index: ReturnType<typeof openIndex>, outlets: Map<string, string> }> | undefined} */
let opened;

/** @param {string} version */
async function open(version) {
  const manifest = await loader.manifest(version);
  return { manifest, index: openIndex(manifest, loader.ask), outlets: new Map(manifest.outlets) };
}

/** Offers what a search can be narrowed to. What the address asks for is offered in any case.
 *  @param {string} name
 *  @param {[key: string, name: string][]} choices */
function fillSelect(name, choices) {
  const select = form.elements.namedItem(name);
  if (!(select instanceof HTMLSelectElement)) return;
  const chosen = asked.get(name) ?? '';
  const isKnown = chosen === '' || choices.some(([key]) => key === chosen);
  for (const [key, label] of isKnown ? choices : [...choices, /** @type {[string, string]} */ ([chosen, chosen])]) {
    const option = element('option', '', label);
    option.setAttribute('value', key);
    select.append(option);
  }
  select.value = chosen;
  const label = select.closest('label');
  if (label !== null) label.hidden = select.options.length < 3 && chosen === '';
}

/** @param {string} tag */
function nameOfLanguage(tag) {
  return tag === 'und' || tag === '' ? '' : (languageNames.of(tag) ?? tag);
}

/** @returns {Query} */
function readForm() {
  const data = new FormData(form);
  const get = (/** @type {string} */ name) => String(data.get(name) ?? '');
  return {
    terms: parseTerms(get('q')),
    outlet: get('outlet'),
    language: get('lang'),
    tag: get('tag'),
    from: get('from'),
    to: get('to'),
  };
}

/** @param {import('./find.js').Hit} hit
 *  @param {Query} query
 *  @param {Map<string, string>} outlets */
function renderHit(hit, query, outlets) {
  const marked = (/** @type {string} */ text) =>
    markHits(text, query.terms).map((piece) => (piece.isHit ? element('mark', '', piece.text) : piece.text));
  const link = element('a', '', ...marked(hit.title));
  const folder = hit.folder.split('/').map(encodeURIComponent).join('/');
  link.setAttribute('href', `${root}${folder}${folder && '/'}index.html`);
  const title = element('h2', '', link);
  const summary = element('p', 'summary', ...marked(hit.summary));
  for (const part of [title, summary]) {
    part.lang = hit.language === 'und' ? '' : hit.language;
    part.dir = hit.direction;
  }
  const isForeign = hit.language !== 'und' && hit.language.split('-')[0] !== language.split('-')[0];
  const facts = [
    outlets.get(hit.outlet) ?? hit.outlet,
    hit.day === '' ? '' : renderDay(hit),
    isForeign ? nameOfLanguage(hit.language) : '',
  ];
  const original = hit.from === 'und' ? '?' : nameOfLanguage(hit.from);
  if (hit.from !== '')
    facts.push(element('span', 'translated', (texts['translated'] ?? '').replace('{language}', original)));
  const meta = element('p', 'meta');
  for (const fact of facts)
    if (fact !== '') meta.append(...(meta.firstChild ? ['\u00a0· '] : []), element('bdi', '', fact));
  return element('li', '', title, ...(hit.summary === '' ? [] : [summary]), ...(meta.firstChild ? [meta] : []));
}

/** @param {import('./find.js').Hit} hit */
function renderDay(hit) {
  const day = days.format(new Date(`${hit.day}T00:00:00Z`));
  const when = element('time', '', hit.isStated ? day : (texts['collected'] ?? '{date}').replace('{date}', day));
  when.setAttribute('datetime', hit.day);
  return when;
}

/** @param {number} count
 *  @param {boolean} hasMore */
function countText(count, hasMore) {
  if (count === 0) return texts['none'] ?? '';
  const forms = JSON.parse(texts['results'] ?? '{}');
  const text = forms[hasMore ? 'other' : plurals.select(count)] ?? forms.other;
  return text.replace('{n}', numbers.format(count) + (hasMore ? '+' : ''));
}

let turn = 0;
/** Shows the next results of the search that is open.
 *  @type {(() => Promise<void>) | undefined} */
let showMore;

/** Finds what the form asks for. A newer search ends an older one.
 *  @param {string} version empty, or what makes a browser load the manifest again */
async function search(version = '') {
  turn += 1;
  const mine = turn;
  const query = readForm();
  showMore = undefined;
  if (isEmptyQuery(query)) {
    status.textContent = '';
    list.replaceChildren();
    more.hidden = true;
    return;
  }
  status.className = 'result-count';
  const isSlow = setTimeout(() => {
    if (mine === turn) status.textContent = texts['loading'] ?? '';
  }, 200);
  try {
    if (opened === undefined || version !== '') opened = open(version);
    const { index, outlets } = await opened;
    const found = index.find(query);
    let [shown, ahead] = [0, (await found.next()).value];
    /** @type {Set<string>} */
    const articles = new Set();
    const next = async () => {
      const hits = [];
      for (; ahead && hits.length < pageSize; ahead = (await found.next()).value) hits.push(getHit(ahead));
      const fresh = oneOfEach(await Promise.all(hits), language, articles);
      const items = fresh.map((hit) => renderHit(hit, query, outlets));
      if (mine !== turn) return;
      if (shown === 0) list.replaceChildren(...items);
      else list.append(...items);
      if (shown > 0) items[0]?.querySelector('a')?.focus();
      shown += items.length;
      status.textContent = countText(shown, ahead !== undefined);
      more.hidden = !ahead;
    };
    await next();
    if (mine === turn) showMore = next;
  } catch (error) {
    if (mine !== turn) return;
    // The site may have been built anew meanwhile: once more, with the manifest of today.
    if (error instanceof StaleIndex && version === '') return search(String(performance.now()));
    opened = undefined;
    status.textContent = texts['failed'] ?? '';
    more.hidden = true;
  } finally {
    clearTimeout(isSlow);
  }
}

const asked = new URLSearchParams(location.search);
for (const name of ['q', 'from', 'to']) {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = asked.get(name) ?? '';
}
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typing;
form.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => void search(), typingMs);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(typing);
  const fields = [...new FormData(form)].flatMap(([name, value]) => (value === '' ? [] : [[name, String(value)]]));
  try {
    history.replaceState(null, '', `?${new URLSearchParams(fields)}`);
  } catch {
    // A page from a disk may not change its address; the search goes on without.
  }
  void search();
});
more.addEventListener('click', () => {
  showMore?.().catch(() => {
    status.textContent = texts['failed'] ?? '';
  });
});

form.hidden = false;
opened = open('');
opened
  .then(({ manifest }) => {
    fillSelect('outlet', manifest.outlets);
    fillSelect(
      'lang',
      manifest.languages.map((tag) => [tag, nameOfLanguage(tag)]),
    );
    fillSelect('tag', manifest.tags);
    return search();
  })
  .catch(() => {
    opened = undefined;
    status.textContent = texts['failed'] ?? '';
  });
