import { describe, expect, test } from 'vitest';
import { maxListedFeeds, maxTextLength } from './feed-list.ts';
import { parseFeedList } from './parse-feed-list.ts';

const parse = (text: string) => parseFeedList(new TextEncoder().encode(text));
const parseBody = (body: string) =>
  parse(`<?xml version="1.0"?><opml version="2.0"><head/><body>${body}</body></opml>`);

describe('OPML', () => {
  test('an outline with an address is a feed, with all that the list says of it', () => {
    const list = parseBody(
      `<outline text="Short" title=" The  Gazette " xmlUrl=" https://g.example/feed " htmlUrl=" https://g.example/ "
        type="RSS" language="en_gb" category="/Boston/Weather,/Politics, Boston"/>`,
    );
    expect(list).toEqual({
      kind: 'opml',
      feeds: [
        {
          url: 'https://g.example/feed',
          title: 'The Gazette',
          home: 'https://g.example/',
          language: 'en-GB',
          topics: ['Boston', 'Weather', 'Politics'],
        },
      ],
      leftOut: [],
    });
  });

  test('what a list does not say is empty, and a title may stand as text', () => {
    const list = parseBody(
      '<OUTLINE TEXT="Gazette" XMLURL="https://g.example/feed"/><outline xmlUrl="/b" language="?"/>',
    );
    expect(list?.feeds).toEqual([
      { url: 'https://g.example/feed', title: 'Gazette', home: '', language: '', topics: [] },
      { url: '/b', title: '', home: '', language: '', topics: [] },
    ]);
  });

  test('the folders around a feed are its topics, and end where they end', () => {
    const list = parseBody(
      `<outline text="News"><outline text="Europe"><outline xmlUrl="/a"/></outline><outline xmlUrl="/b" category="Daily"/></outline>
       <outline xmlUrl="/c"/><outline text="A feed" xmlUrl="/d"><outline xmlUrl="/e"/></outline><outline xmlUrl="/f"/>`,
    );
    expect(list?.feeds.map(({ url, topics }) => [url, topics])).toEqual([
      ['/a', ['News', 'Europe']],
      ['/b', ['News', 'Daily']],
      ['/c', []],
      ['/d', []],
      ['/e', []],
      ['/f', []],
    ]);
  });

  test('a feed below more folders than are named has no further topics, one behind them has its own', () => {
    const deep = `${'<outline text="x">'.repeat(40)}<outline xmlUrl="/deep"/>${'</outline>'.repeat(39)}<outline xmlUrl="/shallow"/></outline>`;
    const list = parseBody(`${deep}<outline text="Own"><outline xmlUrl="/own"/></outline>`);
    expect(list?.feeds.map(({ url, topics }) => [url, topics])).toEqual([
      ['/deep', ['x']],
      ['/shallow', ['x']],
      ['/own', ['Own']],
    ]);
  });

  test.each([
    ['another list', '<outline type="include" text="Others" url="/list.opml"/>', '/list.opml', 'another list, which is not followed'],
    ['a link', '<outline type="LINK" text="Page" url="/page"/>', '/page', 'no feed address'],
    ['a feed without its address', '<outline type="rss" text="Lost"/>', 'Lost', 'no feed address'],
  ])('%s is told as left out', (_, outline, text, reason) => {
    expect(parseBody(outline)).toEqual({ kind: 'opml', feeds: [], leftOut: [{ text, reason }] });
  }); // prettier-ignore

  test('a folder is not left out: it is no entry', () => {
    expect(parseBody('<outline text="News"/><outline type="folder" text="More"/>')?.leftOut).toEqual([]);
  });

  test('a feed has at most eight topics, and long titles are cut', () => {
    const list = parseBody(`<outline xmlUrl="/a" text="${'y'.repeat(500)}" category="1,2,3,4,5,6,7,8,9,10"/>`);
    expect(list?.feeds[0]?.topics).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(list?.feeds[0]?.title).toBe('y'.repeat(maxTextLength));
  });

  test.each(['<rss><outline xmlUrl="/a"/></rss>', '<p><opml><outline xmlUrl="/a"/></opml></p>', '', 'no list'])(
    'no list: %j',
    (text) => {
      expect(parse(text)).toBeNull();
    },
  );
});

describe('topics in JSON', () => {
  test('addresses stand under topics, in either form; one under several topics comes once', () => {
    const text =
      ' {"News":["https://g.example/feed"," https://p.example/rss "],"A\\tb":{"feeds":["https://g.example/feed"],"since":1}}';
    const feed = (url: string, topics: readonly string[]) => ({ url, title: '', home: '', language: '', topics });
    expect(parse(text)).toEqual({
      kind: 'topics',
      feeds: [feed('https://g.example/feed', ['News', 'A b']), feed('https://p.example/rss', ['News'])],
      leftOut: [],
    });
  });

  test('keys that hold no list are read over, and so is a topic without a name', () => {
    const list = parse('{"version":2,"about":{"by":"us"},"none":null,"":["/a","/a"],"T":["/a","/a"]}');
    expect(list?.feeds.map(({ url, topics }) => [url, topics])).toEqual([['/a', ['T']]]);
  });

  test('an address has at most eight topics', () => {
    const topics = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`t${i}`, ['/a']]));
    expect(parse(JSON.stringify(topics))?.feeds[0]?.topics).toHaveLength(8);
  });

  test('an entry that is no text is told as left out', () => {
    const list = parse('{"T":["/a",7,null]}');
    expect(list?.feeds.map(({ url }) => url)).toEqual(['/a']);
    expect(list?.leftOut).toEqual([
      { text: 'T', reason: 'an entry that is no text' },
      { text: 'T', reason: 'an entry that is no text' },
    ]);
  });

  test('more feeds than a person keeps are told as left out', () => {
    const list = parse(JSON.stringify({ T: Array.from({ length: maxListedFeeds + 2 }, (_, i) => `/${i}`) }));
    expect(list?.feeds).toHaveLength(maxListedFeeds);
    expect(list?.leftOut).toEqual(
      [maxListedFeeds, maxListedFeeds + 1].map((i) => ({ text: `/${i}`, reason: `more than ${maxListedFeeds} feeds` })),
    );
  });

  test.each(['[]', '["/a"]', '{}', '{"a":1}', '{"a":{"feeds":"no"}}', '{"a":[', '[{"a":["/a"]}]'])(
    'no list: %s',
    (text) => {
      expect(parse(text)).toBeNull();
    },
  );
});
