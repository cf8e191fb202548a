import type { Piece } from '../types.ts';

export const pieces: readonly Piece[] = [
  {
    path: '/lokales/hohenried/lauterbruecke-sperrung-art204417.html',
    title: 'Lauterbrücke bleibt bis Ostern gesperrt',
    standfirst: 'Gutachter finden Risse in drei von acht Pfeilern. Die Umleitung führt über Brückwald.',
    authors: ['Annegret Holzhauer'],
    published: '2026-09-29T14:05:00+02:00',
    section: 'Lokales',
    topics: ['Hohenried', 'Lauterbrücke', 'Verkehr'],
    picture: {
      name: 'hills-lauter',
      alt: 'Hügelketten im Abendlicht',
      caption: 'Das Lautertal bei Hohenried. Die Brücke ist der kürzeste Weg ans andere Ufer.',
      credit: 'Foto: Jannik Moll',
    },
    edit: {
      title: 'Lauterbrücke bleibt bis Pfingsten gesperrt – Fähre kommt',
      modified: '2026-10-01T18:20:00+02:00',
      from: 'Frühestens zu Ostern könne wieder ein Auto über die Brücke fahren, sagte Bürgermeister Volkmar Eberl am Dienstag. Eine Behelfsbrücke sei zu teuer.',
      to: 'Frühestens zu Pfingsten könne wieder ein Auto über die Brücke fahren, sagte Bürgermeister Volkmar Eberl am Donnerstag und korrigierte damit seine Angabe vom Dienstag. Bis dahin soll eine Fähre der Pioniere übersetzen, zwölf Autos je Fahrt.',
    },
    body: `
Die Lauterbrücke zwischen Hohenried und dem Bahnhof bleibt gesperrt. Bei der Hauptprüfung haben Gutachter in drei der acht Pfeiler Risse gefunden, einer davon so breit, dass ein Prüfer seinen Bleistift hineinstecken konnte.

Frühestens zu Ostern könne wieder ein Auto über die Brücke fahren, sagte Bürgermeister Volkmar Eberl am Dienstag. Eine Behelfsbrücke sei zu teuer.

{ad}

Für Fußgänger bleibt der östliche Gehweg offen. Er liegt auf einem eigenen Träger, der 1997 erneuert wurde. Fahrräder müssen geschoben werden; die Stadt will das „freundlich, aber täglich“ kontrollieren.

## Elf Kilometer statt vierhundert Meter

Wer mit dem Auto zum Bahnhof will, fährt nun über Brückwald: elf Kilometer statt vierhundert Meter. Der Busverkehr wird verstärkt, die Linie 4 verkehrt von 5.30 Uhr bis 22 Uhr alle zwanzig Minuten.

„Ich sehe meinen Laden von drüben“, sagt Bäckermeisterin Hedwig Sailer, deren Filiale am Bahnhof liegt. „Aber die Brezen kommen jetzt eine halbe Stunde später an, und das merkt man einer Breze an.“

{related /lokales/brueckwald/backhaus-nacht-art203990.html /politik/nachtzug-halt-art204102.html}

Die Brücke stammt aus dem Jahr 1931. Sie wurde 1945 gesprengt und drei Jahre später mit demselben Stein wieder aufgebaut, was die Gutachter heute für einen Teil des Problems halten.

Vierzig Pendler haben unterdessen eine Fahrgemeinschaft gegründet, die sich an der Tankstelle trifft und nach einem Plan fährt, den die Mathematikklasse des Gymnasiums ausgerechnet hat. Wer dreimal zu spät kommt, sitzt in der Mitte.

Für Rettungswagen gilt eine Ausnahme: Sie dürfen die Brücke im Schritttempo überqueren, wenn ein Feuerwehrmann vorausgeht. Das sei in der ersten Woche zweimal vorgekommen, beide Male wegen eines Säuglings, der es eilig hatte.

Was die Sanierung kostet, soll der Stadtrat am 13. Oktober erfahren. In der Verwaltung ist von „eher sieben als fünf“ Millionen Euro die Rede.
`,
  },
  {
    path: '/politik/nachtzug-halt-art204102.html',
    title: 'Nachtzug hält wieder in Brückwald – um 2.47 Uhr',
    standfirst: 'Nach vierzehn Jahren ist das Grenzland wieder an das Nachtzugnetz angeschlossen.',
    authors: ['Jannik Moll'],
    published: '2026-09-25T09:30:00+02:00',
    section: 'Politik',
    topics: ['Bahn', 'Brückwald'],
    picture: {
      name: 'town-nachtzug',
      alt: 'Häuser bei Nacht mit erleuchteten Fenstern',
      caption: 'Brückwald um die Zeit, zu der künftig der Zug hält.',
      credit: 'Foto: Jannik Moll',
    },
    body: `
Mit dem Fahrplanwechsel am 13. Dezember hält in Brückwald wieder ein Nachtzug. Das haben das Land und die Betreibergesellschaft am Donnerstag vereinbart. Der Zug kommt um 2.47 Uhr an und fährt vier Minuten später weiter.

Gehalten wird viermal in der Woche, in beide Richtungen. Die Gegenrichtung trifft um 3.20 Uhr ein, was den Bahnhofsvorstand zu der Bemerkung veranlasste, man werde sich „in der Mitte der Nacht gut kennenlernen“.

## Der Kiosk bleibt offen

Damit niemand im Dunkeln wartet, öffnet in den Zugnächten der Kiosk von zwei bis vier Uhr. Den Dienst teilen sich neun Freiwillige des Heimatvereins; Kaffee kostet einen Euro, für Reisende mit Fahrschein nichts.

- **Fahrkarten:** ab 15. Oktober, Sitzplatz ab 29 Euro
- **Fahrräder:** acht Plätze je Zug, nur mit Reservierung
- **Hunde:** im eigenen Abteil, „sofern der Hund einverstanden ist“

Bis 2012 hatte der Zug schon einmal in Brückwald gehalten, damals um 4.10 Uhr. Als er gestrichen wurde, hängte jemand einen Kranz an die Bahnsteiguhr. Der Kranz wurde in jedem Jahr erneuert, von wem, ist nicht bekannt; am Donnerstagabend war er verschwunden, und an seiner Stelle hing ein Fahrplan.

Das Land zahlt für den Halt 310.000 Euro im Jahr. Ursprünglich war von dem Doppelten die Rede. Gespart wird, weil der Zug nicht mehr auf ein Nebengleis fahren muss, seit eine Weiche, die niemand bestellt hatte, 2023 versehentlich an der richtigen Stelle eingebaut wurde.

Der Halt ist zunächst auf zwei Jahre befristet. Steigen im Schnitt weniger als zwölf Personen ein oder aus, kann die Gesellschaft ihn streichen.

„Zwölf, das sind wir schon, wenn nur der Kirchenchor verreist“, sagte Ortsvorsteherin Lieselotte Kranz. Der Kirchenchor hat, wie sie hinzufügte, bereits gebucht.
`,
  },
  {
    path: '/lokales/brueckwald/backhaus-nacht-art203990.html',
    title: 'Eine Nacht im Backhaus, in dem niemand der Chef ist',
    authors: ['Annegret Holzhauer'],
    published: '2026-09-21T05:00:00+02:00',
    section: 'Lokales',
    topics: ['Brückwald', 'Handwerk', 'Reportage'],
    picture: {
      name: 'shapes-backhaus',
      alt: 'Runde Formen in warmen Farben',
      caption: 'Laibe vor dem Einschießen, vom Ofen her gesehen.',
      credit: 'Grafik: Grenzland-Bote',
    },
    body: `
Um halb eins liegt Brückwald im Dunkeln, nur hinter der Kirche brennt Licht. Dort steht das Backhaus, und dort steht, bis zu den Ellenbogen im Teig, Gerhard Wimmer, pensionierter Mathematiklehrer.

„Dienstags bin ich dran“, sagt er. Mittwochs ist es eine Zahnärztin, donnerstags ein Paar, das sich beim Kneten kennengelernt hat. Seit der letzte Bäcker 2021 aufhörte, backt das Dorf selbst: vierundsechzig Menschen in einer Liste, sieben Nächte in der Woche.

## Der Sauerteig gehört allen

Einen Chef gibt es nicht. Es gibt einen Ofen von 1894, einen Sauerteig, der „Hannelore“ heißt, und eine Tafel, auf der steht, was zu tun ist:

1. Hannelore füttern, bevor man selbst etwas isst.
2. Den Ofen nie ganz ausgehen lassen.
3. Wer Salz vergisst, schreibt es an die Tür, damit das Dorf Bescheid weiß.

Dreimal stand es bisher an der Tür. Verkauft wurde das Brot trotzdem, bis auf den letzten Laib; man habe sich, erzählt Wimmer, mit gesalzener Butter beholfen.

Gegen vier kommen die ersten Laibe heraus. Wimmer klopft an die Unterseite und horcht. Klingt es hohl, ist das Brot fertig. Er habe, sagt er, dreißig Jahre lang Kinder nach demselben Verfahren geprüft, „nur vorsichtiger“.

> Ein Dorf ohne Brot ist eine Schlafstadt.
> Ein Dorf, das selbst backt, ist müde, aber es ist ein Dorf.

Das steht in Kreide über der Tür. Um sechs wird aufgesperrt, und vor der Tür stehen elf Leute, darunter die Zahnärztin. Sie wolle nur sehen, sagt sie, ob er an das Salz gedacht habe.
`,
  },
  {
    path: '/wirtschaft/wassergebuehren-vergleich-art203811.html',
    title: 'Wasser wird teurer: Wo im Landkreis was gilt',
    authors: ['Grenzland-Bote'],
    published: '2026-09-18T11:45:00+02:00',
    section: 'Wirtschaft',
    topics: ['Gebühren', 'Landkreis'],
    body: `
Vier von fünf Gemeinden im Landkreis erhöhen zum Jahreswechsel die Gebühren für Trinkwasser. Am stärksten steigen sie in Hohenried, wo das Leitungsnetz zum Teil noch aus der Kaiserzeit stammt.

| Gemeinde | 2026 | 2027 | Änderung |
| Hohenried | 1,92 € | 2,48 € | +29 % |
| Brückwald | 2,10 € | 2,31 € | +10 % |
| Oberlauter | 1,75 € | 1,89 € | +8 % |
| Sankt Veit a. d. Lauter | 2,04 € | 2,22 € | +9 % |
| Mooskirchen | 1,66 € | 1,66 € | 0 % |

Die Preise gelten je Kubikmeter, ohne Grundgebühr. Ein Haushalt mit vier Personen zahlt in Hohenried damit rund achtzig Euro mehr im Jahr.

{ad}

Der Zweckverband begründet die Erhöhung mit Rohrbrüchen: Allein im vergangenen Winter versickerten zwischen Wasserwerk und Hahn **elf Prozent** des Wassers. Bis 2032 sollen vierzig Kilometer Leitung erneuert werden.

Am schlimmsten steht es um die Leitung unter der Hohenrieder Bahnhofstraße. Sie wurde 1908 aus Gusseisen gelegt und seither siebzehnmal geflickt. Beim letzten Bruch im Februar fanden die Arbeiter in der Grube eine Rechnung aus dem Jahr 1931, für genau dieselbe Stelle.

Der Verbraucherbund rät, den Zähler nachts abzulesen: Bewegt er sich, obwohl alle schlafen, tropft es irgendwo. Ein undichter Spülkasten koste in Hohenried künftig bis zu **zweihundert Euro** im Jahr. Auf Antrag schickt der Zweckverband jemanden vorbei, kostenlos und, wie er betont, nach Anmeldung.

Mooskirchen bleibt als einzige Gemeinde beim alten Preis. Der Ort hat eine eigene Quelle, und der Brunnenwart, so heißt es im Rathaus, arbeite „aus Prinzip umsonst“.
`,
  },
  {
    path: '/politik/haushalt-geheimpapier-art204233.html',
    title: 'Das Sparpapier der Kämmerin: Was Hohenried wirklich droht',
    standfirst: 'Dem Boten liegt ein vertrauliches Papier vor. Es nennt sieben Einrichtungen beim Namen.',
    authors: ['Volker Stadelmann'],
    published: '2026-09-27T06:00:00+02:00',
    section: 'Politik',
    topics: ['Haushalt', 'Hohenried'],
    free: false,
    skip: 'extract/paywalled',
    body: `
Das Papier hat vierzehn Seiten, trägt den Vermerk „nur für den Dienstgebrauch“ und beginnt mit einem Satz, den im Rathaus niemand gern laut vorliest.

Kämmerin Ruth Abele rechnet darin vor, dass der Stadt bis 2029 rund neun Millionen Euro fehlen werden, und sie nennt, anders als in jeder öffentlichen Sitzung, die Einrichtungen beim Namen.

Betroffen wären demnach das Freibad, die Musikschule und zwei von fünf Büchereien.

Ob das Papier je in den Stadtrat gelangt, ist offen. Der Bürgermeister sagt, er kenne es nicht; die Kämmerin sagt, sie habe es ihm im Juni gegeben.
`,
  },
  {
    path: '/meinung/kommentar-bahnhofsuhr-art203702.html',
    title: 'Kommentar: Lasst die Bahnhofsuhr falsch gehen',
    authors: ['Volker Stadelmann'],
    published: '2026-09-15T17:10:00+02:00',
    section: 'Meinung',
    topics: ['Hohenried', 'Kommentar'],
    kind: 'opinion',
    body: `
Die Uhr am Bahnhof von Hohenried geht seit elf Jahren sieben Minuten vor. Nun will die Bahn sie richten. Man sollte sie daran hindern.

Denn diese sieben Minuten sind das Einzige, was in dieser Stadt zuverlässig funktioniert. Wer hier aufgewachsen ist, rechnet mit ihnen, ohne es zu merken. Er geht los, wenn die Uhr zeigt, dass es zu spät ist, und kommt rechtzeitig an. Nur Fremde rennen.

Gewiss: Eine Uhr soll die Zeit anzeigen. Aber welche? Auf dem Rathaus ist es vier Minuten früher, an der Sparkasse drei Minuten später, und der Kirchturm schlägt, wann er will. Zusammen ergeben sie ein Mittel, das erstaunlich genau ist.

*Eine Stadt, in der alle Uhren gleich gehen, hat nichts mehr zu besprechen.*

Die Bahn schreibt, sie habe Beschwerden erhalten. Es sind, auf Nachfrage, drei, und zwei davon stammen von demselben Herrn, der sich auch über den Hahn in der Gerbergasse beschwert hat. Der Hahn kräht noch.

Man könnte einwenden, das sei Nostalgie. Aber die Uhr geht ja nicht nach, sie geht vor! Sie ist das modernste Gerät der Stadt: Sie weiß jetzt schon, was die anderen erst in sieben Minuten wissen.

Und noch etwas. Sieben Minuten, das ist die Zeit, in der man auf einem Bahnsteig noch sagen kann, was man zu Hause nicht gesagt hat. Wir haben sie elf Jahre lang geschenkt bekommen. Es wäre kleinlich, sie jetzt zurückzugeben.
`,
  },
  {
    path: '/kultur/interview-orgelbauerin-art203755.html',
    title: '„Eine Orgel verzeiht nichts, aber sie vergisst auch nichts“',
    standfirst: 'Orgelbauerin Mirjam Tauber über kalte Kirchen, 1.874 Pfeifen und einen Siebenschläfer.',
    authors: ['Annegret Holzhauer'],
    published: '2026-09-16T13:25:00+02:00',
    section: 'Kultur',
    topics: ['Musik', 'Interview'],
    picture: {
      name: 'shapes-orgel',
      alt: 'Kreise, die sich überschneiden',
      caption: '',
      credit: 'Grafik: Grenzland-Bote',
    },
    body: `
Seit zwei Jahren zerlegt Mirjam Tauber die Orgel von Sankt Veit in ihre Einzelteile. Am Sonntag erklingt sie zum ersten Mal wieder. Ein Gespräch auf der Empore, bei elf Grad.

**Frau Tauber, wie viele Pfeifen haben Sie in der Hand gehabt?**

Alle, also 1.874. Manche zweimal, und eine fünfmal, weil sie immer einen halben Ton zu hoch war. Am Ende saß ein Siebenschläfer darin. Also: Er hatte dort gesessen, etwa um 1910.

**Was war das Schwierigste?**

Die Kälte. Metall ist im Winter kürzer. Wenn Sie im Januar stimmen, klingt es im Juli falsch. Man stimmt deshalb auf einen Tag hin, den es noch nicht gibt.

**Und wenn Sie einen Fehler machen?**

Dann hört ihn jeder, hundert Jahre lang. Eine Orgel verzeiht nichts, aber sie vergisst auch nichts: Ich habe in den Windladen Zettel meiner Vorgänger gefunden. Einer hat sich 1788 für eine schiefe Leiste entschuldigt.

**Wer darf am Sonntag als Erster spielen?**

Die Organistin, Frau Wenzel, und zwar eine Stunde lang allein, bei geschlossener Kirche. Sie hat zwei Jahre auf einem Harmonium ausgeharrt, dem das Fis fehlte. Sie hat in dieser Zeit, sagt sie, kein einziges Stück in D-Dur gespielt und es auch niemandem erklärt.

**Was raten Sie der Gemeinde?**

Spielen, jeden Tag. Eine Orgel geht nicht vom Gebrauch kaputt, sondern vom Schweigen. Der Staub setzt sich nur hin, wo nichts zittert.

**Haben Sie auch einen Zettel hineingelegt?**

Natürlich. Aber was darauf steht, erfahren Sie erst bei der nächsten Renovierung.
`,
  },
  {
    path: '/welt/pegel-abkommen-loweshaven',
    title: 'Einundvierzig Küstenstädte teilen ihre Pegelstände',
    standfirst: 'Nach vier Tagen in Loweshaven endet ein Streit, der mehr als zehn Jahre gedauert hat.',
    authors: ['Jonas Wiebke'],
    published: '2026-09-24T18:20:00+02:00',
    section: 'Welt',
    topics: ['Meeresspiegel', 'Loweshaven'],
    body: `
41 Küstenstädte wollen die Messwerte ihrer Pegel künftig in Echtzeit austauschen. Das haben ihre Abgesandten am Donnerstag, dem 24. September 2026, im alten Zollhaus von Loweshaven unterschrieben.

Spätestens zehn Minuten nach jeder Messung muss der Wert veröffentlicht sein, kostenlos und in einem gemeinsamen Format. Das Netz kostet 18,4 Millionen Dollar in fünf Jahren.

„Eine Sturmflut endet nicht an der Gemeindegrenze“, sagte Henrike Vaal, die die Sitzung leitete. Von Januar an werde jeder Hafenmeister das Wasser steigen sehen, bevor es an seinem Kai ankommt.

Tobias Renn, stellvertretender Bürgermeister von Sandholm, sagte dem Boten, seine Stadt habe sich die Frist bis 2029 nicht leicht gemacht. „Drei Pegel, neunhundert Steuerzahler: Wir mussten rechnen.“

Was das mit dem Grenzland zu tun hat, das bekanntlich am Berg liegt? Die Firma Kessler in Tannfelden baut die Schwimmer für die neuen Pegel. Sie rechnet mit zwölf neuen Stellen.

Zwei Delegationen reisten vor der Feier ab, weil nicht geklärt ist, wer haftet, wenn ein Pegel ausfällt. Eine Arbeitsgruppe soll bis Juni antworten.
`,
  },
];
