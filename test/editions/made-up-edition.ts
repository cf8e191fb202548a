import type { ArticleFile, Provenance } from '../../src/model/article-file.ts';
import type { Edition, LocalImage, Outlet } from '../../src/model/edition.ts';

/** Outlets, places and sentences are invented. */
interface Voice {
  readonly outlet: Outlet;
  readonly language: string;
  readonly authors: readonly string[];
  readonly subjects: readonly string[];
  readonly events: readonly string[];
  readonly sentences: readonly string[];
  readonly tags: readonly string[];
  readonly join: string;
}

const voices: readonly Voice[] = [
  {
    outlet: { id: 'harbor-courier', name: 'Harbor Courier', home: 'https://harbor-courier.example/' },
    language: 'en',
    authors: ['Mara Ellison', 'Tobias Renn'],
    subjects: ['Harbor council', 'The old ferry line', 'A night market', 'The tide observatory', 'Salt Street school'],
    events: [
      'votes to reopen the eastern quay after eleven years',
      'wins back its evening service',
      'finds an unlikely patron in the lighthouse keepers',
      'asks residents to count the swifts again',
      'publishes its first budget in plain language',
    ],
    sentences: [
      'The decision came after a meeting that lasted until the street lamps went out.',
      'Nobody in the room wanted to speak first, and for a while nobody did.',
      '"We measured the water every morning for a year," said the harbor engineer, "and we wrote it all down."',
      'The plan costs less than the repair of a single crane, according to the figures the council released.',
      'Traders along the quay had waited for the announcement since the spring floods.',
      'A second reading is due next week, when the committee on bridges returns from its inspection.',
    ],
    tags: ['harbor', 'city council', 'transport'],
    join: ' ',
  },
  {
    outlet: { id: 'bergland-bote', name: 'Bergland-Bote', home: 'https://bergland-bote.example/' },
    language: 'de',
    authors: ['Jule Ahrend'],
    subjects: ['Die Seilbahn am Nebelhorst', 'Das Winterdorf', 'Die Bergwacht', 'Ein Uhrmacher aus Tannfelden'],
    events: [
      'fährt wieder, und das ganze Tal steht Schlange',
      'bekommt nach langem Streit eine eigene Schule',
      'zählt so wenige Einsätze wie seit Jahren nicht',
      'sucht Nachfolger für die Werkstatt am Kirchplatz',
    ],
    sentences: [
      'Am frühen Morgen lag noch Reif auf den Kabinen, als die ersten Gäste einstiegen.',
      '„Wir haben jede Schraube zweimal geprüft“, sagt die Betriebsleiterin.',
      'Im Tal rechnet man mit einem ruhigen Winter, doch die Gasthöfe sind bis Februar belegt.',
      'Der Gemeinderat hatte die Mittel im Sommer mit knapper Mehrheit bewilligt.',
      'Für die Anwohnerinnen und Anwohner ändert sich zunächst wenig.',
    ],
    tags: ['Verkehr', 'Winter', 'Gemeinde'],
    join: ' ',
  },
  {
    outlet: { id: 'el-faro-norte', name: 'El Faro del Norte', home: 'https://faro-norte.example/' },
    language: 'es',
    authors: ['Inés Valcárcel', 'Bruno Otero'],
    subjects: ['La lonja de Puerto Claro', 'El coro de los astilleros', 'La biblioteca del cabo'],
    events: [
      'estrena una subasta sin papel y con silencio',
      'canta otra vez junto a los diques secos',
      'presta paraguas además de novelas',
    ],
    sentences: [
      'La jornada empezó antes del alba, con las luces de los barcos todavía encendidas.',
      '«No queríamos perder la voz de la plaza», explica la encargada.',
      'El ayuntamiento calcula que la obra estará lista antes del otoño.',
      'Los vecinos celebraron la noticia con una merienda en la escalinata.',
    ],
    tags: ['pesca', 'cultura'],
    join: ' ',
  },
  {
    outlet: { id: 'dafat-al-nahr', name: 'ضفة النهر', home: 'https://dafat-alnahr.example/' },
    language: 'ar',
    authors: ['ليان الحصري'],
    subjects: ['سوق القصب', 'مكتبة الجسر القديم', 'فرقة المراكب'],
    events: ['يفتح أبوابه ليلًا للمرة الأولى', 'تستعيد مخطوطاتها بعد ترميم طويل', 'تعود إلى ضفاف النهر هذا الربيع'],
    sentences: [
      'بدأ الناس يتجمعون قبل الغروب بساعة، وامتلأت الأزقة برائحة الخبز.',
      'وقالت مديرة المشروع: «عملنا بصبر، صفحةً بعد صفحة».',
      'وتتوقع البلدية أن يستقبل المكان نحو 300 زائر كل يوم.',
      'ولم يُحدَّد بعد موعد المرحلة الثانية من الأعمال.',
    ],
    tags: ['ثقافة', 'النهر'],
    join: ' ',
  },
  {
    outlet: { id: 'minato-shimpo', name: '湊町新報', home: 'https://minato-shimpo.example/' },
    language: 'ja',
    authors: ['白浜 灯'],
    subjects: ['湊町の路面電車', '灯台通りの朝市', '潮見小学校'],
    events: ['、十年ぶりに全線で運転を再開', 'に若い店主が増えている理由', 'の子どもたちが星図をつくる'],
    sentences: [
      '朝六時、最初の電車が静かに車庫を出た。',
      '「線路の音が町に戻ってきた」と沿線の住民は話す。',
      '市の担当者によると、工事は予定より二週間早く終わった。',
      '来月には夜間の運行についても話し合いが始まる見通しだ。',
    ],
    tags: ['交通', '暮らし'],
    join: '',
  },
  {
    outlet: { id: 'la-marelle', name: 'La Marelle', home: 'https://la-marelle.example/' },
    language: 'fr',
    authors: ['Odile Sarrazin'],
    subjects: ['Le moulin de Vaubrune', 'La ligne des tilleuls', 'Une fanfare de quartier'],
    events: ['moud à nouveau le blé de la vallée', 'retrouve son autobus du dimanche', 'cherche trente trombones'],
    sentences: [
      'Les roues ont tourné à neuf heures précises, sous les applaudissements.',
      '« On n’y croyait plus », reconnaît le meunier en essuyant ses lunettes.',
      'Le chantier aura coûté moins cher que prévu, selon la commune.',
      'La suite dépendra du niveau de la rivière cet été.',
    ],
    tags: ['vallée', 'culture'],
    join: ' ',
  },
];

const pick = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

/** An edition of `count` articles in six languages, newest first: with and without pictures, live, opinion, behind a
 *  paywall, revised, with rights signals, in both directions of writing. */
export function makeEdition(count: number, site: Partial<Edition['site']> = {}): Edition {
  const images = new Map<string, LocalImage>();
  const articles = Array.from({ length: count }, (_, index) => makeArticle(count - 1 - index, images));
  return {
    site: {
      title: 'The Quiet Ledger',
      description: 'Six small papers, kept whole.',
      url: 'https://ledger.example/news/',
      language: 'en',
      timeZone: 'UTC',
      pageSize: 20,
      languages: [],
      ...site,
    },
    outlets: voices.map((voice) => voice.outlet),
    articles: articles.sort((a, b) =>
      a.frontMatter.date === b.frontMatter.date
        ? a.path < b.path
          ? -1
          : 1
        : a.frontMatter.date < b.frontMatter.date
          ? 1
          : -1,
    ),
    images,
  };
}

/** One article; a greater `index` is newer. */
function makeArticle(index: number, images: Map<string, LocalImage>): ArticleFile {
  const voice = pick(voices, index);
  const turn = Math.floor(index / voices.length);
  const date = new Date(Date.UTC(2025, 0, 20) + index * 9_371_000).toISOString();
  const day = date.slice(0, 10);
  const slug = `item-${index}`;
  const url = `${voice.outlet.home}${day}/${slug}`;
  const title = pick(voice.subjects, turn) + voice.join + pick(voice.events, turn);
  const paragraphs = Array.from({ length: 5 + (index % 4) }, (_, paragraph) =>
    [0, 1, 2].map((offset) => pick(voice.sentences, index + paragraph * 2 + offset)).join(voice.join),
  );
  const thumbnail = index % 3 === 1 ? '' : `https://images.example/${slug}.jpg`;
  if (thumbnail !== '') images.set(thumbnail, { path: `media/picture-${index % 7}.svg`, width: 1200, height: 800 });
  const summary = paragraphs.slice(0, 2).join(voice.join);
  return {
    path: `content/post/${day.replaceAll('-', '/')}/${voice.outlet.id}/${slug}.md`,
    frontMatter: {
      title,
      date: `${day} ${date.slice(11, 19)}`,
      summary: `${summary.slice(0, 260)}...`,
      categories: [voice.outlet.id],
      lang: [voice.language],
      translations: [voice.language],
      tags: [voice.outlet.id, ...voice.tags.slice(0, 1 + (turn % 3))],
      menu: '',
      thumbnail,
      lead: index % 4 === 0 ? pick(voice.sentences, index + 3) : '',
      comments: false,
      authorbox: false,
      pager: true,
      toc: false,
      mathjax: false,
      sidebar: index % 11 === 5 ? false : index % 11 === 6 ? 'left' : 'right',
      widgets: ['search', 'recent', 'taglist'],
      courant: provenance(voice, index, url, date),
    },
    body: `${body(paragraphs, index, thumbnail)}\n\n[${voice.outlet.id}](${url})`,
  };
}

function provenance(voice: Voice, index: number, url: string, date: string): Provenance {
  const later = new Date(Date.parse(date) + 5_400_000).toISOString();
  return {
    url,
    canonical: url,
    outlet: voice.outlet.id,
    authors: index % 5 === 2 ? [] : voice.authors,
    published: date,
    modified: index % 6 === 0 ? later : '',
    fetched: later,
    kind: index % 13 === 4 ? 'live-blog' : index % 9 === 7 ? 'opinion' : 'article',
    free: index % 10 !== 3,
    hash: `sha256:${'0'.repeat(64)}`,
    confidence: 0.9,
    revision: index % 6 === 0 ? 2 : 1,
    rights: index % 8 === 1 ? ['noarchive', 'max-snippet:50'] : [],
    seal: '',
  };
}

function body(paragraphs: readonly string[], index: number, thumbnail: string): string {
  const [first = '', second = '', ...rest] = paragraphs;
  const quote = `> ${pick(paragraphs, index)}`;
  const figure =
    thumbnail !== '' && index % 4 === 2 ? [`![${first.slice(0, 30)}](${thumbnail})\\\n*${second.slice(0, 60)}*`] : [];
  const table = '| | 2024 | 2025 |\n| --- | --- | --- |\n| A | 14 | 21 |\n| B | 9 | 11 |';
  const list = '- one\n- two\n  - two and a half\n- [three](https://elsewhere.example/three)';
  const extras = index % 6 === 0 ? [`## ${first.slice(0, 24)}`, list, table] : [];
  return [first, second, ...figure, ...(index % 3 === 0 ? [quote] : []), ...extras, ...rest].join('\n\n');
}
