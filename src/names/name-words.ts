import { foldName } from './fold-name.ts';

/** Words by which names are told, whatever their language; they are folded: a word that means something else in
 *  another language has its own list. Written by hand; the countries of the world come from Intl (`places.ts`). */
const words = (text: string): ReadonlySet<string> => new Set(text.split(' ').map(foldName));

/** Small words within names: "Ludwig van der Berg", "Ministry of Health". */
export const particles = words(
  'de del della dello dei degli delle di da do dos das du des d la le les van von der den ter ten zu zum zur al el bin ibn ben bint of the for and und y e et i für fur à au aux für pour per para ved og af och',
);
/** Those within names of people. */
export const personParticles = words(
  'de del della dello di da do dos das du la le van von der den ter ten zu al el bin ibn ben bint af',
);

/** Before the name of a person, and no part of it. Endings of German compounds are in `roleEnding`. */
export const titles = words(
  // English
  'mr mrs ms miss sens reps reverend father mother sister brother mayor-elect president-elect prime vice presenter dr prof professor sir dame lord lady president vice-president minister premier chancellor senator governor mayor king queen prince princess pope bishop archbishop cardinal rabbi imam judge justice general colonel captain major sergeant lieutenant admiral commander chief director secretary chairman chairwoman chairperson chair speaker spokesman spokeswoman ambassador congressman congresswoman representative sheriff detective officer inspector coach manager striker goalkeeper midfielder defender captain singer actor actress author writer director producer attorney lawyer prosecutor councilor councillor deputy leader founder ceo analyst economist minister rep sen gov gen col lt sgt capt rev hon st-president ' +
    // German
    'herr herrn frau präsident präsidentin kanzler kanzlerin minister ministerin könig königin papst bischof kardinal richter richterin general oberst direktor direktorin chef chefin sprecher sprecherin bürgermeister bürgermeisterin trainer trainerin torwart stürmer sänger sängerin schauspieler schauspielerin autor autorin regisseur regisseurin anwalt anwältin abgeordnete abgeordneter politiker politikerin vorsitzende vorsitzender sekretär landrat landrätin senator senatorin professor professorin doktor gründer gründerin leiter leiterin experte expertin ökonom ökonomin forscher forscherin ' +
    // Spanish, Portuguese, Italian, French
    'canciller cancelliere cancelliera chanceler chancelier chancelière segretario senador vicepresidente vice-presidente vice-président abogado avvocato sr sra srta dra señor senor señora senora don doña dona presidente presidenta presidenza ministro ministra alcalde alcaldesa gobernador gobernadora senador senadora diputado diputada rey reina papa obispo cardenal juez jueza fiscal coronel director directora entrenador entrenadora portavoz doctor doctora profesor profesora secretario secretaria jefe embajador cantante actor actriz escritor escritora delantero portero capitán capitan ' +
    'senhor senhora dom governador governadora prefeito prefeita deputado deputada rainha bispo cardeal juiz juíza juiza diretor diretora técnico tecnico treinador treinadora porta-voz doutor doutora professora secretária secretario embaixador cantora cantor ator atriz escritor goleiro atacante vereador vereadora ' +
    'signor signora dottor dottore dottoressa premier sindaco sindaca governatore senatore senatrice deputato deputata re regina vescovo giudice generale colonnello direttore direttrice allenatore allenatrice portavoce professore professoressa segretario segretaria ambasciatore cantante attore attrice scrittore scrittrice attaccante portiere onorevole ' +
    'monsieur madame mademoiselle m mme mlle président présidente president premier ministre maire gouverneur sénateur senateur sénatrice député députée depute roi reine pape évêque eveque cardinal juge général general colonel capitaine directeur directrice entraîneur entraineur docteur professeur secrétaire secretaire ambassadeur chanteur chanteuse acteur actrice écrivain ecrivain procureur procureure avocat avocate préfet prefet ' +
    // Dutch, Polish, Russian
    'meneer mevrouw dhr mevr burgemeester koning koningin premier prins prinses minister-president staatssecretaris wethouder ' +
    'pan pani prezydent premier minister burmistrz król papież biskup kardynał sędzia generał dyrektor trener poseł posłanka senator rzecznik ' +
    'президент президента президенту президентом премьер министр министра губернатор мэр король папа епископ судья генерал полковник директор тренер депутат сенатор глава секретарь посол певец певица актёр актер актриса писатель писательница журналист журналистка адвокат экономист политолог спортсмен чемпион лидер основатель режиссёр режиссер господин госпожа канцлер премьер-министр экс-президент вице-премьер пресс-секретарь',
);
/** German titles grown together: "Bundeskanzler", "Außenministerin", "Polizeisprecher". */
export const roleEnding =
  /(?:kanzler|minister|prasident|chef|sprecher|meister|trainer|vorsitzende|sekretar|richter|direktor|leiter|moderator|moderatorin|darsteller|lehrer|arzt|beamte|inhaberin|gattin|frau|mann|politiker|experte|forscher|spieler|sturmer|anwalt|fuhrer|kandidat|rat|beauftragte|kommissar|inhaber|grunder|autor|star|sieger|kandidatin|expertin)(?:in|innen|s|n|r|en)?$/u;

/** Organisations by a word of theirs. */
export const organisationWords = words(
  'ministry university college institute institution party bank council court agency union company group association committee commission department parliament senate congress assembly police army navy airlines airways club foundation federation league corporation authority bureau organization organisation office society network times herald gazette tribune post school hospital museum church forum fund exchange service services board alliance front movement motors industries technologies systems media press news chamber house orchestra ' +
    'ministerium universität hochschule institut partei verband verein gesellschaft gericht bundesgericht amt stiftung gewerkschaft polizei feuerwehr bundeswehr landtag bundestag bundesrat kommission ausschuss behörde zentralbank sparkasse klinikum krankenhaus zeitung kirche werke ' +
    'ministerio universidad instituto partido banco consejo tribunal agencia unión sindicato empresa grupo asociación comité comisión departamento parlamento senado congreso asamblea policía guardia ejército club fundación federación liga autoridad oficina organización hospital museo iglesia fiscalía ayuntamiento junta real cámara ' +
    'ministério universidade instituto partido banco conselho tribunal agência união sindicato empresa grupo associação comitê comissão departamento parlamento senado congresso assembleia polícia exército clube fundação federação liga autoridade organização igreja câmara prefeitura ' +
    'ministero università istituto partito banca consiglio tribunale agenzia unione sindacato azienda gruppo associazione comitato commissione dipartimento parlamento senato congresso assemblea polizia carabinieri esercito fondazione federazione lega autorità organizzazione ospedale chiesa procura comune corte camera ' +
    'ministère université institut parti banque conseil cour tribunal agence syndicat entreprise groupe association comité commission département parlement sénat congrès assemblée police gendarmerie armée fondation fédération ligue autorité organisation hôpital musée église parquet mairie chambre ' +
    'ministerie universiteit partij raad rechtbank vereniging stichting vakbond politie gemeente ziekenhuis bond ' +
    'ministerstwo uniwersytet instytut partia bank rada sąd agencja związek spółka grupa stowarzyszenie komitet komisja policja fundacja federacja liga szpital muzeum sejm senat ' +
    'министерство министерства университет университета институт института партия партии банк банка совет совета суд суда агентство союз компания группа ассоциация комитет комитета комиссия департамент парламент полиция армия фонд федерация лига организация больница музей дума думы центробанк',
);
/** German ones grown together: "Verkehrsministerium", "Landgericht". */
export const organisationEnding =
  /(?:ministerium|universitat|institut|partei|verband|verein|gericht|amt|stiftung|gewerkschaft|polizei|landtag|bundestag|bundesrat|kommission|ausschuss|behorde|bank|sparkasse|klinikum|zeitung|werke|hochschule|akademie)(?:s|es|en)?$/u;
/** Those that name one alone: "the Bundestag". */
export const lonelyOrganisations = words(
  'bundestag bundesrat bundeswehr bundesbank europol interpol nato kremlin kreml cremlino pentagon pentágono wall-street unicef unesco opec hamas hezbollah hizbollah hisbollah taliban congress parliament senate bundesverfassungsgericht bundesgerichtshof bundesregierung кремль кремля кремле кремлем кремлю госдума госдумы нато сейм sejm duma knesset congreso senado congresso senato sénat congrès центробанк centrobanco parlement parlamento parlament',
);

/** At the end of a company's name. */
export const legalForms = words(
  'inc corp ltd llc plc lp llp gmbh ag se kg ohg ug kgaa ev sa sas sarl spa srl sl slu nv bv ab asa oyj oy as aps sp ltda sociedade co cie bros group holding holdings',
);

/** Places by a word of theirs. */
export const placeWords = words(
  'republic kingdom states hall jail prison building center centre palace castle tower republik république república repubblica état staat city river lake mount mountain mountains street avenue road square bridge island islands bay county valley harbor harbour port beach hills heights park airport station sea ocean gulf strait peninsula desert coast province state district village town canal creek falls forest ' +
    'fluss see straße strasse platz insel inseln bucht hafen flughafen bahnhof gebirge wald tal ' +
    'ciudad río rio lago monte calle avenida plaza puente isla islas bahía valle puerto playa parque aeropuerto provincia estado mar golfo estrecho ' +
    'cidade serra rua praça ponte ilha ilhas baía porto praia aeroporto província ' +
    'città fiume monte via piazza isola isole baia valle spiaggia parco provincia stretto mare ' +
    'ville fleuve rivière lac mont rue place pont île îles baie vallée plage parc aéroport mer golfe détroit ' +
    'rivier meer straat plein eiland haven ' +
    'rzeka jezioro ulica plac wyspa ' +
    'река озеро улица площадь остров порт гора море залив область край район проспект республика',
);

/** Prepositions before a place, by language. */
export const placeCues: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words('in near outside inside across throughout'),
  de: words('in aus nach'),
  es: words('en desde hacia a'),
  fr: words('à en depuis vers près'),
  pt: words('em no na desde até'),
  it: words('a in da verso'),
  ru: words('в из под из-под во'),
  nl: words('in bij uit naar te nabij'),
  pl: words('w z do pod we'),
};

/** Verbs that people speak by. */
export const speechVerbs = words(
  'said says told added wrote argued warned announced explained replied asked insisted claimed admitted tweeted testified ' +
    'sagte sagt erklärte betonte teilte warnte forderte kritisierte schrieb meinte fügte kündigte berichtete ' +
    'dijo dice afirmó aseguró declaró explicó añadió señaló anunció advirtió escribió ' +
    'disse diz afirmou declarou explicou acrescentou anunciou escreveu alertou ' +
    'ha-detto detto dice spiegato dichiarato aggiunto affermato ' +
    'déclaré dit affirmé expliqué ajouté annoncé estimé assuré ' +
    'zei zegt vertelde schreef ' +
    'powiedział powiedziała dodał dodała oświadczył napisał ' +
    'сказал сказала заявил заявила сообщил сообщила отметил отметила добавил добавила написал написала подчеркнул подчеркнула',
);

/** Words before a German noun that is no name of a person or a place. */
export const determiners = words(
  'der die das den dem des ein eine einen einem einer eines kein keine keinen keinem mein sein seine seinen seinem ihr ihre ihren ihrem unser unsere dieser diese dieses diesen diesem jeder jede jedes jeden alle viele einige mehrere zwei drei vier fünf zum zur vom beim im am ins ans',
);

/** Capital words that begin a sentence, or stand in one, and are no names. */
export const commonCapitals = words(
  'i a an the this that these those it he she they we you his her its their our my your in on at by for from with without to of as and but or so if when while after before since until because although though however there here what who where why how which not no yes all some many most more few both each every one two three four five six seven eight nine ten hundreds thousands millions dozens another other such same only even still also then now today yesterday tomorrow later meanwhile earlier once despite during under over among between against about according last next former new old first second third police officials authorities residents witnesses people men women children workers students experts scientists researchers critics supporters is was are were will would can could may might do did does have has had let just like never ever perhaps instead nearly almost around some thousands prices sales shares stocks ' +
    'der die das den dem des ein eine einer einem einen er sie es wir ihr ich man im am um in an auf bei mit nach von vor zu zum zur aus für über unter durch gegen ohne seit bis als wenn weil dass ob und oder aber denn doch auch noch nur schon so wie was wer wo warum dort hier da dann jetzt heute gestern morgen nun zwar jedoch allerdings trotz während nachdem bevor damit dabei dazu daher alle viele einige mehrere beide zwei drei vier fünf kraft not gefahr gang frage betrieb haft anspruch folge form höhe zukunft wirklichkeit ordnung rente bezug sicht teil teile name namen marke sender firma ende anfang mitte uhr kilometer meter liter tonnen stunden stunde tage tagen wochen monate jahre kilo gramm grad quadratmeter hektar dutzend hundert tausend mal seite platz punkte tore euro dollar prozent millionen milliarden tausende hunderte menschen frau herr nach laut angaben montag dienstag mittwoch donnerstag freitag samstag sonntag ' +
    'el la los las un una unos unas lo él ella ellos ellas yo tú usted ustedes nosotros su sus mi tu en a de del al por para con sin sobre entre hasta desde según ante tras durante y o pero sino ni que como cuando donde quien cual si no sí también ya más muy todo toda todos todas este esta estos estas ese esa eso aquel cada otro otra otros dos tres cuatro cinco hoy ayer mañana ahora luego después antes además aunque mientras así entonces hace hay tal es fue era son ' +
    'o os as um uma uns umas ele ela eles elas eu você vocês nós seu sua seus suas meu minha em no na nos nas ao à aos às do da dos das pelo pela por para com sem sobre entre até desde segundo após durante e ou mas nem que como quando onde quem se não sim também já mais muito todo toda todos todas este esta esse essa isso aquele cada outro outra dois três hoje ontem amanhã agora depois antes além embora enquanto assim então há é foi era são ' +
    'il lo la i gli le un uno una egli lei lui loro noi voi io suo sua suoi sue mio in nel nella nei nelle a al alla ai alle di del della dei delle da dal dalla per con senza su sul sulla tra fra fino secondo dopo durante e o ma né che come quando dove chi se non sì anche già più molto tutto tutta tutti tutte questo questa questi queste quello quella ogni altro altra due tre oggi ieri domani ora poi prima inoltre mentre così allora è fu era sono ' +
    'le la les un une des du de au aux il elle ils elles on nous vous je tu son sa ses leur leurs mon ma en dans sur sous par pour avec sans entre vers chez depuis jusque selon après avant pendant et ou mais ni que qui quoi comme quand où si ne pas oui aussi déjà plus très tout toute tous toutes ce cet cette ces celui celle chaque autre autres deux trois hier demain aujourd’hui maintenant puis ensuite enfin ainsi alors cependant pourtant est était sont l d c s j n qu ' +
    'de het een hij zij ze we wij jij u ik zijn haar hun ons in op aan bij met van voor door over onder tegen zonder tot sinds volgens na om te en of maar want dat die wat wie waar als niet ook nog al meer veel alle elke dit deze er daar hier nu dan toen gisteren vandaag morgen ' +
    'w we z ze na do od po za o u i a ale lub że to ten ta te tym on ona oni nie tak jak gdy kiedy gdzie kto co już jeszcze także również po według przed przez dla bez ' +
    'в во на с со к ко у о об от до по за из под над при для без через между перед после и а но или что чтобы как когда где кто если не ни да нет же ли бы это этот эта эти тот та те он она они мы вы я его её их наш все весь каждый другой два две три сегодня вчера завтра теперь потом затем также уже ещё более по-прежнему однако так там тут здесь',
);

/** English words made of the names of countries and peoples. */
export const demonyms = words(
  'american scottish iraqi iraqis pakistani saudi saudis qatari kuwaiti yemeni cypriot filipino argentine chilean cuban kenyan ethiopian libyan syrian afghan afghans british dutch swiss european western eastern northern southern african asian arab jewish muslim christian catholic orthodox islamic islamist democrat democrats republican republicans democratic labour tory tories conservative conservatives liberal palestinian palestinians israeli israelis americans britons europeans latin nordic soviet nazi gulf balkan kurdish kurds internet web god bible christmas easter olympic olympics ramadan covid covid-19 monday tuesday wednesday thursday friday saturday sunday',
);

/** Frequent given names of many countries: the first word of a person's name. */
export const givenNames = words(
  'james john robert michael david william richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter harold jeremy ethan carl keith roger gerald christian sean arthur austin noah lawrence joe bryan billy jordan albert dylan bruce willie gabriel alan juan logan wayne ralph roy eugene randy vincent russell louis philip bobby johnny bradley brett shawn hugh janelle deval rick dick ray roy lindsey bernie joey chad dale earl glenn wade troy ross keir boris rishi tom tim jim bill bob sam ben dan mike steve chris nick alex max leo liam owen finn connor oscar harry freddie theo toby neil ian stuart craig martin simon phil pete ted fred ron jill kate katie lucy molly ella ruby daisy holly nina vera sally emma olivia mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori kamala hillary ' +
    'friedrich olaf hans klaus peter jürgen wolfgang andreas stefan michael thomas markus frank uwe jens sven lars kai robert annalena angela ursula petra sabine monika claudia heike katrin anja lena julia karl heinz otto franz josef ludwig johannes matthias christian florian tobias jan lukas felix max moritz paula greta ' +
    'josé juan luis carlos manuel jesús francisco antonio javier miguel pedro pablo alejandro fernando jorge sergio alberto rafael diego andrés ricardo eduardo roberto raúl rubén óscar iván víctor hugo martín gabriel ramón enrique ignacio santiago mateo nicolás joaquín maría carmen ana isabel laura cristina marta lucía elena rosa pilar teresa beatriz silvia patricia raquel mónica sofía valentina camila claudia gabriela verónica inés irene alba nuria ' +
    'joão antónio antônio paulo pedro lucas luís luiz marcos rafael bruno felipe gustavo rodrigo thiago tiago rui nuno jair mariana juliana fernanda camila beatriz larissa catarina inês joana ' +
    'giuseppe giovanni antonio mario luigi angelo vincenzo pietro salvatore carlo franco domenico bruno paolo michele giorgio aldo sergio luciano marco andrea matteo lorenzo alessandro davide luca simone stefano roberto fabio giulia chiara francesca sara martina giorgia valentina alessia elisa paola silvia anna maria rosa lucia ' +
    'jean pierre michel andré philippe alain bernard jacques françois emmanuel nicolas christophe laurent olivier julien thomas antoine guillaume sébastien éric frédéric hervé yves marc luc claude gérard rené louis henri lucas hugo marie anne catherine isabelle nathalie sylvie françoise martine christine sandrine valérie sophie céline stéphanie camille léa manon chloé claire juliette élise ' +
    'willem jan piet kees henk geert mark femke wouter bart joost pieter sanne anouk daan donald andrzej jarosław mateusz piotr krzysztof tomasz paweł michał marcin agnieszka katarzyna małgorzata joanna magdalena anna ewa ' +
    'владимир дмитрий сергей александр алексей андрей михаил иван николай игорь олег юрий виктор евгений павел максим антон роман борис константин анна мария елена ольга татьяна наталья ирина светлана екатерина юлия дональд джо барак джордж томас питер пол скотт линдси райан рик дитер ангела элизабет берни бретт джефф дэниел дэвид кристина эмманюэль си рамзан ' +
    'vladimir dmitry sergei sergey alexei aleksandr volodymyr mikhail ivan nikolai igor oleg yuri viktor recep mustafa mehmet ahmet ali mohammed muhammad mohamed ahmed mahmoud ibrahim hassan hussein omar abdullah khalid yusuf fatima aisha benjamin yair naftali narendra rahul amit arvind priya sonia imran shehbaz xi wang li zhang chen kim lee park moon shinzo fumio yoshihide ngozi kofi nelson cyril luiz inácio nicolás elon greta ana lena nadia amina leila omar tariq ines mara jonas nils erik lars anders sven ingrid astrid',
);

/** Cities that many write about, as their own languages and others call them. */
export const cities = words(
  'london paris lyon marseille toulouse nice nantes strasbourg bordeaux lille madrid barcelona sevilla seville valencia bilbao zaragoza málaga lisboa lisbon lisbonne porto coimbra roma rome rom milano milan mailand napoli naples neapel torino turin venezia venice venedig firenze florence florenz bologna genova palermo parigi londra londres berlino berlin hamburg münchen munich köln cologne frankfurt stuttgart düsseldorf leipzig dresden hannover bremen nürnberg dortmund essen wien vienna vienne viena zürich zurich genf genève geneva ginebra bern basel bruxelles brussels brüssel bruselas amsterdam rotterdam utrecht antwerpen kopenhagen copenhagen stockholm oslo helsinki warszawa warsaw warschau varsovie kraków gdańsk wrocław praha prague prag budapest bucharest sofia athens athen athènes atenas istanbul ankara moscow moskau moscou moscú mosca kyiv kiev kiew kharkiv odesa odessa jerusalem jérusalem jerusalén tehran teheran téhéran baghdad beirut beyrouth damascus cairo kairo riyadh dubai doha kabul delhi mumbai beijing peking pékin pequim pekín shanghai tokyo tokio seoul seúl taipei bangkok hanoi jakarta manila singapore sydney melbourne nairobi lagos johannesburg washington chicago boston houston miami seattle philadelphia detroit dallas denver atlanta toronto montreal vancouver brasília recife salvador bogotá lima caracas santiago montevideo quito москва москве москвы москвой петербург киев минск париж париже парижа парижем лондон лондоне лондона берлин берлине берлина вашингтон вашингтоне пекин пекине варшава варшаве казань казани новосибирск екатеринбург рим риме стамбул стамбуле харьков одесса',
);
