import { inflect, split } from './lexicon.ts';
import type { LexiconData } from './lexicon.ts';

export const german: LexiconData = {
  say: [
    ...inflect(
      'sag erklär beton meint ergänz erzähl äußer versicher bekräftig räum kommentier kritisier warn forder mein frag',
      'te ten t en',
    ),
    ...split(`sagte sagten sagt sagen gesagt erklärte erklärten erklärt betonte betonten betont meinte meinten meint ergänzte ergänzt
      erzählte erzählt äußerte versicherte versichert bekräftigte räumte kommentierte kommentiert kritisierte kritisiert warnte warnten
      warnt forderte forderten fordert fragte fragt gefragt schrieb schrieben schreibt schreiben geschrieben sprach spricht gesprochen rief
      ruft antwortete antwortet antworteten erwiderte erwidert entgegnete fügte fügt teilte mitgeteilt mitteilte mitteilten zitiert
      berichtete berichten berichtet erinnerte erinnert unterstrich hob lautete lautet bilanzierte resümierte urteilte
      urteilt scherzte twitterte postete begründete verkündete verkündet kündigte bestätigte bestätigten bestätigt behauptete behauptet
      behaupten stellte schilderte schildert beklagte beklagt klagte klagt so mahnte mahnt prophezeite versprach versprachen verspricht versprechen klagten betont gestand
      konstatierte präzisierte fasste monierte lobte lobt wetterte schimpfte appellierte führte hielt hinzufügte konterte verteidigte`),
  ],
  call: split(`nannte nannten nennt nennen genannt bezeichnete bezeichneten bezeichnet bezeichnen warf wirft beschrieb beschreibt verurteilte
    verurteilt titulierte würdigte wertete wertet sah`),
  hold: split(`glaubt glaubte glauben hofft hoffte hoffen erwartet erwartete erwarten rechnet rechnete schätzt schätzte schätzen vermutet
    vermutete bezweifelt bezweifelte fürchtet fürchtete denkt dachte weiß wusste wissen findet fand verlangt verlangte plant zeigt
    zeigte zeigen ergab ergeben leugnet leugnete bestreitet bestritt dementierte kündigt verkünden will versichern forderten`),
  gerunds: [],
  tell: [],
  according: [
    'laut',
    'nach angaben von',
    'nach angaben der',
    'nach angaben des',
    'nach worten von',
    'nach den worten von',
    'nach aussage von',
    'zufolge',
  ],
  auxiliaries:
    split(`hat haben hatte hatten habe ist sind war wurde wird werde auch dann später am noch nun jedoch aber bereits zuvor sich nicht
    weiter dazu zudem außerdem gegenüber dabei daraufhin einmal nur einst immer ebenfalls`),
  that: split('dass daß ob wie'),
  pronouns: { er: 'm', sie: 'f', ich: 'n', wir: 'p', es: 'n', man: 'n', dieser: 'm', diese: 'f' },
  titles: {
    herr: 'm',
    frau: 'f',
    dr: 'n',
    'dr.': 'n',
    'prof.': 'n',
    professor: 'm',
    professorin: 'f',
    präsident: 'm',
    präsidentin: 'f',
    kanzler: 'm',
    kanzlerin: 'f',
    bundeskanzler: 'm',
    bundeskanzlerin: 'f',
    minister: 'm',
    ministerin: 'f',
    bürgermeister: 'm',
    bürgermeisterin: 'f',
    oberbürgermeister: 'm',
    oberbürgermeisterin: 'f',
    sprecher: 'm',
    sprecherin: 'f',
    senator: 'm',
    senatorin: 'f',
    trainer: 'm',
    trainerin: 'f',
    direktor: 'm',
    direktorin: 'f',
    richter: 'm',
    richterin: 'f',
    chef: 'm',
    chefin: 'f',
    leiter: 'm',
    leiterin: 'f',
    vorsitzender: 'm',
    vorsitzende: 'f',
    könig: 'm',
    königin: 'f',
    innenminister: 'm',
    innenministerin: 'f',
    außenminister: 'm',
    außenministerin: 'f',
    finanzminister: 'm',
    finanzministerin: 'f',
    polizeisprecher: 'm',
    polizeisprecherin: 'f',
    papst: 'm',
    regierungssprecher: 'm',
    regierungssprecherin: 'f',
    geschäftsführer: 'm',
    geschäftsführerin: 'f',
  },
  breaks: split(
    `dass daß und aber oder als wenn weil während obwohl denn sondern ob wie nachdem bevor bis damit da doch der die das wo wer was`,
  ).filter((word) => !/^(?:der|die|das|da)$/.test(word)),
  prepositions:
    split(`in im an am auf bei beim mit nach von vom zu zum zur über unter vor für gegen ohne um durch aus seit während wegen trotz
    gegenüber zwischen hinter neben ins ans`),
  links: split('der des von vom für und aus'),
  determiners:
    split(`der die das den dem des ein eine einen einem einer eines sein seine seinen ihr ihre ihren unser unsere mehrere einige
    viele zwei drei dieser diese dieses kein keine`),
  times: split(
    `montag dienstag mittwoch donnerstag freitag samstag sonntag gestern heute morgen abend später zuvor nun`,
  ),
  abbreviations: split('dr prof hr fr bzw z.b u.a st nr ca usw ggf evtl'),
  hearers: [],
  women:
    split(`anna maria sabine petra monika claudia andrea susanne katrin karin julia sarah laura lena lisa eva christine christina angela
    ursula birgit stefanie nicole heike martina barbara franziska katharina johanna sophie ulrike annalena ricarda helga`),
  men: split(`peter michael thomas andreas wolfgang klaus jürgen günter stefan christian uwe werner horst frank dieter manfred hans martin
    markus matthias jan lukas tobias florian felix paul max alexander sebastian daniel olaf friedrich karl ralf bernd jens`),
};
