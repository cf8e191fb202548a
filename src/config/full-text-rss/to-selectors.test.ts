import { describe, expect, test } from 'vitest';
import { parseSelector, valueOf } from '../../extract/sites/selector.ts';
import type { SelectorField } from '../../extract/sites/compile-rule.ts';
import { attr } from '../../html/query.ts';
import { parseHtml } from '../../html/parse.ts';
import { toSelectors } from './to-selectors.ts';

const page =
  parseHtml(`<html id="html"><head id="head"><meta id="m1" name="writer" content="Mira Holt"></head><body id="body">
  <header id="h"><h1 id="h1" class="kop groot">Bell rings</h1><time id="t" datetime="2026-05-06">6 May</time></header>
  <section id="s" class="lead story"><p id="p1" class="first">One <b id="b1">bold</b></p><p id="p2" class="x">Two</p>
    <ul id="u"><li id="l1"><a id="a1" href="/tip">Tip</a></li><li id="l2" class="x y"></li><li id="l3">Three</li></ul><p id="p3">Read also: <a id="a2" href="/more">more</a></p></section>
  <section id="s2" class="story-old"><h2 id="h2">Old</h2><p id="p4" class="x">Four</p><p id="p5">Five</p></section></body></html>`);

function idsOf(xpath: string, field: SelectorField = 'strip'): readonly string[] {
  const carried = toSelectors(xpath, field);
  if (!carried.ok) throw new Error(carried.problem);
  const found = carried.selectors.flatMap((text) => {
    const parsed = parseSelector(text);
    if (!parsed.ok) throw new Error(parsed.problem);
    return parsed.selector.find(page).map((element) => attr(element, 'id'));
  });
  return [...new Set(found)].sort();
}

describe('an XPath expression as selectors', () => {
  test.each([
    ["//p[@class='x']", ['p2', 'p4']],
    ['//section [@id = "s"]/p', ['p1', 'p2', 'p3']],
    ["//*[(@id='s')]//a", ['a1', 'a2']],
    ['/html/body/section[2]/p[1]', ['p4']],
    ["//section[contains(@class, 'story')]/h2", ['h2']],
    ["//section[contains(concat(' ', normalize-space(@class), ' '), ' story ')]/ul", ['u']],
    ["//*[contains(concat(' ',@class,' '),' gr')]", ['h1']],
    ["//li[contains(concat(' ',@class,' '),' x y ')]", ['l2']],
    ["//section[starts-with(@class, 'story')]", ['s2']],
    ["//*[contains(translate(@class,'KOP','kop'),'kop')]", ['h1']],
    ["//a[@href='/tip']/parent::li", ['l1']],
    ["//a[@href='/tip']/..", ['l1']],
    ["//a/ancestor::section[@id='s']/h2 | //b/ancestor::p", ['p1']],
    ["//a[@href='/tip']/ancestor::*[1]", ['l1']],
    ["//a[@href='/tip']/ancestor::ul[1]/following-sibling::*", ['p3']],
    ['//ul/following-sibling::*', ['p3']],
    ['//ul/preceding-sibling::p', ['p1', 'p2']],
    ['//ul/preceding-sibling::*[1][self::p]', ['p2']],
    ['//h1/following-sibling::*[1]', ['t']],
    ['//h2/following::*', ['p4', 'p5']],
    ["//p[@class='x']/preceding::h1", ['h1']],
    ['//p[last()]', ['p3', 'p5']],
    ['//p[last()-1]', ['p2', 'p4']],
    ['//p[not(@class)][position()=1]', ['p3', 'p5']],
    ["//p[@class='x'][1]", ['p2', 'p4']],
    ['//li[position()>1]', ['l2', 'l3']],
    ['//li[position()=1 or position()=last()]', ['l1', 'l3']],
    ['(//p)[1]', ['p1']],
    ["(//p[@class='x'])[last()]", ['p4']],
    ["//p[.='Two' or text()='Four']", ['p2', 'p4']],
    ["//p[contains(., 'bold')]", ['p1']],
    ["//p[starts-with(text(), 'Read also:')]", ['p3']],
    ["//p[contains(b, 'bold') and b]", ['p1']],
    ['//p[a[contains(@href, "more")]]', ['p3']],
    ['//li[not(.//text()[normalize-space()])][@class]', ['l2']],
    ["//li[normalize-space(.)='']", ['l2']],
    ['//section[count(ul)=0]', ['s2']],
    ['//section[not(.//b)]/*[self::h2 or self::p]', ['h2', 'p4', 'p5']],
    ['//p[following-sibling::*[1][self::ul]]', ['p2']],
    ['//p[preceding-sibling::h2 and not(@class)]', ['p5']],
    ["//li[../@id='u'][@class!='z']", ['l2']],
    ['//ul/descendant::a | //h1/self::h1', ['a1', 'h1']],
  ] as const)('%s', (xpath, expected) => {
    expect(idsOf(xpath)).toEqual(expected);
  });

  test.each([
    ["//meta[@name='writer']/@content", 'authors', 'Mira Holt'],
    ['normalize-space(//h1)', 'title', 'Bell rings'],
    ['//time/@datetime', 'published', '2026-05-06'],
    ['//h9/text() | //h1/text()', 'title', 'Bell rings'],
    ['//section//@href', 'title', '/tip'],
  ] as const)('%s reads a value', (xpath, field, expected) => {
    const carried = toSelectors(xpath, field);
    const parsed = parseSelector(carried.ok ? (carried.selectors[0] ?? '') : '');
    if (!parsed.ok) throw new Error(parsed.problem);
    const [first] = parsed.selector.find(page);
    expect(first && valueOf(first, parsed.selector)).toBe(expected);
  });

  test.each([
    ['//a/ancestor::ul[1]', 'strip', ['ul:has(:is(a)):not(:has(ul:has(:is(a))))'], /nearest/],
    ["//p[contains(text(), 'o')]", 'strip', ['p:own-text-contains("o")'], /tested as one/],
    ["//p[contains(a/b, ':)')]", 'strip', ['p:has(> a > b:text-contains(":\\)"))'], /any of several/],
    ['//h2/text() | //h2', 'strip', ['h2'], /left out: `text\(\)` names texts/],
    ['//time/@datetime | //h1', 'published', ['time[datetime]@datetime', 'h1'], /in their order/],
    ["substring-after(//p, 'on ')", 'published', ['p'], /whole text is read/],
    ["substring-after(//p[1], 'By ')", 'authors', ['p:nth-of-type(1)'], /whole text is read/],
  ] as const)('%s tells how it may differ', (xpath, field, selectors, difference) => {
    const carried = toSelectors(xpath, field);
    expect(carried).toMatchObject({ ok: true, selectors });
    expect(carried.ok && carried.differences).toContainEqual(expect.stringMatching(difference));
  });

  test.each([
    ["substring-before(//title, ' | ')", 'title', /`substring-before\(\)` gives a text/],
    ["//p[ends-with(@id, 'x')]", 'strip', /no function `ends-with\(\)`/],
    ['//p[string-length(@class) = 15]', 'strip', /none only/],
    ['//comment()', 'strip', /no element/],
    ['//p/@class', 'strip', /names elements/],
    ['//a[0]', 'authors', /position 0/],
    ['(//p)[1]/a', 'body', /no list of siblings/],
    ['(//p)[1] | //ul', 'body', /counted on the whole page/],
    ['//p[@class=b]', 'strip', /two parts of the page/],
    ['//p[//b]', 'strip', /elsewhere/],
    ["//p[@class='x]", 'strip', /quote is not closed/],
    ['//p,/a', 'body', /not expected/],
    ['//p[', 'body', /too early/],
    ['', 'body', /too early/],
    ["'x'", 'body', /value/],
    ['//p[@a < 3]', 'strip', /compares numbers/],
  ] as const)('%s cannot be carried over', (xpath, field, problem) => {
    expect(toSelectors(xpath, field)).toEqual({ ok: false, problem: expect.stringMatching(problem) as string });
  });

  test('what is nested or repeated without end is refused soon', () => {
    const refused = { ok: false, problem: expect.stringMatching(/levels deep|too long/) as string };
    expect(toSelectors(`//p${'[a'.repeat(100_000)}${']'.repeat(100_000)}`, 'strip')).toEqual(refused);
    expect(toSelectors('('.repeat(100_000), 'strip')).toEqual(refused);
    expect(toSelectors(`//p${'/following::a'.repeat(1000)}`, 'strip')).toEqual(refused);
    expect(toSelectors(`//p${'/..'.repeat(3000)}`, 'strip')).toEqual(refused);
    expect(toSelectors(`//p[${'@a or '.repeat(1000)}@b]`, 'strip').ok).toBe(true);
  });
});
