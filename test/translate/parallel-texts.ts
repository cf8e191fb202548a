/** Made-up news in five languages, line by line the same: what a good engine would answer. `{n}` stands for a number, `{p}` for a person,
 *  `{t}` for a town: the same in all languages. */

export const languages = ['en', 'es', 'pt', 'fr', 'de'] as const;
export type Language = (typeof languages)[number];
export type Row = Readonly<Record<Language, string>>;

function rows(lines: string): readonly Row[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [en = '', es = '', pt = '', fr = '', de = ''] = line.split('|').map((one) => one.trim());
      return { en, es, pt, fr, de };
    });
}

export const sentences = rows(`
The council approved the new budget on Tuesday after a debate that lasted {n} minutes.|El ayuntamiento aprobó el martes el nuevo presupuesto tras un debate que duró {n} minutos.|A câmara municipal aprovou na terça-feira o novo orçamento, depois de um debate que durou {n} minutos.|Le conseil a approuvé mardi le nouveau budget après un débat qui a duré {n} minutes.|Der Stadtrat hat am Dienstag nach einer Debatte von {n} Minuten den neuen Haushalt beschlossen.
{p} said that nobody had asked the residents of {t} what they thought of the plan.|{p} dijo que nadie había preguntado a los vecinos de {t} qué pensaban del proyecto.|{p} disse que ninguém tinha perguntado aos moradores de {t} o que pensavam do projeto.|{p} a déclaré que personne n’avait demandé aux habitants de {t} ce qu’ils pensaient du projet.|{p} sagte, niemand habe die Einwohner von {t} gefragt, was sie von dem Plan hielten.
The ferry between the islands will not run until the harbor has been dredged.|El transbordador entre las islas no circulará hasta que se haya dragado el puerto.|A balsa entre as ilhas não vai circular enquanto o porto não for dragado.|Le bac entre les îles ne circulera pas tant que le port n’aura pas été dragué.|Die Fähre zwischen den Inseln fährt erst wieder, wenn der Hafen ausgebaggert ist.
More than {n} people spent the night in a school because their houses were under water.|Más de {n} personas pasaron la noche en una escuela porque sus casas estaban bajo el agua.|Mais de {n} pessoas passaram a noite numa escola porque as suas casas estavam debaixo de água.|Plus de {n} personnes ont passé la nuit dans une école parce que leurs maisons étaient sous l’eau.|Mehr als {n} Menschen verbrachten die Nacht in einer Schule, weil ihre Häuser unter Wasser standen.
The bridge had been closed since spring, when workers found cracks in two of its pillars.|El puente estaba cerrado desde la primavera, cuando los obreros encontraron grietas en dos de sus pilares.|A ponte estava fechada desde a primavera, quando os operários encontraram fendas em dois dos seus pilares.|Le pont était fermé depuis le printemps, lorsque des ouvriers avaient trouvé des fissures dans deux de ses piliers.|Die Brücke war seit dem Frühjahr gesperrt, als Arbeiter Risse in zwei ihrer Pfeiler gefunden hatten.
{p} won the race by {n} seconds, although she had fallen shortly before the finish.|{p} ganó la carrera por {n} segundos, aunque se había caído poco antes de la meta.|{p} venceu a corrida por {n} segundos, embora tivesse caído pouco antes da meta.|{p} a gagné la course avec {n} secondes d’avance, bien qu’elle soit tombée peu avant l’arrivée.|{p} gewann das Rennen mit {n} Sekunden Vorsprung, obwohl sie kurz vor dem Ziel gestürzt war.
The hospital in {t} is looking for nurses, because every fifth position is vacant.|El hospital de {t} busca enfermeras, porque uno de cada cinco puestos está vacante.|O hospital de {t} procura enfermeiras, porque um em cada cinco lugares está vago.|L’hôpital de {t} cherche des infirmières, car un poste sur cinq est vacant.|Das Krankenhaus in {t} sucht Pflegekräfte, weil jede fünfte Stelle unbesetzt ist.
Farmers complain that it has hardly rained for weeks and that their wells are drying up.|Los agricultores se quejan de que apenas ha llovido desde hace semanas y de que sus pozos se están secando.|Os agricultores queixam-se de que há semanas que quase não chove e de que os seus poços estão a secar.|Les agriculteurs se plaignent qu’il n’a presque pas plu depuis des semaines et que leurs puits se tarissent.|Die Bauern klagen, dass es seit Wochen kaum geregnet hat und ihre Brunnen austrocknen.
The company wants to hire {n} new employees and to move into the old mill.|La empresa quiere contratar a {n} empleados nuevos y trasladarse al antiguo molino.|A empresa quer contratar {n} novos empregados e mudar-se para o antigo moinho.|L’entreprise veut embaucher {n} nouveaux employés et s’installer dans l’ancien moulin.|Die Firma will {n} neue Mitarbeiter einstellen und in die alte Mühle ziehen.
According to the police, the driver had not seen the cyclist who came from the right.|Según la policía, el conductor no había visto al ciclista que venía por la derecha.|Segundo a polícia, o condutor não tinha visto o ciclista que vinha da direita.|Selon la police, le conducteur n’avait pas vu le cycliste qui venait de la droite.|Nach Angaben der Polizei hatte der Fahrer den Radfahrer, der von rechts kam, nicht gesehen.
The library will stay open longer in the evening, as many students have asked for it.|La biblioteca permanecerá abierta más tiempo por la noche, como habían pedido muchos estudiantes.|A biblioteca vai ficar aberta até mais tarde, como muitos estudantes tinham pedido.|La bibliothèque restera ouverte plus longtemps le soir, comme beaucoup d’étudiants l’avaient demandé.|Die Bibliothek bleibt abends länger geöffnet, wie es sich viele Studenten gewünscht hatten.
Nobody was hurt in the fire, but the roof of the church was completely destroyed.|Nadie resultó herido en el incendio, pero el tejado de la iglesia quedó completamente destruido.|Ninguém ficou ferido no incêndio, mas o telhado da igreja ficou completamente destruído.|Personne n’a été blessé dans l’incendie, mais le toit de l’église a été entièrement détruit.|Bei dem Brand wurde niemand verletzt, aber das Dach der Kirche wurde völlig zerstört.
The trains from {t} will be {n} minutes late on average until the end of the month.|Los trenes procedentes de {t} llegarán con {n} minutos de retraso de media hasta finales de mes.|Os comboios de {t} vão chegar em média com {n} minutos de atraso até ao fim do mês.|Les trains en provenance de {t} auront en moyenne {n} minutes de retard jusqu’à la fin du mois.|Die Züge aus {t} werden bis zum Ende des Monats im Schnitt {n} Minuten Verspätung haben.
Researchers have found a beetle in the forest that was thought to be extinct.|Unos investigadores han encontrado en el bosque un escarabajo que se creía extinguido.|Investigadores encontraram na floresta um escaravelho que se julgava extinto.|Des chercheurs ont trouvé dans la forêt un scarabée que l’on croyait disparu.|Forscher haben im Wald einen Käfer gefunden, der als ausgestorben galt.
{p} will leave the office at the end of the year and return to her work as a teacher.|{p} dejará el cargo a finales de año y volverá a su trabajo como maestra.|{p} vai deixar o cargo no fim do ano e voltar ao seu trabalho de professora.|{p} quittera ses fonctions à la fin de l’année et reprendra son métier d’enseignante.|{p} gibt das Amt am Ende des Jahres ab und arbeitet dann wieder als Lehrerin.
The price of bread has risen by {n} percent within one year, more than ever before.|El precio del pan ha subido un {n} por ciento en un año, más que nunca.|O preço do pão subiu {n} por cento num ano, mais do que nunca.|Le prix du pain a augmenté de {n} pour cent en un an, plus que jamais auparavant.|Der Brotpreis ist innerhalb eines Jahres um {n} Prozent gestiegen, so stark wie nie zuvor.
The court decides next week whether the mine may go on working.|El tribunal decidirá la próxima semana si la mina puede seguir funcionando.|O tribunal decide na próxima semana se a mina pode continuar a funcionar.|Le tribunal décidera la semaine prochaine si la mine peut continuer à fonctionner.|Das Gericht entscheidet nächste Woche, ob das Bergwerk weiterarbeiten darf.
Volunteers from {t} have planted {n} trees along the road to the lake.|Voluntarios de {t} han plantado {n} árboles a lo largo de la carretera que lleva al lago.|Voluntários de {t} plantaram {n} árvores ao longo da estrada que leva ao lago.|Des bénévoles de {t} ont planté {n} arbres le long de la route qui mène au lac.|Freiwillige aus {t} haben entlang der Straße zum See {n} Bäume gepflanzt.
The team lost at home again, and the spectators left before the end of the game.|El equipo volvió a perder en casa y los espectadores se marcharon antes de que acabara el partido.|A equipa voltou a perder em casa e os espectadores saíram antes do fim do jogo.|L’équipe a encore perdu à domicile et les spectateurs sont partis avant la fin du match.|Die Mannschaft verlor erneut zu Hause, und die Zuschauer gingen vor dem Ende des Spiels.
A storm tore down power lines, and whole villages had no electricity for hours.|Una tormenta derribó tendidos eléctricos y pueblos enteros quedaron sin luz durante horas.|Uma tempestade derrubou linhas elétricas e aldeias inteiras ficaram sem luz durante horas.|Une tempête a arraché des lignes électriques et des villages entiers ont été privés de courant pendant des heures.|Ein Sturm riss Stromleitungen herunter, und ganze Dörfer hatten stundenlang keinen Strom.
“We have waited for this day for {n} years,” said {p} at the opening.|«Hemos esperado este día durante {n} años», dijo {p} en la inauguración.|«Esperámos por este dia durante {n} anos», disse {p} na inauguração.|« Nous avons attendu ce jour pendant {n} ans », a déclaré {p} lors de l’inauguration.|„Auf diesen Tag haben wir {n} Jahre gewartet“, sagte {p} bei der Eröffnung.
The exhibition shows letters that the painter wrote to his sister from prison.|La exposición muestra cartas que el pintor escribió a su hermana desde la cárcel.|A exposição mostra cartas que o pintor escreveu à irmã na prisão.|L’exposition montre des lettres que le peintre a écrites à sa sœur depuis la prison.|Die Ausstellung zeigt Briefe, die der Maler aus dem Gefängnis an seine Schwester schrieb.
Whoever wants to take part can register at the town hall until Friday.|Quien quiera participar puede inscribirse en el ayuntamiento hasta el viernes.|Quem quiser participar pode inscrever-se na câmara até sexta-feira.|Ceux qui veulent participer peuvent s’inscrire à la mairie jusqu’à vendredi.|Wer teilnehmen möchte, kann sich bis Freitag im Rathaus anmelden.
The fishermen of {t} fear for their living because the catch has been halved.|Los pescadores de {t} temen por su sustento porque las capturas se han reducido a la mitad.|Os pescadores de {t} receiam pelo seu sustento porque as capturas caíram para metade.|Les pêcheurs de {t} craignent pour leur gagne-pain, car les prises ont diminué de moitié.|Die Fischer von {t} fürchten um ihre Existenz, weil sich die Fänge halbiert haben.
`);

export const headings = rows(`
Old bridge closed again|Vuelven a cerrar el viejo puente|Ponte velha volta a fechar|Le vieux pont à nouveau fermé|Alte Brücke wieder gesperrt
The budget|El presupuesto|O orçamento|Le budget|Der Haushalt
What happens next|Qué pasará ahora|O que acontece agora|Et maintenant ?|Wie es weitergeht
Criticism of the plan|Críticas al proyecto|Críticas ao projeto|Le projet critiqué|Kritik an dem Plan
School under water|Escuela bajo el agua|Escola debaixo de água|Une école sous l’eau|Schule unter Wasser
Farmers wait for rain|Los agricultores esperan la lluvia|Agricultores à espera da chuva|Les agriculteurs attendent la pluie|Bauern warten auf Regen
Fire in the church|Incendio en la iglesia|Incêndio na igreja|Incendie dans l’église|Brand in der Kirche
Weather|El tiempo|Meteorologia|La météo|Wetter
Long delays expected|Se esperan grandes retrasos|Esperam-se grandes atrasos|De longs retards attendus|Lange Verspätungen erwartet
Where are the nurses?|¿Dónde están las enfermeras?|Onde estão as enfermeiras?|Où sont les infirmières ?|Wo sind die Pflegekräfte?
Hardly any fish left|Ya casi no quedan peces|Já quase não há peixe|Presque plus de poissons|Kaum noch Fische
Her last year in office|Su último año en el cargo|O seu último ano no cargo|Sa dernière année en fonction|Ihr letztes Jahr im Amt
Photo: the harbor in spring|Foto: el puerto en primavera|Foto: o porto na primavera|Photo : le port au printemps|Foto: der Hafen im Frühjahr
Police look for witnesses|La policía busca testigos|Polícia procura testemunhas|La police cherche des témoins|Polizei sucht Zeugen
The rare beetle|El escarabajo raro|O escaravelho raro|Le scarabée rare|Der seltene Käfer
Sports|Deportes|Desporto|Sports|Sport
Read more|Leer más|Ler mais|Lire la suite|Mehr lesen
Bread is getting dearer|El pan se encarece|O pão está mais caro|Le pain coûte plus cher|Brot wird teurer
No electricity for hours|Horas sin electricidad|Horas sem eletricidade|Des heures sans électricité|Stundenlang kein Strom
Letters from prison|Cartas desde la cárcel|Cartas da prisão|Lettres de prison|Briefe aus dem Gefängnis
`);

export const people = ['Mara Ellery', 'Jonas Hartwell', 'Lucía Bramante', 'Teo Vandermeer', 'Ines Calloway'] as const;
export const towns = ['Port Ellery', 'Harrowgate', 'Valdemora', 'Saint-Orlin', 'Oberfelden'] as const;
