/** The look of the site: one stylesheet, light and dark, from phone to desk, in both writing directions. */
export const stylesheet = `:root {
  color-scheme: light dark;
  --paper: #fdfcf9;
  --raised: #f4f1ea;
  --ink: #1c1b19;
  --soft: #595550;
  --line: #ddd8cd;
  --accent: #8c1d18;
  --mark: #fbe6a2;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", "Noto Serif", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171614;
    --raised: #23211e;
    --ink: #ece8e0;
    --soft: #aaa49a;
    --line: #3a3732;
    --accent: #f2a093;
    --mark: #5d4a12;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto;
  padding: 0 clamp(1.1rem, 4vw, 2.5rem);
  max-width: 76rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 var(--serif);
  overflow-wrap: anywhere;
  text-rendering: optimizeLegibility;
}
h1, h2, h3, h4, h5, h6 { margin: 0; font-weight: 700; line-height: 1.2; text-wrap: balance; }
p { margin: 0; text-wrap: pretty; }
ul, ol { margin: 0; padding: 0; list-style: none; }
a { color: inherit; text-decoration-color: var(--line); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
main:focus { outline: none; }
img { display: block; max-width: 100%; height: auto; background: var(--raised); }
mark { background: var(--mark); color: var(--ink); }
.skip { position: absolute; inset-inline-start: 1rem; top: -4rem; z-index: 1; padding: .6rem 1rem; background: var(--ink); color: var(--paper); font-family: var(--sans); }
.skip:focus { top: 1rem; color: var(--paper); }

:lang(ar), :lang(fa), :lang(ur) { --serif: "Noto Naskh Arabic", "Geeza Pro", "Traditional Arabic", "Noto Serif", serif; --sans: "Noto Sans Arabic", system-ui, "Segoe UI", Tahoma, sans-serif; }
:lang(ja) { --serif: "Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK JP", "Noto Serif JP", serif; --sans: system-ui, "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", sans-serif; }
:lang(zh) { --serif: "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", SimSun, serif; --sans: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
:lang(ko) { --serif: "Noto Serif CJK KR", "Noto Serif KR", Batang, serif; --sans: system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", sans-serif; }
[lang] { font-family: var(--serif); }
:lang(ja), :lang(zh), :lang(ko) { line-break: strict; font-style: normal; }

.meta, .facts, .byline, .kicker, .original, .menu, .sidebar, .pager, .source, .rights, .terms, .count, .colophon,
.hint, .directory, .day-grid, .empty, .day-name, label, input, select, button, table, figcaption,
.meta [lang], .facts [lang], .byline [lang], .kicker [lang], .original [lang], .source [lang], [lang].rights { font-family: var(--sans); }
.meta, .facts, .hint, .count, .colophon, .rights { font-size: .8125rem; line-height: 1.5; color: var(--soft); }
.outlet { font-weight: 600; color: var(--ink); text-decoration: none; }
.outlet:hover { color: var(--accent); text-decoration: underline; }
.label { font-weight: 700; font-size: .75rem; color: var(--accent); }

.masthead { padding-top: clamp(1.25rem, 4vw, 2.5rem); text-align: center; }
.site-title { font-size: clamp(1.6rem, 4vw, 2.1rem); font-weight: 700; line-height: 1.1; letter-spacing: -.015em; }
h1.site-title { font-size: clamp(2.4rem, 8vw, 4.25rem); }
.site-title a { text-decoration: none; }
.site-description { margin-top: .4rem; color: var(--soft); font-style: italic; }
.site-description:lang(ar), .site-description:lang(ja), .site-description:lang(zh) { font-style: normal; }
.menu { margin-top: 1.1rem; border-top: 1px solid var(--ink); border-bottom: 3px double var(--ink); }
.menu ul { display: flex; flex-wrap: wrap; justify-content: center; column-gap: clamp(.75rem, 3vw, 2.25rem); }
.menu a { display: block; padding: .6rem .1rem; font-size: clamp(.8125rem, 3.4vw, .9375rem); text-decoration: none; }
.menu a:hover { text-decoration: underline; }
.menu [aria-current] { font-weight: 700; box-shadow: inset 0 -2px var(--accent); }

.frame { display: grid; gap: 3rem; padding-block: clamp(1.5rem, 4vw, 2.75rem); }
.frame > * { min-width: 0; }
.plain > main { width: 100%; max-width: 42rem; margin-inline: auto; }

.lead-item { display: grid; gap: 1.25rem; padding-bottom: 2rem; }
.lead-item .picture img { width: 100%; aspect-ratio: 16 / 9; object-fit: cover; }
.lead-item h2 { font-size: clamp(1.75rem, 5vw, 2.75rem); line-height: 1.12; letter-spacing: -.012em; }
.lead-item .summary { margin-block: .75rem .8rem; font-size: 1.125rem; }
.lead-item h2 a, .item h3 a { text-decoration: none; }
.lead-item h2 a:hover, .item h3 a:hover { text-decoration: underline; }
.summary { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.lead-item .summary { -webkit-line-clamp: 5; }

.day { margin-bottom: 1.75rem; border-top: 2px solid var(--ink); }
.day-name { padding-block: .55rem; font-size: .875rem; font-weight: 600; color: var(--soft); }
.day-name a { text-decoration: none; }
.day-name .count { font-weight: 400; margin-inline-start: .5rem; }
.item { display: grid; grid-template-columns: minmax(0, 1fr); gap: .5rem 1.5rem; padding-block: 1.1rem; border-top: 1px solid var(--line); }
.with-picture { grid-template-columns: minmax(0, 1fr) clamp(5.5rem, 24%, 12rem); }
.item h3 { font-size: clamp(1.15rem, 3vw, 1.375rem); line-height: 1.25; }
.item .summary { margin-block: .4rem .5rem; color: var(--soft); }
.item .meta { margin-top: .4rem; }
.item .picture img { width: 100%; aspect-ratio: 3 / 2; object-fit: cover; }

.list-head { margin-bottom: 2rem; }
.list-head h1 { font-size: clamp(1.9rem, 5vw, 2.75rem); letter-spacing: -.012em; }
.list-head .meta { margin-top: .4rem; font-size: .9375rem; }
.original { margin-top: 1rem; }
.original a { display: inline-block; padding: .5rem 1rem; border: 1px solid var(--accent); border-radius: 2px; color: var(--accent); font-size: .9375rem; font-weight: 600; text-decoration: none; }
.original a:hover { background: var(--accent); color: var(--paper); }
.arrow { display: inline-block; }
.arrow:dir(rtl) { transform: scaleX(-1); }

.post { max-width: 42rem; }
[dir="ltr"] .post[dir="rtl"], [dir="rtl"] .post[dir="ltr"] { margin-inline: auto; }
.post-head { margin-bottom: 2rem; }
.kicker { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .7rem; font-size: .9375rem; margin-bottom: .75rem; }
.kicker .outlet { color: var(--accent); }
.kicker .label { padding: .15rem .45rem; border: 1px solid; border-radius: 2px; }
.post h1 { font-size: clamp(1.9rem, 5.5vw, 3rem); line-height: 1.13; letter-spacing: -.014em; }
:is(.post h1, .lead-item h2).long { font-size: clamp(1.55rem, 4.4vw, 2.125rem); line-height: 1.2; }
main :is(h1, h2, h3):is(:lang(ar), :lang(fa), :lang(ur)) { letter-spacing: normal; line-height: 1.4; }
main :is(h1, h2, h3):is(:lang(ja), :lang(zh), :lang(ko)) { letter-spacing: normal; line-height: 1.3; }
.lead { margin-top: .9rem; font-size: 1.25rem; line-height: 1.45; color: var(--soft); }
.byline { margin-top: 1.1rem; font-size: .9375rem; font-weight: 600; }
.facts { margin-top: .35rem; font-size: .875rem; }
.byline + .facts { margin-top: .15rem; }
.facts a { text-decoration: none; }
.facts a:hover { text-decoration: underline; }
.lead-picture { margin: 0 0 2rem; }
.lead-picture img { width: 100%; max-height: 34rem; object-fit: cover; }
.prose { font-size: clamp(1.0625rem, 2.4vw, 1.1875rem); line-height: 1.65; }
.prose:lang(ar), .prose:lang(fa), .prose:lang(ur), .prose:lang(ja), .prose:lang(zh) { line-height: 1.85; }
.prose > * + * { margin-top: 1.1em; }
.prose h2, .prose h3, .prose h4, .prose h5, .prose h6 { margin-top: 1.8em; font-size: 1.3em; }
.prose h3, .prose h4 { font-size: 1.12em; }
.prose h5, .prose h6 { font-size: 1em; }
.prose a { color: var(--accent); }
.prose ul, .prose ol { padding-inline-start: 1.4em; }
.prose ul { list-style: disc; }
.prose ol { list-style: decimal; }
.prose li + li { margin-top: .4em; }
.prose blockquote { margin-inline: 0; padding-inline-start: 1.1em; border-inline-start: 3px solid var(--line); color: var(--soft); }
.prose blockquote > * + * { margin-top: .7em; }
.prose figure { margin-inline: 0; }
.prose img { border-radius: 2px; }
.prose .picture { font: .875rem/1.4 var(--sans); }
.prose figure .picture { display: block; padding: .5rem .8rem; border: 1px dashed var(--line); border-radius: 2px; }
figcaption { margin-top: .5rem; font-size: .875rem; line-height: 1.45; color: var(--soft); }
.prose hr { width: 5rem; margin: 2em auto; border: 0; border-top: 1px solid var(--ink); }
.prose pre { overflow-x: auto; padding: 1rem; background: var(--raised); font-size: .875rem; line-height: 1.5; }
.prose code { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .9em; direction: ltr; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; line-height: 1.4; }
.table-frame { overflow-x: auto; }
.table-frame th, .table-frame td { overflow-wrap: break-word; min-width: 4.5rem; max-width: 22rem; }
th, td { padding-block: .55rem; padding-inline: 0 .9rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead :is(th, td) { border-bottom: 2px solid var(--ink); font-size: .8125rem; color: var(--soft); }
.number { text-align: end; font-variant-numeric: tabular-nums; }
td time { white-space: nowrap; }
.align-right { text-align: right; font-variant-numeric: tabular-nums; }
.align-center { text-align: center; }
.align-left { text-align: left; }
:is(td, th).number { padding-inline-end: 1.5rem; }
.post-foot { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.post-foot > * + * { margin-top: .9rem; }
.source { font-size: .9375rem; }
.source span { color: var(--soft); margin-inline-end: .3em; }
.source > a { font-weight: 600; color: var(--accent); }
.tagged { display: flex; gap: .3rem; align-items: baseline; }

.neighbors { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1.5rem; max-width: 42rem; margin-top: 2.5rem; padding-top: 1.25rem; border-top: 2px solid var(--ink); }
.neighbors a { display: block; text-decoration: none; line-height: 1.35; }
.neighbors a:hover bdi { text-decoration: underline; }
.neighbors .meta { display: block; }
.neighbors .next { text-align: end; }
.pager { margin-top: 2rem; padding-top: 1rem; border-top: 2px solid var(--ink); font-size: .9375rem; }
.pager ul { display: flex; flex-wrap: wrap; justify-content: center; gap: .5rem 1.5rem; }
.pager a, .pager span { display: inline-block; padding: .35rem .1rem; }
.pager [aria-current] { font-weight: 700; }

.sidebar { font-size: .9375rem; }
.widget + .widget { margin-top: 2.25rem; }
.widget h2 { padding-top: .55rem; border-top: 2px solid var(--ink); margin-bottom: .6rem; font-size: .875rem; color: var(--soft); font-weight: 600; font-family: var(--sans); }
.headlines li { padding-block: .6rem; border-top: 1px solid var(--line); line-height: 1.35; }
.headlines li:first-child { border-top: 0; padding-top: 0; }
.headlines a { text-decoration: none; font-family: var(--serif); font-size: 1rem; }
.headlines a:hover { text-decoration: underline; }
.headlines .meta { display: block; margin-top: .15rem; }
.terms { display: flex; flex-wrap: wrap; gap: .4rem; font-size: .875rem; }
.terms a { display: inline-block; }
.terms li { padding: .2rem .6rem; background: var(--raised); border-radius: 2px; }
.terms a { text-decoration: none; }
.terms a:hover { text-decoration: underline; }
.directory { columns: 14rem; column-gap: 2.5rem; }
.directory li { padding-block: .3rem; break-inside: avoid; }
.more-terms { margin-top: 2rem; }
.year, .more-terms { padding-top: .6rem; border-top: 2px solid var(--ink); }
.year { margin-bottom: 2rem; }
:is(.year, .more-terms) h2 { margin-bottom: .7rem; }
.year h2 a { text-decoration: none; }
.day-grid { display: flex; flex-wrap: wrap; gap: .4rem; font-variant-numeric: tabular-nums; }
.day-grid a { display: grid; place-items: center; width: 2.6rem; height: 2.6rem; background: var(--raised); text-decoration: none; }

.search-form label { display: block; margin-bottom: .35rem; font-size: .875rem; font-weight: 600; }
.search-row { display: flex; flex-wrap: wrap; gap: .6rem; }
.search-row + .search-row { margin-top: 1rem; }
.search-row input { flex: 1 1 8rem; min-width: 0; }
.search-row label { max-width: 100%; font-weight: 400; color: var(--soft); }
select { max-width: 100%; }
.search-filters { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: .75rem .6rem; margin-top: 1rem; }
.search-filters label { grid-column: span 2; margin: 0; font-weight: 400; color: var(--soft); }
.search-filters label:nth-child(n + 4) { grid-column: span 3; }
.search-filters :is(select, input) { display: block; width: 100%; min-width: 0; height: 2.75rem; margin-top: .2rem; text-overflow: ellipsis; }
@media (max-width: 30rem) { .search-filters label { grid-column: span 3; } .search-filters label:first-child { grid-column: 1 / -1; } }
.more { margin-block: 1.5rem 2rem; text-align: center; }
[hidden] { display: none !important; }
.hint { margin-top: .6rem; }
input, select, button { padding: .55rem .75rem; border: 1px solid var(--soft); border-radius: 2px; background: var(--paper); color: var(--ink); font-size: 1rem; line-height: 1.3; }
button { border-color: var(--ink); background: var(--ink); color: var(--paper); cursor: pointer; }
button:hover { border-color: var(--accent); background: var(--accent); }
.result-count { margin-block: 2rem .5rem; font: 600 .9375rem var(--sans); }
.hits > li { padding-block: 1.1rem; border-top: 1px solid var(--line); }
.hits h2 { font-size: 1.25rem; }
.hits h2 a { text-decoration: none; }
.hits h2 a:hover { text-decoration: underline; }
.hits .summary { margin-block: .3rem; color: var(--soft); }
.empty { margin-block: 2rem; color: var(--soft); }
.colophon { padding-block: 1.5rem 2.5rem; border-top: 1px solid var(--ink); text-align: center; }

@media (min-width: 62rem) {
  .lead-item .picture img { aspect-ratio: 2.2 / 1; }
  .frame:not(.plain) { grid-template-columns: minmax(0, 1fr) 17.5rem; gap: clamp(3rem, 6vw, 5rem); }
  .frame.aside-first { grid-template-columns: 17.5rem minmax(0, 1fr); }
  .aside-first .sidebar { order: -1; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (prefers-contrast: more) { :root { --soft: var(--ink); --line: var(--soft); } }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --accent: #000; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  .menu, .sidebar, .neighbors, .pager, .skip, .terms, .original .arrow { display: none; }
  .masthead { padding: 0; text-align: start; border-bottom: 1px solid; }
  .source a::after { content: " (" attr(href) ")"; font-weight: 400; word-break: break-all; }
  .original { display: none; }
  .post { max-width: none; }
  figure, img, blockquote { break-inside: avoid; }
}
`;
