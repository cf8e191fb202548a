/** The look of an explanation: a panel, the painted page and the article beside it, from phone to desk, light and dark. */
export const explanationStyle = `:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --raised: #f4f1ea; --ink: #1c1b19; --soft: #5c5852; --line: #ddd8cd; --accent: #8c1d18; --mark: #fbe6a2;
  --text: #1d6b39; --head: #0b6470; --list: #6a5a00; --quote: #6b3fa0; --figure: #1d4f9c; --other: #4c5560; --intro: #93500a;
  --drop: #a5231c; --drop-back: #fbecea; --strike: #a5231c80; --root: #1d6b39; --candidate: #68635b;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", "Noto Serif", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171614; --raised: #23211e; --ink: #ece8e0; --soft: #aaa49a; --line: #3a3732; --accent: #f2a093; --mark: #5d4a12;
    --text: #7cc796; --head: #6cc6d2; --list: #cdbb58; --quote: #c4a3ee; --figure: #8fb6f5; --other: #a9b3bf; --intro: #e7ab68;
    --drop: #f08d85; --drop-back: #2e1f1d; --strike: #f08d8580; --root: #7cc796; --candidate: #948e84;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 3.5rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: .9375rem/1.5 var(--sans); overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, table { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: inherit; text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.leaf:target, .block:target, details:target, .root:target, .candidate:target { outline: 3px solid var(--accent); outline-offset: 2px; scroll-margin-block: 5rem; }
main > section:focus-visible { outline-offset: -3px; }
.soft { color: var(--soft); }
.small { font-size: .8125rem; }

.top { padding: .7rem 1rem .6rem; border-bottom: 1px solid var(--line); }
.top h1 { font: 700 1.0625rem/1.3 var(--serif); }
.top p { font-size: .8125rem; color: var(--soft); }
.jump { display: flex; gap: 1.25rem; padding: .45rem 1rem; position: sticky; top: 0; z-index: 3; background: var(--raised); border-bottom: 1px solid var(--line); font-size: .875rem; }
main > section { padding: 1rem; min-width: 0; }
main > section + section { border-top: 3px double var(--line); }
h2 { font-size: .8125rem; font-weight: 700; letter-spacing: .04em; text-transform: uppercase; color: var(--soft); margin-bottom: .6rem; }
h2 a { text-transform: none; letter-spacing: 0; font-weight: 400; }
h3 { font-size: .875rem; margin: 1.4rem 0 .4rem; }

@media (min-width: 48rem) {
  main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
  #facts { grid-column: 1 / -1; columns: 2; column-gap: 2.5rem; }
  #facts > div { break-inside: avoid-column; }
  main > section + section { border-top: 1px solid var(--line); }
  main > section + section + section { border-inline-start: 1px solid var(--line); }
}
@media (min-width: 75rem) {
  html, body { height: 100%; }
  body { display: flex; flex-direction: column; }
  .jump { display: none; }
  main { flex: 1; min-height: 0; grid-template-columns: minmax(19rem, 23rem) minmax(0, 3fr) minmax(0, 2fr); }
  main > section { overflow: auto; height: 100%; position: relative; border: 0; border-inline-start: 1px solid var(--line); scroll-padding-top: 1rem; }
  main > section + section { border-top: 0; }
  #facts { columns: auto; grid-column: auto; border: 0; }
}

.fields { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .3rem .8rem; }
.fields > div { display: contents; }
.fields dt { color: var(--soft); }
.fields dt:target, .fields dt:target + dd { background: var(--mark); }
.fields .from { display: block; font-size: .75rem; color: var(--soft); }
meter { width: 3.2rem; height: .7em; vertical-align: -.05em; }
table { border-collapse: collapse; width: 100%; font-size: .8125rem; }
th { text-align: start; font-weight: 400; color: var(--soft); }
th, td { padding: .2rem .5rem .2rem 0; vertical-align: baseline; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.chosen { font-weight: 700; }
summary { cursor: pointer; }
.reasons summary { padding: .15rem 0; }
.reasons summary::marker { color: var(--soft); }
.reasons b { display: inline-block; min-width: 2ch; text-align: end; font-variant-numeric: tabular-nums; margin-inline-end: .4ch; }
.reasons ol { margin: .1rem 0 .5rem; padding-inline-start: 1.1rem; font-size: .8125rem; }
.reasons li { padding: .1rem 0; }
.reasons li a { text-decoration-color: var(--line); }
.alternatives { font-size: .8125rem; }
.alternatives li { padding: .15rem 0; }
.legend { display: flex; flex-wrap: wrap; gap: .35rem; font-size: .75rem; }
.legend .leaf { padding-inline: .5rem; margin: 0; }
.skip { padding: .6rem .8rem; border-inline-start: 4px solid var(--drop); background: var(--drop-back); margin-bottom: 1rem; white-space: pre-wrap; }

.chip { font: 600 .6875rem/1.45 var(--sans); font-style: normal; display: inline-block; padding: 0 .4em; border-radius: .3em; border: 1px solid currentColor; text-decoration: none; vertical-align: .1em; white-space: nowrap; color: var(--soft); background: var(--paper); letter-spacing: normal; text-transform: none; direction: ltr; unicode-bidi: isolate; }
.note { color: var(--paper); background: var(--accent); border-color: var(--accent); }
.tip { display: none; }
.chip:hover + .tip, .chip:focus + .tip, summary:focus-visible > .tip { display: block; position: absolute; z-index: 2; inset-inline: 1rem; max-width: 32rem; margin-top: .2rem; padding: .5rem .7rem; font: .75rem/1.45 var(--sans); color: var(--paper); background: var(--ink); border-radius: .3rem; text-decoration: none; text-align: start; white-space: normal; direction: ltr; }
#page { position: relative; font-family: var(--serif); line-height: 1.45; }
#page h2, #article h2.title { font-family: var(--sans); }
#page h2 { margin-bottom: .8rem; }
.leaf { margin: .3rem 0; padding: .05rem .5rem; border-inline-start: 4px solid transparent; }
.leaf.outside { color: var(--soft); }
.leaf.unread { color: var(--soft); font-size: .8125rem; border-inline-start: 4px dotted var(--line); }
.leaf.kept { border-color: var(--kind, var(--text)); }
.leaf.kept > .chip:not(.note) { color: var(--kind, var(--text)); }
.leaf.lost { border-inline-start: 4px dotted var(--intro); color: var(--soft); }
.leaf.dropped { border-color: var(--drop); background: var(--drop-back); color: var(--soft); }
details.dropped { margin: .4rem 0; padding: .15rem .5rem; border-inline-start: 4px solid var(--drop); background: var(--drop-back); color: var(--soft); }
.struck { text-decoration: line-through 1px var(--strike); }
details.dropped .leaf { padding-inline-start: 0; border: 0; }
details.empty { padding-block: 0; margin-block: .2rem; background: none; font-size: .875em; }
details.empty > summary { list-style: none; }
details.dropped > summary { display: block; }
.dropped > .chip:not(.note), .dropped > summary > .chip { color: var(--drop); }
.root, .candidate { border: 1px dashed var(--candidate); border-radius: .3rem; margin: .5rem 0; padding: .3rem .3rem .3rem .4rem; }
.root { border: 3px solid var(--root); }
.root > .chip:first-child { color: var(--paper); background: var(--root); border-color: var(--root); }
.candidate > .chip:first-child { color: var(--candidate); }
.k-heading { --kind: var(--head); } .k-list { --kind: var(--list); } .k-quote { --kind: var(--quote); }
.k-figure, .k-caption { --kind: var(--figure); } .k-standfirst, .k-key-points { --kind: var(--intro); }
.k-embed, .k-table, .k-code, .k-entry, .k-related { --kind: var(--other); }
.media { display: inline-block; padding: .15rem .6rem; border: 1px solid var(--line); border-radius: .3rem; background: var(--raised); color: var(--soft); font: .75rem/1.4 var(--sans); }
.gone { color: var(--soft); font-size: .875em; }
.t-b, .t-strong, .t-th, .t-dt { font-weight: 700; }
.t-i, .t-em, .t-cite { font-style: italic; }
.t-a, .t-u { text-decoration: underline; text-decoration-color: var(--line); }
.t-s, .t-del { text-decoration: line-through; }
.t-small { font-size: .85em; }
.t-sub { vertical-align: sub; font-size: .75em; } .t-sup { vertical-align: super; font-size: .75em; }
.t-mark { background: var(--mark); }
.t-code, .t-pre { font-family: ui-monospace, monospace; font-size: .9em; }
.t-pre { white-space: pre-wrap; }
.t-h1 { font-size: 1.6em; line-height: 1.2; font-weight: 700; } .t-h2 { font-size: 1.3em; font-weight: 700; } .t-h3 { font-size: 1.15em; font-weight: 700; } .t-h4, .t-h5, .t-h6 { font-weight: 700; }
.t-ul, .t-ol, .t-dd { padding-inline-start: 1.1rem; }
.t-li { display: list-item; list-style: disc; } .t-ol > .t-li { list-style: decimal; }
.t-blockquote, .t-figure { margin-inline-start: 1rem; }
.t-figcaption { font-size: .9em; }
.t-table { display: table; border-collapse: collapse; } .t-tr { display: table-row; } .t-td, .t-th { display: table-cell; vertical-align: top; padding-inline-end: .5rem; border-bottom: 1px solid var(--line); }
.t-thead, .t-tbody, .t-tfoot { display: table-row-group; }
.t-hr { border-top: 1px solid var(--line); margin: .8rem 0; }

#article .text { font: 1rem/1.55 var(--serif); }
#article h2.title { font: 700 1.35rem/1.25 var(--serif); text-transform: none; letter-spacing: 0; color: var(--ink); margin: .2rem 0 .4rem; }
.block { position: relative; margin: .7rem 0; padding-inline-start: .6rem; border-inline-start: 4px solid var(--kind, var(--text)); }
.block > .chip { color: var(--kind, var(--text)); }
.block h2, .block h3, .block h4, .block h5, .block h6 { font: 700 1.1rem/1.3 var(--serif); text-transform: none; letter-spacing: 0; color: inherit; margin: 0; }
.block ul, .block ol { padding-inline-start: 1.2rem; } .block ul { list-style: disc; } .block ol { list-style: decimal; }
.block p + p, .block li p { margin-top: .4rem; }
.block blockquote { margin: 0; padding-inline-start: .8rem; border-inline-start: 2px solid var(--line); }
.block figure { margin: 0; } .block figcaption { font-size: .875rem; color: var(--soft); }
.block pre { margin: 0; white-space: pre-wrap; font-size: .875rem; }
.block td, .block th { border-bottom: 1px solid var(--line); }
`;
