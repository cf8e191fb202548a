import { createHash } from 'node:crypto';
import { formatReport } from '../errors.ts';
import type { Replay } from '../extract/replay-trace.ts';
import { attr, findFirst } from '../html/query.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import { markdownToHtml } from '../markdown/to-html.ts';
import type { Article, Block } from '../model/article.ts';
import type { TraceStep } from '../model/trace.ts';
import { directionOf } from '../publish/formats.ts';
import { markup, trusted, type Markup, type MarkupValue } from '../publish/markup.ts';
import { fieldRows } from './article-fields.ts';
import type { Explained, Explanation } from './explain-page.ts';
import { explanationStyle } from './explanation-style.ts';
import { groupByReason, type Decisions, type Removal } from './find-decisions.ts';
import { paintPage } from './paint-page.ts';

const digest = createHash('sha256').update(explanationStyle).digest('base64');

/** What an explanation may load and do: nothing but its own style. */
export const explanationPolicy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;

/** An explanation as one HTML file: fields, evidence and reasons, the page with the decisions painted on it, and the
 *  article beside it. Loads nothing, runs nothing, works without scripts; its policy refuses what a page might smuggle in. */
export function renderExplanation({ explanation, replay }: Explained): string {
  const { article, decisions, url, from } = explanation;
  const title = article?.title ?? 'no article';
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${explanationPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Explained: ${title}</title>
<style>${trusted(explanationStyle)}</style>
</head>
<body>
<header class="top">
<h1><bdi>${title}</bdi></h1>
<p>${article && markup`<strong>confidence ${meter(article.confidence)}</strong> · `}<bdi>${url}</bdi>, from the ${from}</p>
</header>
<nav class="jump" aria-label="Parts of this explanation"><a href="#facts">Fields</a><a href="#page">Page</a><a href="#article">Article</a></nav>
<main>
<section id="facts" aria-label="Fields and reasons" tabindex="0">${facts(explanation)}</section>
<section id="page" aria-label="The page" tabindex="0"><h2>The page${replay?.root && markup` · <a href="#p${replay.root.index}">go to the root</a>`}</h2>${paintedPage(replay, decisions)}</section>
<section id="article" aria-label="The article" tabindex="0"><h2>The article</h2>${articleColumn(article, decisions)}</section>
</main>
</body>
</html>
`.markup;
}

function facts({ article, skip, decisions, steps, url }: Explanation): MarkupValue {
  return [
    skip && markup`<p class="skip">${formatReport(skip.code, { url, detail: skip.detail })}</p>`,
    article && markup`<div><h2>Fields</h2>${fieldList(article)}${alternatives(steps)}</div>`,
    decisions && decisions.candidates.length > 0 && candidateTable(decisions),
    decisions && reasonList(decisions),
    decisions && decisions.restorations.length > 0 && restorationList(decisions),
    readings(steps),
    decisions && legend,
  ];
}

function meter(confidence: number): Markup {
  return markup`<meter min="0" max="1" low="0.5" high="0.8" optimum="1" value="${confidence}" aria-label="confidence"></meter> ${confidence.toFixed(2)}`;
}

function fieldList(article: Article): Markup {
  const rows = fieldRows(article).map(({ name, value, from, confidence }) => {
    const sure = confidence !== undefined && markup` ${meter(confidence)}`;
    const source = (from !== '' || sure) && markup`<span class="from">${from}${sure}</span>`;
    const shown = value === '' ? markup`<span class="soft">–</span>` : markup`<bdi>${value}</bdi>`;
    return markup`<div><dt id="f-${name}">${name}</dt><dd>${shown}${source}</dd></div>\n`;
  });
  return markup`<dl class="fields">${rows}</dl>`;
}

/** Values that lost, for each field that had a choice. */
function alternatives(steps: readonly TraceStep[]): MarkupValue {
  const fields = ['title', 'published', 'modified'].flatMap((field) => {
    const seen = steps.filter(({ step, decision }) => step === field && decision === 'considered');
    return seen.length < 2 ? [] : [{ field, seen }];
  });
  return fields.map(
    ({ field, seen }) => markup`<details class="alternatives"><summary>${field}: ${seen.length} considered</summary><ul>
${seen.map(({ target, because, score }) => markup`<li><bdi>${target}</bdi> <span class="soft">${because} ${score?.toFixed(2)}</span></li>\n`)}</ul></details>`,
  );
}

function candidateTable({ candidates }: Decisions): Markup {
  const rows = candidates.map(({ part, path, because, score, isChosen }) => {
    const open = trusted(isChosen ? '<tr class="chosen">' : '<tr>');
    return markup`${open}<td class="number">${score ?? '–'}</td><td><a href="#p${part}">${path}</a> <span class="soft">${because}</span></td></tr>\n`;
  });
  return markup`<div id="candidates"><h3>What may hold the article</h3>
<table><thead><tr><th class="number">score</th><th>element</th></tr></thead><tbody>
${rows}</tbody></table></div>`;
}

function reasonList({ removals }: Decisions): Markup {
  const inRoot = removals.filter(({ isInRoot }) => isInRoot).length;
  const groups = groupByReason(removals).map(
    (
      { reason, removals: members },
      index,
    ) => markup`<li id="r${index}"><details><summary><b>${members.length}</b> ${reason}</summary><ol>
${members.map(place)}</ol></details></li>\n`,
  );
  return markup`<div><h3>Left out, and why</h3>
<p class="small soft">${removals.length} parts, ${inRoot} of them in the root; open a reason to go to its places.</p>
<ul class="reasons">${groups}</ul></div>`;
}

function restorationList({ restorations }: Decisions): Markup {
  const items = restorations.map(
    ({ part, text, because }) =>
      markup`<li><a href="#p${part}"><bdi>${text.slice(0, 70)}</bdi></a> <span class="soft">${because}</span></li>\n`,
  );
  return markup`<div class="reasons"><h3>Taken back</h3><details><summary><b>${restorations.length}</b> lines</summary><ol>
${items}</ol></details></div>`;
}

function place({ part, text, because, reason, path, characters }: Removal): Markup {
  const name = because === reason ? '' : because.slice(reason.length + 2);
  const shown = text === '' ? (path.split(' > ').at(-1) ?? path) : text.slice(0, 70);
  const size = characters === 0 ? 'empty' : `${characters} characters`;
  return markup`<li><a href="#p${part}"><bdi>${shown}</bdi></a> <span class="soft">${name} ${size}</span></li>\n`;
}

/** How often the page was read, when once was not enough. */
function readings(steps: readonly TraceStep[]): MarkupValue {
  const seen = steps.filter(({ step }) => step === 'reading');
  if (seen.length < 3) return '';
  return markup`<div><h3>Readings</h3><ul class="small">${seen.map(
    ({ target, decision, because }) => markup`<li>${target}, ${decision}: ${because}</li>\n`,
  )}</ul></div>`;
}

const kinds = ['paragraph', 'heading', 'list', 'quote', 'caption', 'standfirst', 'table'] as const;
const legend = markup`<div><h3>Colors</h3><div class="legend">${kinds.map(
  (kind) => markup`<span class="leaf kept k-${kind}">${kind}</span>`,
)}<span class="leaf dropped">left out</span><span class="leaf outside">outside of the root</span><span class="leaf unread">never read</span><span class="leaf lost">kept, but in no block</span></div></div>`;

function paintedPage(replay: Replay | undefined, decisions: Decisions | undefined): Markup {
  if (replay === undefined || decisions === undefined) return markup`<p class="soft">There is no page to show.</p>`;
  const html = findFirst(replay.document, ({ name }) => name === 'html');
  const language = html === undefined ? '' : attr(html, 'lang');
  const tag = /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(language) ? language : '';
  const isRtl = html !== undefined && attr(html, 'dir').toLowerCase() === 'rtl';
  return markup`<div lang="${tag}" dir="${isRtl ? 'rtl' : 'ltr'}">${paintPage(replay, decisions)}</div>`;
}

function articleColumn(article: Article | undefined, decisions: Decisions | undefined): MarkupValue {
  if (article === undefined) return markup`<p class="soft">There is none.</p>`;
  const firstPart = new Map<number, number>();
  for (const { block, part } of decisions?.lines ?? [])
    if (block !== undefined && !firstPart.has(block)) firstPart.set(block, part);
  const { language } = article;
  const isElsewhere = firstPart.size === 0 && article.blocks.length > 0;
  return [
    isElsewhere &&
      markup`<p class="small soft">The text was not read from the page: ${article.evidence.body?.from}.</p>`,
    markup`<div class="text" lang="${language === 'und' ? '' : language}" dir="${directionOf(language)}">
<h2 class="title">${article.title}</h2>
${article.blocks.map((block, index) => articleBlock(block, index, firstPart.get(index)))}</div>`,
  ];
}

function articleBlock(block: Block, index: number, part: number | undefined): Markup {
  const kind = block.role === undefined || block.role === 'body' ? block.kind : block.role;
  const label = `${index + 1} ${kind}`;
  const chip =
    part === undefined
      ? markup`<span class="chip">${label}</span>`
      : markup`<a class="chip" href="#p${part}">${label}</a>`;
  const html = markdownToHtml(renderMarkdown([block]));
  return markup`<div class="block k-${kind}" id="b${index}">${chip}${trusted(html)}</div>\n`;
}
