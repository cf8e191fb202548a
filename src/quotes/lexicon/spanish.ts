import { inflect, split } from './lexicon.ts';
import type { LexiconData } from './lexicon.ts';

const ar = 'ó aron a an aba aban ará arán ado ando ar';
const er = 'ió ieron e en ía ían erá erán ido iendo er';
const ir = 'ió ieron e en ía ían irá irán ido iendo ir';

const saying = [
  ...split('dijo dijeron dice dicen decía decían dirá dicho diciendo decir reza rezaba escrito leyó lee'),
  ...inflect(
    `afirm asegur declar explic señal coment agreg sostuv manifest indic apunt subray recalc destac aclar contest pregunt respondi
    anunci confirm inform relat lament advirt recort critic zanj remarc argument consider record exclam grit`,
    ar,
  ),
  ...inflect('respond', er),
  ...inflect('escrib añad admit insist reconoc expres repit advirt conclu', ir),
  ...split(`añade añaden añadió añadieron añadiendo añadido sostuvo sostuvieron sostiene sostienen sostenido advierte advierten advirtió
    advirtieron advertido reconoce reconocen reconoció reconocieron reconocido concluyó concluye concluyeron insiste insisten expuso
    exponen expone precisó precisa precisan puntualizó puntualiza matizó matiza replicó replica contó cuenta cuentan cuentan contado
    tuiteó bromeó recuerda recuerdan prosiguió prosigue continuó continúa reiteró reitera ironizó ironiza espetó sentenció apostilló
    prometió promete prometieron prometen propuso propone expresó expresa enfatizó enfatiza opinó opina opinan denunció denuncia denuncian justificó detalló detalla pidió pide piden reflexionó`),
];

export const spanish: LexiconData = {
  say: saying,
  call: split(`calificó califica calificaron calificado calificando llamó llama llaman llamaron tachó tacha tacharon tildó tilda tildaron
    describió describe describen describieron definió define definieron acusó acusa acusaron bautizó consideró considera consideran
    criticó critica elogió celebró rechazó rechaza denominó denomina`),
  hold: split(`cree creen creía creyó prometió promete prometen negó niega niegan negaron prevé prevén espera esperan esperaba estima estiman
    calcula calculan sugirió sugiere sugieren reveló revela revelan supo sabe saben teme temen exigió exige exigen instó insta propuso
    propone planteó plantea defendió defiende mostró muestra demostró piensa piensan pensaba asume ve ven quiere quieren recomendó`),
  gerunds: split(
    'diciendo añadiendo afirmando asegurando señalando declarando explicando agregando calificando acusando',
  ),
  tell: split('dijo dice contó cuenta aseguró explicó informó preguntó recordó advirtió'),
  according: ['según', 'de acuerdo con', 'en palabras de', 'a juicio de', 'en opinión de'],
  auxiliaries:
    split(`ha han había habían hubo fue es son era también ya después luego entonces no solo sólo todavía aún además además
    le les lo la se me nos os volvió a incluso siempre nunca`),
  that: split('que si cómo'),
  pronouns: {
    él: 'm',
    ella: 'f',
    ellos: 'p',
    ellas: 'p',
    yo: 'n',
    quien: 'n',
    quienes: 'p',
    este: 'm',
    esta: 'f',
    usted: 'n',
  },
  titles: {
    señor: 'm',
    señora: 'f',
    sr: 'm',
    'sr.': 'm',
    sra: 'f',
    'sra.': 'f',
    don: 'm',
    doña: 'f',
    presidente: 'm',
    presidenta: 'f',
    ministro: 'm',
    ministra: 'f',
    alcalde: 'm',
    alcaldesa: 'f',
    director: 'm',
    directora: 'f',
    portavoz: 'n',
    senador: 'm',
    senadora: 'f',
    dr: 'm',
    'dr.': 'm',
    dra: 'f',
    'dra.': 'f',
    doctor: 'm',
    doctora: 'f',
    profesor: 'm',
    profesora: 'f',
    gobernador: 'm',
    gobernadora: 'f',
    juez: 'm',
    jueza: 'f',
    general: 'n',
    rey: 'm',
    reina: 'f',
    consejero: 'm',
    consejera: 'f',
    secretario: 'm',
    secretaria: 'f',
    diputado: 'm',
    diputada: 'f',
    entrenador: 'm',
    entrenadora: 'f',
  },
  breaks: split(
    'que y pero o cuando mientras como porque si quien quienes donde aunque sino pues tras cual cuyo cuya e ni',
  ),
  prepositions: split(
    `en a ante bajo con contra desde durante entre hacia hasta para por según sin sobre tras mediante al`,
  ),
  links: split('de del para por en y con'),
  determiners:
    split(`el la los las un una unos unas su sus este esta estos estas ese esa esos esas aquel otro otra otros otras varios varias
    algunos algunas muchos muchas dos tres nuestro nuestra`),
  times: split('lunes martes miércoles jueves viernes sábado domingo ayer hoy anoche luego después ahora'),
  abbreviations: split('sr sra dr dra d dña ud uds av ee.uu p.ej etc núm'),
  hearers: split('periodistas reporteros'),
  women:
    split(`maría ana carmen laura marta isabel cristina elena lucía paula sara rosa pilar teresa julia sofía claudia andrea patricia
    beatriz irene silvia raquel natalia gabriela alejandra valeria daniela carolina yolanda inés nuria mónica`),
  men: split(`josé juan antonio manuel francisco david javier carlos daniel miguel rafael pedro pablo luis ángel alejandro jorge fernando
    sergio alberto álvaro diego andrés ramón mario roberto ricardo enrique martín tomás iván hugo gabriel nicolás`),
  hasDashes: true,
};
