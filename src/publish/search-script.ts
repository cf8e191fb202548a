/** Finds rows of the search index: plain functions, also run by the tests. */
export const searchCore = `'use strict';
const fold = (text) => text.normalize('NFKD').replace(/\\p{M}+/gu, '').toLowerCase();
const wordsOf = (text) => fold(text).split(/[^\\p{L}\\p{N}]+/u).filter(Boolean).slice(0, 12);
const startsAt = (text, word) => {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\\p{L}\\p{N}]/u.test(text[at - 1])) return 2;
  }
  return text.includes(word) ? 1 : 0;
};
function prepare(index) {
  return index.articles.map((row) => ({
    row,
    outlet: index.outlets[row[3]],
    fields: [fold(row[1]), fold(row[6].join(' , ')), fold(row[5] + ' ' + index.outlets[row[3]][1])],
  }));
}
function find(entries, query) {
  const words = wordsOf(query.text);
  const found = [];
  for (const [place, entry] of entries.entries()) {
    if (query.outlet && entry.outlet[0] !== query.outlet) continue;
    if (query.language && entry.row[4] !== query.language) continue;
    let score = 0;
    const hasAll = words.every((word) => {
      const best = Math.max(...entry.fields.map((field, index) => startsAt(field, word) * [6, 3, 1][index]));
      score += best;
      return best > 0;
    });
    if (hasAll) found.push({ entry, score, place });
  }
  return found.sort((a, b) => b.score - a.score || a.place - b.place).map(({ entry }) => entry);
}
`;

/** Connects the search page to the functions above. Texts come from the page; nothing is ever read as HTML. */
const searchPage = `
const status = document.getElementById('results');
const hits = document.getElementById('hits');
const form = document.querySelector('main form');
const shown = 60;
const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};
let loading;
const load = () => {
  loading ??= fetch(status.dataset.index).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }).then(prepare);
  return loading;
};
const readForm = () => {
  const data = new FormData(form);
  return { text: (data.get('q') || '').trim(), outlet: data.get('outlet') || '', language: data.get('lang') || '' };
};
const days = new Intl.DateTimeFormat(status.dataset.language, { dateStyle: 'medium', timeZone: 'UTC', calendar: 'gregory' });
const count = (number) => {
  const forms = JSON.parse(status.dataset.results);
  const form = new Intl.PluralRules(status.dataset.language).select(number);
  return (forms[form] || forms.other).replace('{n}', new Intl.NumberFormat(status.dataset.language).format(number));
};
const item = ({ row, outlet }) => {
  const made = element('li');
  const title = element('h2');
  const link = element('a', '', row[1]);
  link.href = status.dataset.root + row[0];
  title.append(link);
  const summary = element('p', 'summary', row[5]);
  for (const part of [title, summary]) {
    part.lang = row[4] === 'und' ? '' : row[4];
    part.dir = 'auto';
  }
  const day = days.format(new Date(row[2]));
  const when = row[7] === 1 ? status.dataset.collected.replace('{date}', day) : day;
  made.append(title, summary, element('p', 'meta', outlet[1] + ' · ' + when));
  return made;
};
let turn = 0;
const show = async () => {
  const query = readForm();
  const mine = ++turn;
  if (!query.text && !query.outlet && !query.language) {
    status.textContent = '';
    hits.replaceChildren();
    return;
  }
  status.className = 'result-count';
  if (!loading) status.textContent = status.dataset.loading;
  try {
    const found = find(await load(), query);
    if (mine !== turn) return;
    status.textContent = found.length === 0 ? status.dataset.none : count(found.length);
    hits.replaceChildren(...found.slice(0, shown).map(item));
  } catch {
    status.textContent = status.dataset.failed;
  }
};
const asked = new URLSearchParams(location.search);
for (const field of form.elements) if (field.name && asked.has(field.name)) field.value = asked.get(field.name);
let waiting;
form.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 120);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  try {
    history.replaceState(null, '', '?' + query);
  } catch {
    // A page from a disk may not change its address; the search goes on without.
  }
  show();
});
show();
`;

/** The only script of the site, loaded by the search page alone. */
export const searchScript = `${searchCore}${searchPage}`;
