import { inflect, split } from './lexicon.ts';
import type { LexiconData } from './lexicon.ts';

const are = 'a ano ò arono ava avano erà ato ando are';

export const italian: LexiconData = {
  say: [
    ...inflect(
      `afferm dichiar spieg comment sottoline assicur raccont osserv not ricord domand conferm annunci critic denunci replic
      precis rimarc lament segnal sbott esclam confess ironizz puntualizz inform twitt termin tuon argoment auspic rivel`,
      are,
    ),
    ...split(`detto dice dicono disse dissero diceva dicevano dirà dicendo dire scritto scrive scrivono scrisse scriveva aggiunto aggiunge
      aggiungono aggiunse aggiungendo risposto risponde rispose rispondono sostiene sostengono sostenuto sostenne ammesso ammette ammise
      concluso conclude concluse ribadito ribadisce ribadì avvertito avverte avvertì riferito riferisce riferì proseguito prosegue
      proseguì chiesto chiede chiese riconosciuto riconosce insistito insiste continua continuato continuò prosegue commenta
      precisa legge letto promesso promette promettono promise fa aveva evidenzia evidenziato rilevato rileva attacca attaccato avvisa avvisato esordisce esordito
      chiosa chiosato rincara rassicura rassicurato puntualizza ripete ripetuto taglia chiarisce chiarito specifica specificato`),
  ],
  call: split(`definito definisce definì definiscono chiamato chiama chiamò chiamano accusato accusa accusano accusò definivano descritto descrive descrisse
    bollato bolla bollò considerato considera giudicato giudica etichettato soprannominato parlato parla criticato criticò`),
  hold: split(`crede credono credeva pensa pensano pensava promesso promette promise negato nega negano spera sperano teme temono prevede
    prevedono stima stimano suggerito suggerisce rivelato rivela mostrato mostra mostrano sa sanno vuole vogliono proposto propone
    difeso difende ritiene ritengono rifiutato rifiuta`),
  gerunds: split(
    'dicendo aggiungendo affermando spiegando sottolineando dichiarando definendo accusando precisando ricordando',
  ),
  tell: [],
  according: ['secondo', 'stando a', 'a detta di', 'per', 'a giudizio di'],
  auxiliaries:
    split(`ha hanno aveva avevano è sono era fu anche poi già ancora inoltre infine così non solo gli le si ci lo l' ne quindi intanto
    subito sempre`),
  that: split("che se come ch'"),
  pronouns: { lui: 'm', lei: 'f', egli: 'm', ella: 'f', loro: 'p', io: 'n', chi: 'n', "quest'ultimo": 'm', noi: 'p' },
  titles: {
    signor: 'm',
    signora: 'f',
    'sig.': 'm',
    don: 'm',
    presidente: 'n',
    ministro: 'm',
    ministra: 'f',
    sindaco: 'm',
    sindaca: 'f',
    direttore: 'm',
    direttrice: 'f',
    portavoce: 'n',
    senatore: 'm',
    senatrice: 'f',
    deputato: 'm',
    deputata: 'f',
    dottor: 'm',
    dottoressa: 'f',
    'dott.': 'm',
    professor: 'm',
    professoressa: 'f',
    'prof.': 'n',
    governatore: 'm',
    governatrice: 'f',
    giudice: 'n',
    generale: 'm',
    re: 'm',
    regina: 'f',
    assessore: 'm',
    assessora: 'f',
    segretario: 'm',
    segretaria: 'f',
    avvocato: 'm',
    avvocata: 'f',
    papa: 'm',
    premier: 'n',
    allenatore: 'm',
    allenatrice: 'f',
    procuratore: 'm',
    procuratrice: 'f',
    questore: 'm',
    prefetto: 'm',
    onorevole: 'n',
  },
  breaks: split('che e ed ma o quando mentre come perché se chi dove benché poiché cui né però'),
  prepositions:
    split(`in a ad con contro da dal dalla dai dall' durante fra tra per senza sotto su sul sulla sull' verso dopo prima presso al alla
    all' agli nel nella nell' nei nelle`),
  links: split("di del della dello dei degli delle dell' d' per e in a al alla"),
  determiners:
    split(`il lo la i gli le l' un uno una un' suo sua suoi sue questo questa quest' quel quella altri altre alcuni alcune molti molte
    due tre nostro nostra`),
  times: split(`lunedì martedì mercoledì giovedì venerdì sabato domenica ieri oggi domani stamattina stasera`),
  abbreviations: split('sig sigg dott prof on avv ecc ing s.p.a'),
  hearers: split('giornalisti cronisti'),
  women:
    split(`maria anna giulia francesca laura chiara sara martina elena silvia paola giorgia valentina alessia federica roberta
    cristina barbara monica simona claudia lucia rosa teresa angela carla giovanna daniela patrizia beatrice alice ilaria`),
  men: split(`giuseppe giovanni antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo michele
    giorgio luca marco andrea alessandro matteo lorenzo stefano roberto davide simone federico riccardo fabio massimo enrico claudio`),
  elision: /^(?:[lcdmtsv]|dell|all|nell|sull|dall|un|quest|quell|ch|c)['’](?=[\p{L}«“"])/iu,
  hasDashes: true,
};
