// What a page can do more with a script: everything works without it.

const keysKept = 'courant-keys';
const chordMs = 1500;

/** @type {readonly (readonly [key: string, does: string])[]} */
const keyHelp = [
  ['j', 'Next in the list'],
  ['k', 'Previous in the list'],
  ['o or Enter', 'Open'],
  ['v', 'The original, in a new tab'],
  ['m', 'Read or unread'],
  ['s', 'Star, or take the star away'],
  ['a', 'Archive, or take it back'],
  ['/', 'Search'],
  ['g then h', 'Stories'],
  ['g then a', 'Articles'],
  ['g then s', 'Starred'],
  ['?', 'These shortcuts'],
];

/** @type {Readonly<Record<string, string>>} */
const places = { h: '/app/', a: '/app/articles', s: '/app/starred' };

/** @type {Readonly<Record<string, readonly [on: string, off: string]>>} */
const said = {
  read: ['Marked as read', 'Marked as unread'],
  starred: ['Starred', 'Star taken away'],
  archived: ['Archived', 'Taken out of the archive'],
};

const status = document.createElement('p');
status.className = 'app-status';
status.setAttribute('role', 'status');
document.body.append(status);

/** Says what changed to those who cannot see it, and shows it for a moment. @param {string} text */
function announce(text) {
  status.textContent = '';
  setTimeout(() => (status.textContent = text), 50);
  setTimeout(() => status.textContent === text && (status.textContent = ''), 4000);
}

// Marks are set in place.

/** @param {SubmitEvent} event */
function markInPlace(event) {
  const { target: form, submitter: button } = event;
  if (!(form instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement)) return;
  if (form.id !== 'marks' || button.name !== 'mark') return;
  event.preventDefault();
  const token = form.querySelector('input[name="form-token"]');
  send(form.action, token instanceof HTMLInputElement ? token.value : '', button).catch(() =>
    announce('It could not be saved. Is the server reached?'),
  );
}

/** @param {string} address @param {string} token @param {HTMLButtonElement} button */
async function send(address, token, button) {
  const [kind = '', on = '', list = ''] = button.value.split(':');
  const answer = await fetch(address, {
    method: 'POST',
    headers: { Accept: 'application/json', 'X-Form-Token': token },
    body: new URLSearchParams({ mark: button.value }),
  });
  if (!answer.ok) {
    announce('It could not be saved. Load the page again.');
    return;
  }
  const ids = list.split(',');
  for (const id of ids) showMark(kind, on === '1', id);
  if (kind === 'read') for (const story of document.querySelectorAll('.app-stories > li')) countUnread(story);
  const text = said[kind]?.[on === '1' ? 0 : 1] ?? 'Saved';
  announce(ids.length === 1 ? text : `${text}: ${ids.length} articles`);
}

/** @param {string} kind @param {boolean} isOn @param {string} id */
function showMark(kind, isOn, id) {
  for (const row of document.querySelectorAll(`[data-article="${id}"], [data-report="${id}"]`)) {
    if (kind === 'read') row.classList.toggle('is-read', isOn);
    for (const button of row.querySelectorAll(`button[data-mark="${kind}"]`)) {
      button.setAttribute('aria-pressed', String(isOn));
      if (button instanceof HTMLButtonElement) button.value = `${kind}:${isOn ? 0 : 1}:${id}`;
    }
  }
  for (const story of document.querySelectorAll('[data-unread-of]')) {
    const unread = new Set((story.getAttribute('data-unread-of') ?? '').split(',').filter(Boolean));
    if (kind !== 'read' || !(story.getAttribute('data-all-of') ?? '').includes(id)) continue;
    if (isOn) unread.delete(id);
    else unread.add(id);
    story.setAttribute('data-unread-of', [...unread].join(','));
  }
}

/** @param {Element} story */
function countUnread(story) {
  const place = story.querySelector('[data-unread-of]');
  if (place === null) return;
  const count = (place.getAttribute('data-unread-of') ?? '').split(',').filter(Boolean).length;
  place.textContent = count === 0 ? '' : `${count} unread`;
  story.classList.toggle('is-read', count === 0);
}

document.addEventListener('submit', markInPlace);

// Who comes back to a list sees it as they left it: what they opened there is read.
document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest('[data-open]') : null;
  const id = link?.closest('[data-article]')?.getAttribute('data-article');
  if (id) showMark('read', true, id);
});

// Keys: single letters, for who wants them.

const areKeysOn = () => {
  try {
    return localStorage.getItem(keysKept) !== 'off';
  } catch {
    return true; // nothing may be kept here: then nobody has switched them off
  }
};

/** @param {boolean} isOn */
function setKeys(isOn) {
  try {
    localStorage.setItem(keysKept, isOn ? 'on' : 'off');
  } catch {
    announce('This browser keeps no settings.');
  }
}

const writes =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="combobox"], [role="listbox"], [role="menu"]';

/** @type {Element | null} */
let current = null;
let chordAt = 0;

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!areKeysOn() || document.querySelector('dialog[open]')) return;
  if (event.target instanceof Element && event.target.closest(writes)) return;
  const isChord = event.timeStamp - chordAt < chordMs && chordAt > 0;
  chordAt = 0;
  const place = isChord ? places[event.key] : undefined;
  const act = place === undefined ? actions[event.key] : () => location.assign(place);
  if (act === undefined) return;
  event.preventDefault();
  act(event);
}

/** @type {Readonly<Record<string, (event: KeyboardEvent) => void>>} */
const actions = {
  j: () => step(1),
  k: () => step(-1),
  o: () => click('[data-open]'),
  v: () => {
    const link = here()?.querySelector('a[data-original], .original a, .source a');
    if (link instanceof HTMLAnchorElement) window.open(link.href, '_blank', 'noopener');
  },
  m: () => click('button[data-mark="read"]'),
  s: () => click('button[data-mark="starred"]'),
  a: () => click('button[data-mark="archived"]'),
  '/': () => {
    const field = document.querySelector('#app-q');
    if (field instanceof HTMLElement) field.focus();
    else location.assign('/app/search');
  },
  '?': () => help.showModal(),
  g: (event) => (chordAt = event.timeStamp),
};

/** The item with the focus, else the one of the last step, else the article of the page. */
function here() {
  const focused = document.activeElement?.closest('.app-item');
  return focused ?? (current?.isConnected ? current : document.querySelector('.app-article'));
}

/** @param {1 | -1} by */
function step(by) {
  const items = [...document.querySelectorAll('.app-item')];
  const from = here();
  const at = from === null ? -1 : items.indexOf(from);
  const next = at === -1 ? items[by === 1 ? 0 : items.length - 1] : items[at + by];
  const link = next?.querySelector('[data-open]');
  if (next === undefined || !(link instanceof HTMLElement)) return;
  current = next;
  // The focus itself goes there: what comes next, and what a screen reader says, is of this item.
  link.focus({ preventScroll: true });
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  next.scrollIntoView({ block: 'nearest', behavior: isStill ? 'auto' : 'smooth' });
}

/** @param {string} selector */
function click(selector) {
  const target = here()?.querySelector(selector);
  if (target instanceof HTMLElement) target.click();
}

/** @param {string} name @param {string} [text] */
function make(name, text = '') {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function makeHelp() {
  const dialog = document.createElement('dialog');
  dialog.className = 'app-help';
  dialog.setAttribute('aria-labelledby', 'app-help-head');
  const head = make('h2', 'Keyboard shortcuts');
  head.id = 'app-help-head';
  const list = make('dl');
  for (const [key, does] of keyHelp) {
    const term = make('dt');
    term.append(...key.split(/( or | then )/).map((part) => (/^ /.test(part) ? part : make('kbd', part))));
    list.append(term, make('dd', does));
  }
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = areKeysOn();
  box.addEventListener('change', () => setKeys(box.checked));
  const label = make('label');
  label.append(box, ' Use these keys in this browser');
  const form = document.createElement('form');
  form.method = 'dialog';
  form.append(make('button', 'Close'));
  dialog.append(head, list, label, form);
  document.body.append(dialog);
  return dialog;
}

const help = makeHelp();

const menu = document.querySelector('.app-menu ul');
if (menu !== null) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'app-plain';
  button.textContent = 'Shortcuts';
  button.setAttribute('aria-haspopup', 'dialog');
  button.addEventListener('click', () => help.showModal());
  const item = make('li');
  item.append(button);
  menu.append(item);
}
document.addEventListener('keydown', onKey);
