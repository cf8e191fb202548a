import { split } from './lexicon.ts';
import type { LexiconData } from './lexicon.ts';

/** Third person, past and the form on -ing of regular verbs. */
function forms(bases: string): readonly string[] {
  return split(bases).flatMap((base) => [base, third(base), past(base), gerund(base)]);
}

function third(base: string): string {
  if (/[^aeou]y$/.test(base)) return `${base.slice(0, -1)}ies`;
  return /(?:s|sh|ch|x|o)$/.test(base) ? `${base}es` : `${base}s`;
}

function past(base: string): string {
  if (/[^aeou]y$/.test(base)) return `${base.slice(0, -1)}ied`;
  return base.endsWith('e') ? `${base}d` : `${doubled(base)}ed`;
}

function gerund(base: string): string {
  return `${/[^e]e$/.test(base) ? base.slice(0, -1) : doubled(base)}ing`;
}

function doubled(base: string): string {
  return /^(?:quip|snap|rap|dub|admit|slam|refer|blog|pen|nod|sob|chat|tag|beg|prod|jab|stun|concur|rebut)$/.test(base)
    ? base + base.slice(-1)
    : base;
}

const said =
  'say says said saying tell tells told telling write writes wrote written writing read reads think thinks thought thinking';
const saying = `add ask answer respond reply explain continue declare state note tweet argue conclude recall remark joke warn admit
  shout insist acknowledge claim yell email text chant boast exclaim interject interrupt quip announce report comment observe
  lament complain concede counter retort suggest predict confirm assert stress emphasize emphasise maintain muse proclaim opine
  contend testify elaborate reiterate repeat recount whisper murmur mutter scream urge plead caution advise inform remind post
  fume snap snipe joke deadpan gush crow thunder bark demand inquire wonder query clarify allege pronounce blog narrate gripe
  grumble tease chide scold scoff intone marvel rejoin volunteer venture reflect reveal disclose holler growl bellow croon
  summarize apologize cry sigh laugh guess hypothesize theorize reason surmise rap quote echo chime jest kid`;
const calling = `call describe accuse label brand dub name criticize denounce blast slam praise refer mock dismiss deride characterize
  characterise portray decry condemn ridicule blame attack tout hail bemoan deem credit thank compare term liken style rip
  pan knock question lambaste lambast assail chastise excoriate castigate bash title entitle invoke cite demand reject
  use nickname paint salute rail fault skewer taunt trash commend applaud laud congratulate welcome express voice regard`;
const holding = `believe hope promise pledge vow deny want expect fear worry propose recommend indicate agree disagree decline
  refuse imply signal assure doubt hint threaten estimate project calculate determine discover learn mention point talk
  urge order instruct offer defend propose oppose support endorse consider suspect imagine wish plan call advocate guarantee
  appreciate outline discuss address publish release issue conclude instruct promote require warn quote speak describe`;

export const english: LexiconData = {
  say: [...split(said), ...forms(saying), 'begin', 'begins', 'began', 'go', 'went', 'goes', 'bragged', 'brags'],
  call: [
    ...forms(calling),
    'known',
    'so-called',
    'saw',
    'see',
    'sees',
    'seen',
    'made',
    'give',
    'gave',
    'gives',
    'took',
    'shot',
    'titled',
  ],
  hold: [
    ...forms(holding),
    ...split(`knew know knows find finds found finding feel feels felt feeling hold holds held understand understands understood
      show shows showed shown showing swear swears swore sworn mean means meant hear heard hears saw sees see made make makes
      making put puts gave give gives giving spoke spoken speaks speaking sought seek seeks`),
  ],
  gerunds: [...split(said), ...forms(`${saying} ${calling} ${holding}`)].filter((form) => form.endsWith('ing')),
  tell: [...split('tell tells told telling'), ...forms('ask remind assure inform warn advise text email')],
  according: ['according to', 'in the words of', 'as per'],
  auxiliaries:
    split(`has have had is are was were be been will would could can may might must should did do does also later then
    once again still now recently often repeatedly famously simply just even once further previously first finally always never
    quickly immediately earlier already himself herself itself themselves publicly rightly instead however too not to reportedly
    eventually actually really bluntly flatly privately directly openly strongly angrily sarcastically jokingly proudly initially
    subsequently regularly routinely frequently essentially basically clearly specifically explicitly began went on back out`),
  that: ['that', 'whether', 'how', 'why', 'what', 'if'],
  pronouns: {
    he: 'm',
    she: 'f',
    they: 'p',
    i: 'n',
    we: 'p',
    who: 'n',
    you: 'n',
    it: 'n',
    one: 'n',
    others: 'p',
    some: 'p',
    many: 'p',
  },
  titles: {
    mr: 'm',
    'mr.': 'm',
    mrs: 'f',
    'mrs.': 'f',
    ms: 'f',
    'ms.': 'f',
    miss: 'f',
    sir: 'm',
    lord: 'm',
    lady: 'f',
    dr: 'n',
    'dr.': 'n',
    'sen.': 'n',
    'rep.': 'n',
    'gov.': 'n',
    'gen.': 'n',
    'col.': 'n',
    'lt.': 'n',
    'sgt.': 'n',
    'prof.': 'n',
    'rev.': 'n',
    'capt.': 'n',
    president: 'n',
    senator: 'n',
    governor: 'n',
    representative: 'n',
    congressman: 'm',
    congresswoman: 'f',
    mayor: 'n',
    judge: 'n',
    justice: 'n',
    secretary: 'n',
    chancellor: 'n',
    minister: 'n',
    professor: 'n',
    general: 'n',
    king: 'm',
    queen: 'f',
    prince: 'm',
    princess: 'f',
    pope: 'm',
    chairman: 'm',
    chairwoman: 'f',
    spokesman: 'm',
    spokeswoman: 'f',
    director: 'n',
    coach: 'n',
    detective: 'n',
    father: 'm',
    mother: 'f',
    brother: 'm',
    sister: 'f',
    son: 'm',
    daughter: 'f',
    husband: 'm',
    wife: 'f',
    businessman: 'm',
    actress: 'f',
  },
  breaks:
    split(`that and but or when while as because which who whom whose if where after before since although though until unless
    so than whether how what why because once whereas nor yet`),
  prepositions:
    split(`in on at during for with from by about into over under against between through among near to amid despite
    without within upon following around across toward towards per via`),
  links: split('of for in at from with on and'),
  determiners: split(
    'the a an his her their its our my this that these those some many one two three several another other both',
  ),
  times:
    split(`monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight last earlier later recently
    now then afterward afterwards again once here there this next during on in at sunday's just`),
  abbreviations:
    split(`mr mrs ms dr sen rep gov gen col lt sgt prof rev capt st jr sr vs etc inc corp ltd co no jan feb aug sept oct
    nov dec u.s u.k d.c a.m p.m ph.d u.n hon maj adm calif fla va md pa mass conn ill mich minn wis ind ariz tenn ala ga la tex ky`),
  hearers: split('me us him her them you reporters journalists supporters voters lawmakers viewers listeners readers'),
  isVerb: /^[a-z]{3,}(?:ed|ing)$/,
  women:
    split(`mary anna anne ann emma laura sarah maria elizabeth jennifer linda susan karen lisa nancy margaret jessica emily julia
    kate katherine catherine amy rachel rebecca michelle kimberly melissa amanda helen sandra donna carol ruth sharon hillary angela
    alice jane claire hannah charlotte sophie olivia victoria diana christine janet judith barbara patricia deborah stephanie`),
  men: split(`john james robert michael william david richard joseph thomas charles daniel matthew anthony mark donald steven paul
    andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry
    justin scott brandon benjamin samuel frank gregory raymond alexander patrick jack dennis peter tom mike jim joe bob bill jeff tim
    steve greg dan ted marco bernie barack mitt henry harry luke simon oliver martin philip vladimir`),
};
