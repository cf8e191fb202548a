// Speaks to its owner as the worker of Bergamot's package does; it translates into capitals. Loaded from a folder that is copied elsewhere.
const { parentPort } = process.getBuiltinModule('node:worker_threads');

const models = new Map();
let isReady = false;

const calls = {
  initialize(options) {
    if (options.cacheSize !== 0) throw new TypeError('unknown options');
    isReady = true;
  },
  loadTranslationModel({ from, to }, { model, shortlist, vocabs, config }) {
    if (!isReady) throw new Error('not initialized');
    for (const part of [model, shortlist, ...vocabs])
      if (!(part instanceof ArrayBuffer)) throw new TypeError('no buffer');
    if (Buffer.from(model).toString() === 'broken') throw new Error('Aborted(). The model cannot be read.');
    models.set(`${from}${to}`, config);
  },
  translate({ models: pairs, texts }) {
    for (const { from, to } of pairs) if (!models.has(`${from}${to}`)) throw new Error(`no model ${from}${to}`);
    if (texts.some(({ text }) => text.includes('hang'))) return new Promise(() => undefined);
    if (texts.some(({ text }) => text.includes('die'))) process.exit(1);
    return texts.map(({ text, html }) => {
      if (!html) throw new TypeError('only HTML is known here');
      const shouted = text.replace(/<[^>]*>|&\w+;|[^<&]+/g, (part) => (/^[<&]/.test(part) ? part : part.toUpperCase()));
      return { target: { text: pairs.length > 1 ? `${shouted} (${pairs.map(({ to }) => to).join(', ')})` : shouted } };
    });
  },
};

parentPort.on('message', async ({ id, name, args }) => {
  try {
    parentPort.postMessage({ id, result: await calls[name](...args) });
  } catch (error) {
    parentPort.postMessage({ id, error: { name: error.name, message: error.message, stack: error.stack } });
  }
});
