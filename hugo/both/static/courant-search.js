// Searches titles, summaries, tags and outlets of all languages: an article is found when it has every word of the question.
(async () => {
  const form = document.getElementById('courant-search');
  const results = document.getElementById('courant-results');
  if (!form || !results) return;
  const question = new URLSearchParams(location.search).get('q') ?? '';
  form.elements.q.value = question;
  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = fold(question).split(/\s+/).filter(Boolean);
  if (words.length === 0) return;
  try {
    const answers = await Promise.all(results.dataset.indexes.split(' ').map((address) => fetch(address)));
    const entries = (await Promise.all(answers.map((answer) => answer.json()))).flat();
    const found = entries.filter((entry) => {
      const text = fold([entry.title, entry.summary, entry.outlet, ...entry.tags].join('\n'));
      return words.every((word) => text.includes(word));
    });
    found.sort((a, b) => (a.date < b.date ? 1 : -1));
    if (found.length === 0) results.textContent = results.dataset.none;
    else results.append(...found.slice(0, 200).map(toItem));
  } catch {
    results.textContent = results.dataset.failed;
  }

  function toItem(entry) {
    const item = document.createElement('article');
    const title = document.createElement('h2');
    const link = document.createElement('a');
    link.href = entry.url;
    link.textContent = entry.title;
    title.append(link);
    const facts = document.createElement('p');
    facts.textContent = `${entry.date} · ${entry.outlet}`;
    const summary = document.createElement('p');
    summary.textContent = entry.summary;
    item.append(title, facts, summary);
    return item;
  }
})();
