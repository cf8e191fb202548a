/** Words that made-up news are written with. A slot in braces is filled anew in each sentence. */

export const openers = split(`
  Late on {day}; Early on {day}; Hours before dawn; After a week of talks; In a short statement; Despite heavy rain; For the {nth} time this year;
  According to the records; At a crowded hearing; Under a plan made public on {day}; Ahead of the vote; With little warning; Outside {place};
  Nearly {number} days after the first report; In the hills above {place}; Since the spring; As crowds gathered; On the eve of the summit
`);
export const subjects = split(`
  the {adjective} {noun} in {place}; {person}; officials of {org}; the council of {place}; a court in {place}; {number} workers of {org};
  residents of {place}; the owner of the {noun}; inspectors from {org}; a spokesman for {org}; the harbor board; police in {place};
  a team led by {person}; the {noun} ministry; farmers around {place}; lawyers for {person}; the regional {noun} office; {org};
  rescue crews from {place}; two former directors of {org}; the union that speaks for {number} drivers; teachers in {place}; engineers at {org}
`);
export const verbs = split(`
  announced; rejected; delayed; put off; approved; closed; began to repair; called for; promised; questioned; took over; ordered; abandoned;
  described in detail; asked for; stopped; prepared; agreed on; published; withdrew; defended; paid for; inspected; challenged in court; welcomed;
  warned against; voted for; started work on; lost control of; sold; bought; measured; counted; reopened; evacuated; cut back; moved
`);
export const objects = split(`
  a {adjective} plan for the {noun}; the {noun} near {place}; {number} new homes; the {adjective} report on the {noun}; its share in {org};
  the bridge between {place} and {place}; a loan of {number} million crowns; the {noun} that {person} had built; all trains to {place};
  the search for {number} missing sailors; an agreement with {org}; higher prices for {noun} and {noun}; the {nth} stage of the {noun};
  the {adjective} {noun} law; a reservoir that serves {number} households; the appointment of {person}; {number} tons of {noun};
  a complaint about the {noun}; the old {noun} and its {adjective} {noun}; strikes at {number} plants; the ferry line to {place}
`);
export const tails = split(`
  after {number} hours of debate; while {person} was abroad; because the {noun} had become too {adjective}; as the {noun} season began;
  in spite of protests in {place}; with the help of {org}; until the end of {month}; for at least {number} weeks; to protect the {adjective} {noun};
  without naming a {noun}; which {person} called {adjective}; although {org} had asked for more time; and set aside {number} million crowns for it;
  to the surprise of many in {place}; in a move that affects {number} people; as the {noun} of {place} showed; following the fall of the {noun};
  when water reached the {noun}; under pressure from {org}; at a cost of {number} crowns for every household; before the {noun} could be tested
`);
export const quotes = split(`
  We did not see the {noun} coming, and nobody in {place} was ready for a {adjective} {noun}; It took {number} days, and it will take {number} more;
  There is no {noun} without {noun}, and {org} knows it; I have lived in {place} for {number} years and never saw such a {adjective} {noun};
  The {noun} has to wait until the {adjective} {noun} is safe; My family lost a {noun}, a {noun} and everything that was {adjective};
  Nobody asked {person} before the {noun} was moved to {place}; If {org} pays, the {noun} will be there in {month}
`);
export const nouns = words(`
  dam harbor tunnel school hospital orchard vineyard library airport station canal quarry forest mill museum market stadium bakery shipyard refinery
  lighthouse glacier reactor orchestra archive budget census tariff pension license contract charter verdict subsidy ballot treaty audit vaccine
  drought blizzard flood quake wildfire landslide heatwave frost storm epidemic shortage outage strike blockade parade festival regatta marathon
  tournament final derby exhibition premiere novel opera satellite probe telescope battery turbine pipeline cable antenna sensor algorithm robot
  copper timber cement barley wool salt sugar coffee herring salmon cattle poultry honey cotton steel lithium nickel gravel
`);
export const adjectives = words(`
  new old costly quiet northern southern broken private public narrow steep wooden hidden modern ancient fragile muddy crowded empty illegal disputed
  famous forgotten temporary permanent seasonal electric digital coastal rural urban frozen burning sunken abandoned restored unfinished overdue
  popular unpopular secret joint annual provisional historic minor major severe mild dangerous harmless stubborn sudden gradual
`);
export const months = words('January February March April May June July August September October November December');
export const days = words('Monday Tuesday Wednesday Thursday Friday Saturday Sunday');
export const nths = words('first second third fourth fifth sixth seventh');
export const syllables = words(
  'ba ber cor dal den el fen gar hol ist jan kel lor mar nev or pol quin ras sel tor ul vor wen xan yor zel bri cla dro fro gri kra pla sto tri',
);

function split(text: string): readonly string[] {
  return text.split(';').map((part) => part.trim().replace(/\s+/g, ' '));
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
