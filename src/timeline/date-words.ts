import { baseOf } from '../text/stem.ts';

/** How a language writes dates in running text: alternatives for regular expressions, in natural spelling; they are folded before use. */
export interface DateWords {
  /** January first, each with its forms. */
  readonly months: string;
  /** Sunday first. */
  readonly weekdays: string;
  /** Weekdays that are numbers as well: only the day of the month beside them tells. */
  readonly ordinalWeekday?: string;
  /** Months and weekdays are written with a capital letter; where they are not, one with a capital may be a name. */
  readonly isCapital: boolean;
  /** Nouns have one too: a verb is told by its small letter. */
  readonly hasCapitalNouns?: true;
  /** After the number of a day, and between it and the month. */
  readonly ordinal: string;
  readonly link: string;
  /** Between the days of a range. */
  readonly range: string;
  /** "January 21". */
  readonly isMonthFirst?: true;
  readonly today: string;
  readonly yesterday: string;
  readonly tomorrow: string;
  readonly beforeYesterday: string;
  readonly afterTomorrow: string;
  /** A word before "today", "tomorrow" by which they are something else: "until today", "la mañana". */
  readonly notAfter: string;
  readonly nextWeek: string;
  readonly lastWeek: string;
  readonly nextMonth: string;
  readonly lastMonth: string;
  readonly nextYear: string;
  readonly lastYear: string;
  /** `#` is a number. */
  readonly daysAgo: string;
  readonly monthsAgo: string;
  readonly yearsAgo: string;
  readonly inDays: string;
  /** One to twelve. */
  readonly numbers: string;
  /** Words beside a weekday: the coming one, the last one, one that may be either of two, and none that the day of the article tells. */
  readonly coming: string;
  readonly past: string;
  readonly unclear: string;
  readonly other: string;
  /** Before a month, and before a year, that stand alone. */
  readonly beforeMonth: string;
  readonly beforeYear: string;
  /** What a tense is told by, in lower case and not folded. */
  readonly pastCue: string;
  readonly futureCue: string;
  /** What makes either possible. */
  readonly openCue?: string;
  /** After a year that has no word before it: "2019 году". Where it is set, a year without it is none. */
  readonly afterYear?: string;
}

const en: DateWords = {
  months:
    'january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec',
  weekdays: 'sunday monday tuesday wednesday thursday friday saturday',
  isCapital: true,
  isMonthFirst: true,
  ordinal: '(?:st|nd|rd|th)?',
  link: '(?:of )?',
  range: '-|–| - | – | to | and | through ',
  today: 'today|tonight|this (?:morning|afternoon|evening)',
  yesterday: 'yesterday',
  tomorrow: 'tomorrow',
  beforeYesterday: 'the day before yesterday',
  afterTomorrow: 'the day after tomorrow',
  notAfter: 'until|till|to|of|from|than|as of|like|since|before|for|society|here|world|day before|day after|kids|youth',
  nextWeek: '(?:next|the coming) week',
  lastWeek: 'last week',
  nextMonth: '(?:next|the coming) month',
  lastMonth: 'last month',
  nextYear: '(?:next|the coming) year',
  lastYear: 'last year',
  daysAgo: '# days? ago',
  monthsAgo: '# months? ago',
  yearsAgo: '# years? ago',
  inDays: "in # days(?:' time)?",
  numbers: 'one|a two three four five six seven eight nine ten eleven twelve',
  coming: 'this coming|coming|upcoming',
  past: 'last|this past|past',
  unclear: 'next',
  other:
    'every|each|any|an?|one|most|many|following|previous|preceding|black|good|ash|bloody|super|holy|cyber|giving|fat|maundy|palm|easter|sheffield|mail on|earlier|later|first|second|third|fourth|final|same',
  beforeMonth:
    'in|since|until|by|during|last|next|early|late|mid|mid-|in early|in late|in mid|early in|late in|end of|back in|of last',
  beforeYear:
    '(?:in|since|during|until|by|before|after|from)|(?:spring|summer|autumn|fall|winter|end|start|beginning|middle) of|(?:in )?(?:early|late|mid|mid-|back in)|in the year',
  pastCue:
    "(?:was|were|had|did|said|told|began|came|went|took|made|gave|won|lost|left|died|met|held|saw|found|became|fell|rose|spoke|wrote|broke|hit|led|ran|sent|shot|struck|brought|thought|paid|sold|grew|drew|flew|stood|sat|built|felt|heard|beat|got|quit|fled|rejected|n't|has been|have been)|(?!need|indeed|speed|seed|feed|breed|exceed|proceed|succeed|united|hundred|sacred|wicked|naked|limited|crossbred)[a-z]{2,}ed",
  futureCue:
    "(?:will|won't|shall|would|could|may|might|can|should|must|'ll|’ll|going to|to be|(?:is|are|was|were) to|set to|set for|due|due to|expected|scheduled|slated|planned|planning|plans|hopes to|hope to|aims to|wants to|intends to)(?: not)?(?: be| have)?(?: [a-z]+ly)?(?: to)?(?: be)?(?: [a-z]+)?|opens|starts|begins|takes place|kicks off|takes effect|ends|closes|returns|expires|resumes|takes over|meets|faces|hosts?",
  openCue:
    '(?:agreed|decided|voted|vowed|promised|asked|ordered|urged|refused|failed|threatened|offered|wanted|had)(?: [a-z]+)? to [a-z]+|if',
};

const de: DateWords = {
  months:
    'januar|jänner|jan februar|feber|feb märz april|apr mai juni|jun juli|jul august|aug september|sept oktober|okt november|nov dezember|dez',
  weekdays:
    'sonntag(?:morgen|mittag|nachmittag|abend|nacht)? montag(?:morgen|mittag|nachmittag|abend|nacht)? dienstag(?:morgen|mittag|nachmittag|abend|nacht)? mittwoch(?:morgen|mittag|nachmittag|abend|nacht)? donnerstag(?:morgen|mittag|nachmittag|abend|nacht)? freitag(?:morgen|mittag|nachmittag|abend|nacht)? (?:samstag(?:morgen|mittag|nachmittag|abend|nacht)?|sonnabend)',
  isCapital: true,
  hasCapitalNouns: true,
  ordinal: '\\.',
  link: '',
  range: '\\.? ?[-–] ?|\\.? bis (?:zum )?|\\.? und ',
  today: 'heute',
  yesterday: 'gestern',
  tomorrow: 'morgen',
  beforeYesterday: 'vorgestern',
  afterTomorrow: 'übermorgen',
  notAfter:
    'bis|noch|von|seit|ab|am|jeden|guten|eines|heute|gestern|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|früh|wie|als|welt|der|den|dem|in die|und|für',
  nextWeek: '(?:nächste|kommende|nächsten|kommenden|nächster|kommender) woche',
  lastWeek: '(?:letzte|vergangene|vorige|letzten|vergangenen|vorigen|letzter|vergangener) woche',
  nextMonth: '(?:nächsten|kommenden|nächster|kommender) monat',
  lastMonth: '(?:letzten|vergangenen|vorigen) monat',
  nextYear: '(?:nächstes|kommendes|nächsten|kommenden) jahr(?:es)?',
  lastYear: '(?:letztes|vergangenes|voriges|letzten|vergangenen|vorigen) jahr(?:es)?',
  daysAgo: 'vor # tag(?:en)?',
  monthsAgo: 'vor # monat(?:en)?',
  yearsAgo: 'vor # jahr(?:en)?',
  inDays: 'in # tag(?:en)?',
  numbers: 'ein|einem|eine|einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
  coming: 'kommende|kommenden|kommender|ab',
  past: 'letzte|letzten|letzter|vergangene|vergangenen|vergangener|vorigen',
  unclear: 'nächste|nächsten|nächster',
  other:
    'jeden|jedem|jeder|einem|einen|ein|folgenden|darauffolgenden|vorherigen|darauf|zuvor|danach|davor|schwarzer|schwarzen|ersten|zweiten|dritten|vierten|letzter|verkaufsoffenen|verkaufsoffener',
  beforeMonth: 'im|seit|bis|ab|anfang|mitte|ende|im vergangenen|im letzten|im kommenden|vom',
  beforeYear: 'im jahr|im jahre|seit|anfang|mitte|ende|bis|ab|jahr|sommer|herbst|winter|frühjahr|frühling|bis zum jahr',
  pastCue:
    '(?:war|waren|hatte|hatten|hat|haben|wurde|wurden|habe|sei|worden|gewesen|sagte|sagten|teilte|gab|gaben|kam|kamen|ging|gingen|fand|fanden|stand|begann|starb|traf|trafen|schrieb|ließ|trat|nahm|lag|zog|fiel|stieg|stürzte|verließ|gewann|verlor|erhielt|beschloss|schloss|hielt|rief|brach|sprach|warf|erklärte|[a-zäöüß]{3,}(?:ierte|ierten|igte|igten)|(?:ist|sind)(?= [^.;:]{0,80} (?:gestorben|gekommen|gegangen|gefahren|gestürzt|gelandet|gestartet|gefallen|gestiegen|geflohen|eingetroffen|zurückgetreten|gescheitert|ausgebrochen|verunglückt|erschienen|entgleist|explodiert|eingestürzt))|berichtete|kündigte|forderte|(?!heute|letzte|erste|beste|könnte|sollte|müsste|möchte|dürfte|hätte|bitte|weite|gute|nächste|rote|alte|zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|harte|echte|rechte|leichte|breite|späte|bereite|konkrete|private|direkte|geplante|erwartete|geheimste)[a-zäöüß]{3,}te)',
  futureCue:
    '(?:wird|werden|würde|würden|will|wollen|soll|sollen|sollte|sollten|kann|könnte|könnten|muss|müssen|möchte|plant|planen|geplant|vorgesehen|angesetzt|steht|stehen)|(?:beginnt|beginnen|startet|starten|findet|finden|tritt|treten|öffnet|öffnen|endet|enden|kommt|kommen|reist|trifft|entscheidet|entscheiden|stimmt|stimmen|wählen|wählt|tagt|gilt|gelten|feiert|eröffnet|spielt|läuft|erscheint)',
};

const es: DateWords = {
  months:
    'enero|ene febrero|feb marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|sept octubre|oct noviembre|nov diciembre|dic',
  weekdays: 'domingo lunes martes miércoles jueves viernes sábado',
  isCapital: false,
  ordinal: '[ºo°]?',
  link: '(?:de )',
  range: '-|–| al? | y | - ',
  today: 'hoy|esta (?:mañana|tarde|noche)',
  yesterday: 'ayer',
  tomorrow: 'mañana',
  beforeYesterday: 'anteayer|antier|antes de ayer',
  afterTomorrow: 'pasado mañana',
  notAfter:
    'la|una|esta|cada|hasta|de|desde|a día de|por la|en la|el|del|pasado|para|ayer por la|mundo|antes de|y|media',
  nextWeek: 'la (?:próxima semana|semana próxima|semana que viene|semana entrante)',
  lastWeek: 'la (?:semana pasada|pasada semana|última semana)',
  nextMonth: 'el (?:próximo mes|mes próximo|mes que viene)',
  lastMonth: 'el (?:mes pasado|pasado mes)',
  nextYear: 'd?el (?:próximo año|año próximo|año que viene)',
  lastYear: 'd?el (?:año pasado|pasado año)',
  daysAgo: 'hace # días?',
  monthsAgo: 'hace # mes(?:es)?',
  yearsAgo: 'hace # años?',
  inDays: 'dentro de # días?',
  numbers: 'un|una|uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
  coming: 'próximo|que viene|entrante',
  past: 'pasado|último',
  unclear: '',
  other:
    'los|cada|todos los|un|primer|segundo|tercer|siguiente|anterior|previo|negro|santo|mismo|plácido|algún|cualquier|mejor',
  beforeMonth:
    'en|desde|hasta|a principios de|a finales de|a mediados de|en el mes de|el pasado mes de|el próximo mes de|el pasado|el próximo',
  beforeYear: 'en|desde|hasta|de|durante|en el año|a principios de|a finales de|para|en el',
  pastCue:
    '(?:fue|fueron|era|eran|había|habían|hubo|estaba|estaban|[a-zñ]*(?:tuvo|puso|dujo|dijo|hizo|vino)|vio|dio|pudo|quiso|supo|cupo|dijeron|hicieron|tuvieron|(?:ha|han|he|haya|hayan) (?:sido |estado )?[a-zñáéíóú]+(?:ado|ido|to|cho|sto)|fallecida?)|[a-zñáéíóú]{2,}ó|[a-zñáéíóú]{2,}(?:aron|ieron|eron)',
  futureCue:
    '(?:va|van|podría|podrían|debe|deben|prevé|prevén|previsto|prevista|previstos|previstas|planea|planean|programado|programada|espera|esperan)|[a-zñáéíóú]{2,}(?:rá|rán)|(?:comienza|empieza|arranca|abre|inicia|termina|vence|llega|viaja|se celebra|tiene lugar|juega|vota)',
  openCue: '[a-zñáéíóú]{2,}(?:ría|rían)',
};

const fr: DateWords = {
  months:
    'janvier|janv février|févr mars avril mai juin juillet|juil août septembre|sept octobre|oct novembre|nov décembre|déc',
  weekdays: 'dimanche lundi mardi mercredi jeudi vendredi samedi',
  isCapital: false,
  ordinal: '(?:er)?',
  link: '',
  range: '-|–| et | au | - ',
  today: "aujourd'hui|ce (?:matin|soir)|cet après-midi",
  yesterday: 'hier',
  tomorrow: 'demain',
  beforeYesterday: 'avant-hier',
  afterTomorrow: 'après-demain',
  notAfter: "jusqu'à|jusqu'|d'|d|dès|de|à partir d'|avant|après|comme|monde|et|depuis|l",
  nextWeek: 'la semaine prochaine',
  lastWeek: 'la semaine (?:dernière|passée)',
  nextMonth: 'le mois prochain',
  lastMonth: 'le mois dernier',
  nextYear: "(?:de )?l'(?:année prochaine|an prochain)",
  lastYear: "(?:de )?l'(?:année dernière|an dernier|an passé)",
  daysAgo: 'il y a # jours?',
  monthsAgo: 'il y a # mois',
  yearsAgo: 'il y a # (?:ans?|années?)',
  inDays: 'dans # jours?',
  numbers: 'un|une deux trois quatre cinq six sept huit neuf dix onze douze',
  coming: 'prochain',
  past: 'dernier|passé',
  unclear: '',
  other: 'chaque|tous les|les|un|premier|deuxième|suivant|précédent|saint|gras|noir|même|bon',
  beforeMonth: "en|depuis|début|fin|mi|mi-|jusqu'en|au mois de|courant|d'ici|dès",
  beforeYear: "en|depuis|début|fin|mi|mi-|jusqu'en|d'ici à|d'ici|l'année|été|dès|fin|avant|après",
  pastCue:
    "(?:était|étaient|avait|avaient|fut|furent|eut|a|ont|est|sont|s'est|se sont)(?: été| pas| également| aussi| déjà| donc)? (?:(?!samedi|lundi|mardi|jeudi|midi)[a-zàâçéèêëîïôûùüœ]+(?:é|ée|és|ées|i|is|ie|u|us|ue|it|ert|ort|orte)|dit|fait|pris|mis|eu)|(?:était|étaient|avait|avaient|fut|furent)|[a-zéèêàâçîô]{3,}(?:èrent|irent|urent)",
  futureCue:
    "(?:va|vont|doit|doivent|devrait|devraient|pourrait|pourraient|compte|comptent|prévoit|prévoient|prévue?s?|attendue?s?|programmée?s?)|(?!opéra|caméra|extra|infra|ultra|front|contra|sierra|guerra)[a-zéèêàâçîô]{2,}(?:ra|ront)|(?:débute|débutent|commence|commencent|ouvre|ouvrent|se tient|démarre|démarrent|s'ouvre|entre en vigueur|se rend|joue|reprend|se réunit)",
  openCue: '(?!extrait|portrait|retrait|attrait|trait|devrait|pourrait|paraient)[a-zéèêàâçîô]{2,}(?:rait|raient)',
};

const pt: DateWords = {
  months:
    'janeiro|jan fevereiro|fev março abril|abr maio junho julho agosto|ago setembro|set outubro|out novembro|nov dezembro|dez',
  weekdays: 'domingo segunda(?:-feira)? terça(?:-feira)? quarta(?:-feira)? quinta(?:-feira)? sexta(?:-feira)? sábado',
  ordinalWeekday: '(?:segunda|terça|quarta|quinta|sexta)',
  isCapital: false,
  ordinal: '[ºo°]?',
  link: '(?:de )',
  range: '-|–| a | e | - | ao ',
  today: 'hoje|esta (?:manhã|tarde|noite)|nesta (?:manhã|tarde|noite)',
  yesterday: 'ontem',
  tomorrow: 'amanhã',
  beforeYesterday: 'anteontem',
  afterTomorrow: 'depois de amanhã',
  notAfter: 'até|de|desde|dia de|mundo|a partir de|antes de|e|depois de|como|por|para',
  nextWeek: '(?:na |a )?(?:próxima semana|semana que vem)|na semana seguinte a esta',
  lastWeek: '(?:na |a )?(?:semana passada|última semana)',
  nextMonth: '(?:no |o )?(?:próximo mês|mês que vem)',
  lastMonth: '(?:no |o )?mês passado',
  nextYear: '(?:[dn]o |o )?(?:próximo ano|ano que vem)',
  lastYear: '(?:[dn]o |o )?ano passado',
  daysAgo: 'há # dias?',
  monthsAgo: 'há # m(?:ês|eses)',
  yearsAgo: 'há # anos?',
  inDays: '(?:daqui a|dentro de) # dias?',
  numbers: 'um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze',
  coming: 'próximo|próxima|que vem',
  past: 'passado|passada|último|última',
  unclear: '',
  other:
    'todo|toda|todos os|todas as|cada|aos|às|os|as|um|uma|primeiro|primeira|seguinte|anterior|santo|santa|negra|mesmo|mesma|de cinzas',
  beforeMonth: 'em|desde|até|no início de|no fim de|no final de|em meados de|no mês de|a partir de|no último mês de',
  beforeYear: 'em|desde|até|de|durante|no ano de|no início de|no fim de|no final de|a partir de',
  pastCue:
    '(?:foi|foram|era|eram|estava|estavam|tinha|tinham|havia|disse|disseram|fez|fizeram|teve|tiveram|veio|vieram|quis|pôde|deu|deram)|(?!seu|meu|teu|céu|museu|europeu|liceu|ateu|judeu|apogeu|outubro)[a-zãâáàéêíóôõúç]{3,}(?:ou|eu|iu)|[a-zãâáàéêíóôõúç]{3,}(?:aram|eram|iram)',
  futureCue:
    '(?:vai|vão|deve|devem|deverá|deverão|pode|podem|prevê|preveem|prevista?s?|previstos|marcada?s?|marcado|agendada?|agendado)|[a-zãâáàéêíóôõúç]{2,}(?:rá|rão)|(?:começa|começam|inicia|abre|termina|estreia|acontece|chega|viaja|joga|vota|recebe)',
  openCue: '[a-zãâáàéêíóôõúç]{3,}(?:ria|riam)',
};

const it: DateWords = {
  months:
    'gennaio|gen febbraio|feb marzo aprile maggio giugno luglio agosto settembre|sett ottobre|ott novembre|nov dicembre|dic',
  weekdays: 'domenica lunedì martedì mercoledì giovedì venerdì sabato',
  isCapital: false,
  ordinal: '[º°]?',
  link: '(?:di )?',
  range: '-|–| al | e | - ',
  today: 'oggi|(?:stamattina|stasera|stamane|questa mattina|questa sera)',
  yesterday: 'ieri',
  tomorrow: 'domani',
  beforeYesterday: "(?:l')?altro ieri|avantieri",
  afterTomorrow: 'dopodomani',
  notAfter: "fino a|ad|a|di|da|d'|dal|del|il|come|mondo|al giorno d'|d|per|altro|e|prima di",
  nextWeek: 'la (?:prossima settimana|settimana prossima)|(?:la )?settimana prossima|prossima settimana',
  lastWeek: '(?:la )?(?:scorsa settimana|settimana scorsa)',
  nextMonth: '(?:il )?(?:prossimo mese|mese prossimo)',
  lastMonth: '(?:il |lo )?(?:scorso mese|mese scorso)',
  nextYear: "(?:dell'|l')?anno prossimo|(?:del |nel |il )?prossimo anno",
  lastYear: "(?:dell'|l')?anno scorso|(?:dello |nello |lo )?scorso anno",
  daysAgo: '# giorn[oi] fa',
  monthsAgo: '# mes[ei] fa',
  yearsAgo: '# ann[oi] fa',
  inDays: '(?:tra|fra) # giorn[oi]',
  numbers: 'un|uno due tre quattro cinque sei sette otto nove dieci undici dodici',
  coming: 'prossimo|prossima',
  past: 'scorso|scorsa',
  unclear: '',
  other:
    'ogni|tutti i|tutte le|un|una|di ogni|primo|prima|seguente|successivo|successiva|precedente|santo|nero|stesso|il|la',
  beforeMonth: 'a|in|da|fino a|entro|a inizio|a fine|a metà|nel mese di|lo scorso|il prossimo|dal|di fine|nello scorso',
  beforeYear: 'nel|dal|del|fino al|entro il|al|a fine|a inizio|nell’anno|alla fine del|all’inizio del',
  pastCue:
    '(?:era|erano|aveva|avevano|fu|furono|disse|stato|stata|stati|state|(?:ha|hanno|è|sono|si è|si sono|abbia|sia)(?: già| poi| anche)? (?:[a-zàèéìòù]+(?:ato|ata|ati|ate|uto|uta|uti|ute|ito|ita|iti|ite|sto|sta|sti|tto|tta|tti|tte|so|sa|si|se|rso|rto|rta|rti)))|[a-zàèéìòù]{3,}(?:arono|irono|erono|ò)',
  futureCue:
    '(?:può|deve|devono|dovrebbe|dovrebbero|potrebbe|potrebbero|previsto|prevista|previsti|previste|attesa|atteso|in programma|fissat[aoie]|sta per)|[a-zàèéìòù]{2,}(?:rà|ranno)|(?:comincia|cominciano|inizia|iniziano|si apre|apre|parte|scade|si tiene|entra in vigore|arriva|gioca|vota)',
  openCue: '[a-zàèéìòù]{2,}(?:rebbe|rebbero)',
};

const ru: DateWords = {
  months:
    'январ[ьяею] феврал[ьяею] март[ае]? апрел[ьяею] ма[йяею] июн[ьяею] июл[ьяею] август[ае]? сентябр[ьяею] октябр[ьяею] ноябр[ьяею] декабр[ьяею]',
  weekdays: 'воскресенье понедельник вторник сред[ау] четверг пятниц[ау] суббот[ау]',
  isCapital: false,
  ordinal: '(?:-?(?:го|е|ое))?',
  link: '',
  range: '-|–|—| и | по | - | – ',
  today: 'сегодня',
  yesterday: 'вчера',
  tomorrow: 'завтра',
  beforeYesterday: 'позавчера',
  afterTomorrow: 'послезавтра',
  notAfter: 'до|на|и|с|к|от|мир|как|ещё',
  nextWeek: 'на (?:следующей|будущей) неделе',
  lastWeek: 'на прошлой неделе',
  nextMonth: 'в (?:следующем|будущем) месяце',
  lastMonth: 'в прошлом месяце',
  nextYear: 'в (?:следующем|будущем) году|(?:следующего|будущего) года',
  lastYear: 'в прошлом году|прошлого года',
  daysAgo: '# (?:день|дня|дней) назад',
  monthsAgo: '# (?:месяц|месяца|месяцев) назад',
  yearsAgo: '# (?:год|года|лет) назад',
  inDays: 'через # (?:день|дня|дней)',
  numbers: 'один два|две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать',
  coming: 'ближайш(?:ий|ую|ее)|предстоящ(?:ий|ую|ее)',
  past: 'прошл(?:ый|ую|ое)|минувш(?:ий|ую|ее)',
  unclear: 'следующ(?:ий|ую|ее)|будущ(?:ий|ую|ее)',
  other:
    'кажд(?:ый|ую|ое)|один|одну|чёрн(?:ая|ую)|последующ(?:ий|ую)|первый|первую|страстная|чистый|жарк[аоуе]+|окружающ[а-я]+|за',
  beforeMonth: 'в|с|до|в начале|в конце|в середине|к|начале|конце|середине|к концу',
  beforeYear: 'в|с|до|в начале|в конце|к|начале|конце|летом|весной|осенью|зимой',
  pastCue:
    '(?:был|была|было|были)|(?!финал|журнал|канал|материал|сигнал|генерал|интервал|персонал|капитал|потенциал|портал|скандал|филиал|квартал|металл|если|или|ли|сила|дела|число|дело|тело|школа|мало|около|стали|земли|цели|июли)[а-яё]{2,}(?:ал|ял|ил|ел|ёл|ол|ул|ыл|ыла|ыло|ыли|шла|шло|шли|шёл|ала|яла|ила|ела|ола|ула|ало|яло|ило|ело|ули|али|яли|или|ели|ёрла|ерла|зла|гла|гли|сла|сли)(?:сь|ся)?|умер',
  futureCue:
    '(?:будет|будут|состоится|состоятся|пройдёт|пройдет|пройдут|планирует|планируют|намерен[аы]?|должен|должна|должны|может|могут|начнётся|начнется|начнутся|откроется|вступит|вступят|завершится|примет|примут|проведёт|проведет|проведут|встретится|встретятся|прибудет|посетит|сыграет|сыграют|запланирован[аоы]?|назначен[аоы]?|ожидается|ожидаются|собирается|собираются|выступит|рассмотрит|выйдет|станет|отправится|стартует|опубликуют|опубликует|объявят?|объявит|подпишут|подпишет|представят|представит|закроют|закроет|начнут)',
  afterYear: '(?:-м|-го|-му)? (?:год(?:а|у|ом|ах)?|г\\.)',
};

const nl: DateWords = {
  months:
    'januari|jan februari|feb maart april mei juni juli augustus|aug september|sept oktober|okt november|nov december|dec',
  weekdays:
    'zondag(?:ochtend|middag|avond)? maandag(?:ochtend|middag|avond)? dinsdag(?:ochtend|middag|avond)? woensdag(?:ochtend|middag|avond)? donderdag(?:ochtend|middag|avond)? vrijdag(?:ochtend|middag|avond)? zaterdag(?:ochtend|middag|avond)?',
  isCapital: false,
  ordinal: '(?:e|ste|de)?',
  link: '',
  range: '-|–| en | tot | tot en met | t/m | - ',
  today: 'vandaag|vanavond|vanochtend|vanmiddag',
  yesterday: 'gisteren',
  tomorrow: 'morgen',
  beforeYesterday: 'eergisteren',
  afterTomorrow: 'overmorgen',
  notAfter: "tot|van|de|deze|elke|goede|'s|op een|sinds|en|als|wereld|die|iedere",
  nextWeek: '(?:volgende|komende) week',
  lastWeek: '(?:vorige|afgelopen) week',
  nextMonth: '(?:volgende|komende) maand',
  lastMonth: '(?:vorige|afgelopen) maand',
  nextYear: '(?:volgend|komend) jaar',
  lastYear: '(?:vorig|afgelopen) jaar',
  daysAgo: '# (?:dag|dagen) geleden',
  monthsAgo: '# (?:maand|maanden) geleden',
  yearsAgo: '# (?:jaar|jaren) geleden',
  inDays: 'over # (?:dag|dagen)',
  numbers: 'een|één twee drie vier vijf zes zeven acht negen tien elf twaalf',
  coming: 'komende|aanstaande',
  past: 'afgelopen|vorige',
  unclear: 'volgende',
  other: 'elke|iedere|een|eerste|tweede|daaropvolgende|daarop|ervoor|erna|goede|witte|zwarte|zelfde|dezelfde',
  beforeMonth: 'in|sinds|tot|vanaf|begin|eind|half|medio',
  beforeYear: 'in|sinds|tot|vanaf|begin|eind|medio|in het jaar|voor',
  pastCue:
    '(?:was|waren|had|hadden|heeft|hebben|(?:is|zijn) (?!gepland|gesloten|geopend)ge[a-z]+|werd|werden|zei|zeiden|kwam|kwamen|ging|gingen|nam|begon|stierf|vond|vonden|schreef|won|wonnen|verloor|deed|kreeg|kregen|liet|meldde|vertelde|maakte|stapte|overleed|zag|bleek|raakten?|vielen?|stonden?|bereikten?|besloot|besloten)',
  futureCue:
    '(?:zal|zullen|zou|zouden|wil|willen|moet|moeten|kan|kunnen|gaat|gaan|wordt|worden|gepland|verwacht|staat)|(?:begint|beginnen|start|starten|opent|gaat in|vindt|vinden|komt|komen|speelt|treedt|eindigt)',
};

const pl: DateWords = {
  months:
    'stycznia|styczeń|styczniu lutego|luty|lutym marca|marzec|marcu kwietnia|kwiecień|kwietniu maja|maj|maju czerwca|czerwiec|czerwcu lipca|lipiec|lipcu sierpnia|sierpień|sierpniu września|wrzesień|wrześniu października|październik|październiku listopada|listopad|listopadzie grudnia|grudzień|grudniu',
  weekdays: 'niedziel[aęi] poniedziałek wtorek środ[aęy] czwartek piątek sobot[aęy]',
  isCapital: false,
  ordinal: '',
  link: '',
  range: '-|–| i | do | - ',
  today: 'dzisiaj|dziś',
  yesterday: 'wczoraj',
  tomorrow: 'jutro',
  beforeYesterday: 'przedwczoraj',
  afterTomorrow: 'pojutrze',
  notAfter: 'do|od|na|i|jak|świat',
  nextWeek: 'w (?:przyszłym|następnym) tygodniu',
  lastWeek: 'w (?:zeszłym|ubiegłym|minionym) tygodniu',
  nextMonth: 'w (?:przyszłym|następnym) miesiącu',
  lastMonth: 'w (?:zeszłym|ubiegłym) miesiącu',
  nextYear: 'w (?:przyszłym|następnym) roku|(?:przyszłego|następnego) roku',
  lastYear: 'w (?:zeszłym|ubiegłym) roku|(?:zeszłego|ubiegłego) roku',
  daysAgo: '# (?:dni|dzień) temu',
  monthsAgo: '# (?:miesiąc|miesiące|miesięcy) temu',
  yearsAgo: '# (?:rok|lata|lat) temu',
  inDays: 'za # (?:dni|dzień)',
  numbers: 'jeden dwa|dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście',
  coming: 'najbliższ(?:y|ą)|nadchodząc(?:y|ą)',
  past: 'zeszł(?:y|ą)|ubiegł(?:y|ą)|minion(?:y|ą)',
  unclear: 'przyszł(?:y|ą)|następn(?:y|ą)',
  other: 'każd(?:y|ą|ego|ej)|jeden|jedną|pierwsz(?:y|ą)|czarny|wielk(?:i|ą)|kolejn(?:y|ą)|tłusty|poprzedni(?:ą)?',
  beforeMonth: 'w|od|do|na początku|pod koniec|w połowie|we',
  beforeYear: 'w|od|do|w roku|na początku|pod koniec|wiosną|latem|jesienią|zimą|z',
  pastCue:
    '(?:był|była|było|były|byli)|(?!tytuł|artykuł|udział|wydział|dział|oddział|materiał|kanał|cał[a-z]+|mał[a-z]+|przyszł[a-z]+|zeszł[a-z]+|ubiegł[a-z]+|jeśli|czyli|sił[a-z]+|koł[a-z]+|szkoł[a-z]+|około|doskonał[a-z]+|stał[yae])[a-ząćęłńóśźż]{2,}(?:ł|ła|ło|ły|li)(?![a-z])',
  futureCue:
    '(?:będzie|będą|odbędzie|odbędą|zostanie|zostaną|planuje|planują|ma się|mają|może|mogą|rozpocznie|rozpoczną|otworzy|wejdzie|wejdą|zakończy|spotka|spotkają|odwiedzi|zagra|zagrają|zaplanowano|przewidziano|ogłosi|podejmie|powinn[aoy]|powinien|rozpoczyna|przyjedzie|wystąpi|stanie)',
  afterYear: ' (?:roku|rok|r\\.)',
};

const tables: Readonly<Record<string, DateWords>> = { en, de, es, fr, pt, it, ru, nl, pl };

/** The words of a language (BCP 47); `undefined` when only dates in figures can be read in it. */
export function dateWordsOf(language: string): DateWords | undefined {
  const base = baseOf(language);
  return Object.hasOwn(tables, base) ? tables[base] : undefined;
}

/** Languages that dates in words are read in. */
export const datedLanguages: readonly string[] = Object.keys(tables);
