/** What a sentence splitter has to know of words. All in lower case, without the point behind them. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Abbreviations after which a sentence goes on: titles before names, and what stands before a number. In any language. */
export const goesOn: ReadonlySet<string> = words(
  [
    'mr mrs ms dr drs prof profs gen sen sens rep reps gov govs lt col sgt capt cpl maj adm cmdr rev hon pres supt insp det st mt ft messrs fr',
    'vs nos fig figs vol pp ed eds approx cf viz al ph e.g i.e',
    // German, Dutch
    'nr bzw d.h z.b z.t u.a o.ä s.o i.d.r bspw evtl ggf inkl exkl ca rd sog vgl hl hr fr dipl ing mag abs art ziff mind max str tel geb gest verh jh bd dhr mevr mw mej ir bijv d.w.z m.b.t o.a resp',
    // French, Spanish, Portuguese, Catalan, Italian, Romanian
    'mm mme mmes mlle mlles me mgr env av boul p.ex c.-à-d sr sra srta sres dra dña ud uds vd gral lic núm pág págs art d.ª exmo exma eng dep sig sigg sig.ra dott dott.ssa avv on geom rag arch egr spett d-na dl dna nr',
    // Scandinavian, Finnish, Icelandic
    'f.eks bl.a kl dvs osv.v jf pkt f.d s.k t.ex bl iht mvh esim mm.m n toim t.d',
    // Polish, Czech, Slovak, Hungarian, Croatian, Slovene, Lithuanian, Latvian, Estonian
    'inż ang mgr hab ul al tzw tzn m.in np nt ok woj ks pl św tj tzv např č čl mj odst prof.dr ing.arch resp sv npr tj gosp dr.sc ún pl ún.n kb ill p.l pvz vad t.y t.i piem t.s nt',
    // Turkish
    'doç yrd av sn alb org tuğg öğr uzm',
    // Russian, Ukrainian, Bulgarian, Serbian, Macedonian, Greek
    'им т.е т.к т.н т.д.т св ул пр пл д обл р-н тов гр проф акад доц ген полк кап гл стр рис ст см ср напр ім вул пл просп напр т.зв проф г-н г-жа бр тзв нпр κ κ.κ αρ σελ δρ π.χ δηλ καθ',
  ].join(' '),
);

/** Abbreviations that end a sentence as often as not: only a word that begins sentences tells. */
export const mayEnd: ReadonlySet<string> = words(
  [
    'inc ltd co corp bros jr sr esq plc llc etc no jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun a.m p.m u.s u.k u.n e.u d.c u.s.a ph.d m.d b.c a.d est dept ave blvd rd mts sq mph',
    'usw etc mio mrd tsd std min sek e.v a.d u.dgl m.e enz jl mln mld okt dez mär',
    'cía s.a s.l ee.uu a.c d.c ltda cia s.p.a s.r.l ecc déc janv févr juill',
    'osv itd itp m.fl o.s.v mrk mill mia mld tis tys mln mlrd zł tzv atd apod stol kft bt rt zrt st',
    'а.с т.д т.п др пр г гг в вв руб коп тыс млн млрд чел н.э грн кв год рр ст лв',
  ].join(' '),
);

/** Languages that write an ordinal number as a number with a point. */
export const ordinalLanguages: ReadonlySet<string> = words(
  'de lb da no nb nn is fo fi et lv lt cs sk hu hr bs sr sl tr az eu ka',
);

/** Words that often begin a sentence and hardly ever a name, as they are written there. */
export const starters: ReadonlySet<string> = words(
  [
    'The This That These Those There He She It They We You In On At But And Or If When While After Before For From With As Its His Her Their Our Such Some Many Most Another However Meanwhile Although Though Since Still Also What Who Why How Where Here Now Then',
    'Der Die Das Den Dem Ein Eine Einen Er Sie Es Wir Ihr Im Am Auf Aus Bei Mit Nach Von Vor Zu Zum Zur Für Wenn Als Auch Doch Aber Und Dabei Damit Dann Dort Hier So Nun Noch Laut Wegen Seit Diese Dieser Dieses Seine Ihre',
    'Le Les Un Une Il Elle Ils Elles Ce Cette Ces Dans Sur Pour Mais Selon El Los Las Una En Por Pero Según Este Esta O Os As Um Uma No Na Em Mas Ele Ela I Gli Nel Nella Ma Secondo Lo De Het Een Op Maar Ook Hij Zij',
    'Det Den Han Hon Hun Men Og Och På Som Et Ett Se Hän Mutta On To W Na Z Po Ale Jak V Podle Podle A Az Egy És De Bu Bir Ve Ama',
    'В На Он Она Они Это Но По Как Из За У И С К Для При Также Об О Він Вона Це Але Як Та За Після У Той Тя То И Но',
    'Ο Η Το Οι Τα Στο Στη Και Αλλά',
  ].join(' '),
);
