import { wireBody } from '../wire.ts';
import type { Piece } from '../types.ts';

const tracked = (path: string, campaign: string): string =>
  `{origin}${path}?utm_source=rss&utm_medium=feed&utm_campaign=${campaign}`;

export const pieces: readonly Piece[] = [
  {
    path: '/news/2026/09/night-ferry-returns',
    title: 'Night ferry to Sandholm returns after six years',
    standfirst: 'The crossing that half of Port Merrow was conceived on, as the saying goes, is back from next Friday.',
    authors: ['Imogen Tarrant'],
    published: '2026-09-28T06:30:00+01:00',
    section: 'Transport',
    topics: ['ferries', 'Sandholm', 'tourism'],
    feedLink: tracked('/news/2026/09/night-ferry-returns', 'morning'),
    picture: {
      name: 'sea-night-ferry',
      alt: 'A small boat on still water below green hills',
      caption: 'The approach to Port Merrow, photographed from the Sandholm side in August.',
      credit: 'Photograph: Ned Ashby/Harbor Gazette',
    },
    body: `
The night ferry between Port Merrow and Sandholm, withdrawn six years ago when its last ship failed a hull survey, will sail again from Friday 9 October, the harbour board confirmed on Sunday evening.

The *Lady Corrin*, a 94-metre vessel bought second-hand for £11.2m, will leave the North Quay at 22.40 on Fridays, Saturdays and Mondays and arrive in Sandholm at 06.15. She carries **380 passengers, 60 cars** and, for the first time, **a refrigerated deck** for the oyster trade.

“People kept telling me that nobody wants to sleep on a ship any more,” said Maud Pellow, who chairs the board. “Then we opened the waiting list and it reached four thousand names before lunch.”

## A cabin for the price of a room

A berth in a four-bed cabin will cost £38, a private cabin £96. The board says fares were set by looking at what a visitor would otherwise spend on a hotel room in either town, not at what the [old timetable](/news/2026/09/last-bus-opinion) used to charge.

Foot passengers may also take a reclining seat for £19. There will be a restaurant, a reading room and, after what Ms Pellow called “a short and heated discussion”, no slot machines.

{related /news/2026/09/market-hall-roof /news/2026/09/oyster-season-table}

## Who pays if it fails

The county has underwritten the first two winters. If fewer than 41,000 passengers travel by March 2028, the ship may be returned to her previous owners at a fixed price, a clause that councillors spent most of the summer arguing over.

> If we had waited for a guarantee we would still be waiting for the railway.
> There is no such thing as a safe crossing. There is only a well-kept ship.

Those words, from a speech by the harbour master of 1911, were read out at the end of Sunday’s meeting. Nobody, the minutes record, spoke against the motion after that.

Tickets go on sale on Thursday at 09.00 at the quay office and [on the board’s website](https://tickets.port-merrow.example/night-ferry). The first crossing sold out to residents within the hour.
`,
  },
  {
    path: '/news/2026/09/storm-odile-live',
    title: 'Storm Odile: flood barrier closed as tide peaks at Port Merrow – as it happened',
    standfirst: 'Highest water since 2013 passes without flooding in the old town; ferry services resume on Monday.',
    authors: ['Ned Ashby', 'Imogen Tarrant'],
    published: '2026-09-20T15:40:00+01:00',
    modified: '2026-09-20T22:55:00+01:00',
    section: 'News',
    topics: ['Storm Odile', 'floods'],
    kind: 'live-blog',
    feedLink: tracked('/news/2026/09/storm-odile-live', 'live'),
    picture: {
      name: 'sea-storm-odile',
      alt: 'Dark water in front of a headland',
      caption: 'The Merrow estuary an hour before the barrier closed.',
      credit: 'Photograph: Ned Ashby/Harbor Gazette',
    },
    body: `
@ 2026-09-20T22:50:00+01:00 | The barrier opens again

The last of the four gates was lifted at 22.41. The harbour master says the old town stayed dry, apart from two cellars in Ropewalk Lane where the pumps had been switched off by mistake.

We are closing this page for the night. Thank you for the photographs, and for the soup that somebody left at the office door.

@ 2026-09-20T20:15:00+01:00 | High water: 4.92 metres

The gauge at the Custom House read **4.92 metres** at 20.08, eleven centimetres below the level at which the quay wall would have been overtopped. It has been falling since.

“I have not breathed out since four o’clock,” said Callum Frye, who has worked the barrier for nineteen years.

{ad}

@ 2026-09-20T18:30:00+01:00 | Two hundred people move to the school

Residents of Ropewalk Lane, Fish Street and the lower end of Anchor Hill have been asked to spend the evening at St Brannoc’s school. The council says about two hundred have come so far, with nine dogs and a parrot.

Buses run every ten minutes from the war memorial. You do not need a ticket.

@ 2026-09-20T16:45:00+01:00 | Barrier begins to close

The first gate went down at 16.38, twenty minutes earlier than planned, after the gauge at Sandholm rose faster than forecast.

Small boats should stay in the inner basin. The lifeboat crew asks people, once more, not to watch the waves from the breakwater.

@ 2026-09-20T15:40:00+01:00 | What we expect tonight

Storm Odile is due to push a surge of up to 1.4 metres up the estuary on top of a spring tide. High water is expected shortly after eight this evening.

The night’s sailings have been cancelled and the coast road is closed between Gull Point and the lighthouse.
`,
  },
  {
    path: '/news/2026/09/ships-log-website',
    title: '"Ship\'s log": how {{< figure >}} and a stray <b>bold</b> tag took the harbour website down',
    standfirst: 'One unclosed tag, four hours of silence, and a lesson about copying text from old documents.',
    authors: ['Priya Lanyon'],
    published: '2026-09-24T11:05:00+01:00',
    section: 'Technology',
    topics: ['harbour board', 'web'],
    picture: {
      name: 'shapes-website',
      alt: 'Overlapping circles in several colours',
      caption: '',
      credit: 'Illustration: Harbor Gazette',
    },
    body: `
For four hours on Tuesday the only thing that visitors to the harbour board’s website could read was the word “figure” between two sets of curly brackets, followed by the entire tide table for 2026 in bold.

The board has now published an account of what went wrong, and it is refreshingly short. A clerk copied a page from the old “Ship’s log” newsletter into the new system. The newsletter contained an instruction, written as \`{{< figure >}}\`, that the old system replaced with a picture and the new one did not understand.

“It stopped at the bracket and waited for somebody to explain,” said Dermot Quill, who looks after the site two afternoons a week. “So did everyone else.”

## Three small mistakes

1. The page was published without a preview, because the preview button was hidden behind a cookie notice.
2. A bold tag in the heading was never closed, so every page that showed the heading turned bold too.
3. The alarm that should have rung was set to look for the word “error”, and the page, strictly speaking, did not contain one.

No sailing was delayed, although the pilot of a grain ship telephoned to ask whether the harbour was “still there”. He was told that it was.

The board will keep the old newsletters in their original form and publish them as pictures. Mr Quill has moved the preview button.
`,
  },
  {
    path: '/news/2026/09/market-hall-roof',
    movedFrom: '/story.php?id=48213',
    feedLink: '{origin}/story.php?id=48213',
    title: 'Market hall traders win a roof, and a say in how it looks',
    standfirst: 'After eleven winters of buckets, work on the Victorian hall starts in the new year.',
    authors: ['Imogen Tarrant'],
    published: '2026-09-22T17:20:00+01:00',
    modified: '2026-09-23T09:00:00+01:00',
    section: 'News',
    topics: ['market hall', 'planning'],
    picture: {
      name: 'town-market-hall',
      alt: 'Gabled houses at dusk with lit windows',
      caption: 'The market quarter, where the hall has stood since 1871.',
      credit: 'Photograph: Priya Lanyon/Harbor Gazette',
    },
    body: `
The traders of Port Merrow’s market hall will have a new roof by the end of next year, and three of them will sit on the panel that decides what it is made of, councillors agreed on Tuesday night.

The vote, by nineteen to two, ends a quarrel that has lasted for eleven winters. In that time the number of buckets under the glass has risen from four to sixty-three, according to a tally kept in chalk on the wall behind the cheese stall.

“I know each of those drips by name,” said Beryl Oakes, who has sold eggs there since 1988. “I shall miss one or two of them.”

The council had favoured a flat roof with solar panels at £2.9m. The traders wanted the glass back. What was passed is a compromise: glass over the nave, panels over the aisles, and a clause saying that **no stall may be closed for more than nine working days**.

Work begins on 11 January. The fish stalls move first, because, as one councillor put it, they are the ones that notice the weather least.

## What the panel may decide

The three traders, to be chosen by lot from forty-four stalls, will sit with two engineers and the county’s conservation officer. They may choose the glass, the colour of the ironwork and the shape of the gutters. They may not choose to do nothing, a possibility that was raised twice during the debate and ruled out twice by the chair.

For the winter of the works there will be a tent in the coach park with forty heaters and, at the insistence of the florists, a door at each end. The number 3 bus will stop outside it.

Objections can be made until 30 October at the [planning office](https://planning.port-merrow.example/applications/2026-0417).
`,
  },
  {
    path: '/news/2026/09/oyster-season-table',
    title: 'Oyster beds give their best harvest in a generation',
    authors: ['Ned Ashby'],
    published: '2026-09-17T08:15:00+01:00',
    section: 'Business',
    topics: ['oysters', 'fishing'],
    feedLink: tracked('/news/2026/09/oyster-season-table', 'business'),
    body: `
The oyster beds of the Merrow estuary have given more in the first fortnight of the season than in the whole of 2019, the growers’ association said on Wednesday.

Some 214 tonnes had been landed by Tuesday, most of it native oysters, a species that was thought lost here after the cold spring of 1994.

!sea-oyster-beds | The estuary at low water | Low water at the Gull Point beds, where most of the native oysters are grown. | Photograph: Ned Ashby/Harbor Gazette

| Season | Native (t) | Rock (t) | Price per dozen |
| 2019 | 12 | 181 | £9.40 |
| 2023 | 48 | 203 | £11.10 |
| 2025 | 97 | 188 | £12.60 |
| 2026 so far | 131 | 83 | £12.20 |

The reason is in the mud. In 2020 the growers began to return every empty shell to the water instead of selling them for garden paths. Young oysters will settle on almost nothing else.

“We stopped paving Surrey and started paving the river,” said Gwen Trevanion, who farms forty acres of it. “It turns out that the river pays better.”

{newsletter}

Restaurants will notice the difference from the first week of October, when the refrigerated deck of the [new night ferry](/news/2026/09/night-ferry-returns) takes its first cargo to Sandholm.

Not all the news is good. The rock oyster, an incomer that feeds the cheaper end of the trade, has had its poorest start for ten years, and nobody is quite sure why. A warm July is one suspect; a small purple snail that drills through young shells is another. The university at Loweshaven has sent two students and a rowing boat to find out.

There is a limit, set by the estuary itself. The association has agreed to stop at 400 tonnes, however many are left, and to count what remains in the spring.
`,
  },
  {
    path: '/news/2026/09/tide-gauge-pact',
    title: 'Port cities to share tide readings in real time',
    authors: ['Ines Calloway'],
    published: '2026-09-24T15:10:00+01:00',
    section: 'World',
    topics: ['sea level', 'Loweshaven'],
    feedLink: tracked('/news/2026/09/tide-gauge-pact', 'world'),
    picture: {
      name: 'sea-loweshaven',
      alt: 'Calm sea under a pale sun',
      caption: 'Loweshaven, where the agreement was signed in the old customs house.',
      credit: 'Photograph: Northline',
    },
    body: wireBody([8], { 3: '{ad}' }),
  },
  {
    path: '/news/2026/09/last-bus-opinion',
    title: 'The last bus should not be a luxury',
    authors: ['Winifred Hale'],
    published: '2026-09-19T07:00:00+01:00',
    section: 'Opinion',
    topics: ['buses', 'opinion'],
    kind: 'opinion',
    body: `
I have missed the last bus from Port Merrow to Upper Tolland eleven times this year. I know, because each time I wrote down what the taxi cost, and the total, which I shared with the county’s transport committee last week, is £286.

The committee was sympathetic. Committees usually are. It explained that the 21.05 carries on average six passengers, and that to run another at 22.30 would cost £61,000 a year, or, as the chairman put it with a sad smile, “a great deal for six people”.

But it is not six people. It is the nurse who changes shifts at ten and cannot take the job. It is the boy who leaves the film before its end. It is the pub that closes its kitchen at eight, because the cook lives up the valley, and the visitors who go elsewhere because the kitchen closes at eight.

*A timetable is a statement of who is expected to be out.* Ours says that after nine in the evening we expect only those with a car, or with £26.

Other places have found a way. In Sandholm the last bus waits for the end of the last performance at the theatre, whenever that is; the driver reads in the foyer. It costs the town less than its flower beds.

I do not want fewer flowers. I want a bus at half past ten, and I shall be at the stop on Friday evening, with a flask and a chair, to count how many of us there are.
`,
  },
  {
    path: '/print/2026/09/council-minutes-digest',
    title: 'Council minutes in brief: benches, bins and a missing anchor',
    authors: ['Harbor Gazette'],
    published: '2026-09-16T12:00:00+01:00',
    section: 'News',
    topics: ['council'],
    skip: 'fetch/robots-disallowed',
    body: `
The works committee agreed on Monday to repaint forty-two benches, to move nine bins, and to find out who took the anchor from the roundabout on Station Road.

The anchor, which weighs about half a tonne, was last seen on Friday evening. Police say that they are keeping an open mind.
`,
  },
  {
    path: '/news/2026/09/a-season-on-the-dredger',
    title: 'A season on the dredger that keeps the harbour open',
    standfirst: 'Every summer the Patience digs out what every winter puts back. We went along.',
    authors: ['Ned Ashby'],
    published: '2026-09-05T07:00:00+01:00',
    section: 'News',
    topics: ['harbour', 'dredging'],
    feedLink: tracked('/news/2026/09/a-season-on-the-dredger', 'weekend'),
    picture: {
      name: 'sea-dredger',
      alt: 'Calm grey water with hills behind',
      caption: 'The bar at low water in July, before the second cut.',
      credit: 'Photograph: Ned Ashby/Harbor Gazette',
    },
    body: `
The *Patience* is fifty-one metres long, forty-four years old and, by the reckoning of the man who has steered her for half of that time, never once in a hurry. She leaves the basin an hour before the tide turns, because that is when the mud is softest.

“You cannot win,” said Lorne Cathcart, her mate. “You take out eighty thousand tonnes and the river brings eighty thousand back. The job is to lose slowly.”

For twelve weeks this summer the Gazette’s reporter had a bunk next to the paint locker, on the understanding that he would keep out of the way and wash up on Sundays.

{page}

## What comes up

Most of it is silt, as grey and as fine as flour. The rest is a history of the town told backwards: bottles, chain, a pram, and in the third week an anchor that the museum has since dated to the 1790s.

The crew keep a shelf. On it this year stand a brass tap, **eleven clay pipes** and a set of false teeth that nobody has come to claim although the harbour board advertised them twice.

Anything that might be a shell from either war stops the work. It happened four times. Three were boilers; the fourth was taken out to Gull Point by the navy and made a noise that was heard in Sandholm.

{page}

## What it costs to stop

The board has been offered a newer ship that would do the work in five weeks. She would cost £9.4m, and she would need a berth that is dug out before she can reach it.

Until that is settled the old ship goes on. In the last week of August she cleared the bar with a day in hand, turned in her own length and came home with her flags up, as she does every year.

“Next summer the same again,” Mr Cathcart said, and hosed the history of Port Merrow off the deck.
`,
  },
  {
    path: '/news/2026/09/lighthouse-open-day',
    title: 'Lighthouse open day: what you need to know',
    authors: ['Harbor Gazette'],
    published: '2026-09-15T10:00:00+01:00',
    section: 'News',
    topics: ['lighthouse'],
    skip: 'fetch/gone',
    body: `
The lighthouse opens its doors on Saturday from ten until four.
`,
  },
  {
    path: '/news/2026/10/ferry-fog',
    title: 'Fog delays night ferry’s trial crossing by five hours',
    standfirst: 'Invited guests were served breakfast twice, and did not complain.',
    authors: ['Imogen Tarrant'],
    published: '2026-10-02T12:45:00+01:00',
    section: 'Transport',
    topics: ['ferries', 'Sandholm'],
    since: 2,
    feedLink: tracked('/news/2026/10/ferry-fog', 'noon'),
    picture: {
      name: 'sea-fog',
      alt: 'A pale sea with hills on the horizon',
      caption: 'The estuary on Friday morning, when the fog began to lift.',
      credit: 'Photograph: Ned Ashby/Harbor Gazette',
    },
    body: `
The *Lady Corrin* reached Sandholm five hours late on her trial crossing on Friday, having spent most of the night at anchor off Gull Point in fog so thick that the cook could not see the bow from the bridge.

About ninety guests were aboard, among them the crew of the last night ferry and the winner of a primary school’s drawing competition, Ottilie Marsh, aged eight, who was allowed to sound the horn every two minutes until half past one.

“It is better that it happens tonight than next week,” said the master, Captain Joan Abernethy. “Now we know that the horn works. So does everyone on the coast.”

The harbour board says the first public sailing is not affected. It has ordered a second radar, which had been on the list of savings, and four hundred more eggs.
`,
  },
  {
    path: '/news/2026/09/tide-pact-what-it-means-here',
    title: 'What the tide readings pact of Loweshaven means for our harbour',
    authors: ['Mara Ellison'],
    published: '2026-09-25T08:30:00+01:00',
    section: 'News',
    topics: ['sea level', 'harbour'],
    body: `
The tide gauge at the end of Custom House Yard will be read by forty other cities from January 11, and the harbour will read theirs, after Thursday’s agreement at Loweshaven.

“I have been writing these numbers into a book since 1998,” said Agnes Pellow, the harbour master. “It will be strange to have readers.”

The harbour’s share of the $18.4 million is £61,000 over five years, less than the repair of one lock gate, the council’s treasurer told the Gazette. It will be paid from the berth fees.

Henrike Vaal, who chaired the meeting, said that the smaller harbours had been the first to agree. Tobias Renn, deputy mayor of Sandholm, said that they had been the last to be asked.

The agreement, which delegates from forty-one coastal cities signed in the old customs house at Loweshaven, obliges every port to share its tide-gauge readings in real time, within ten minutes and free of charge.

The Gazette has seen the list of the six towns with an exemption until 2029. Ours is not on it: the council voted on Tuesday not to ask.

Two delegations left before the signing because nobody would say who is liable when a gauge fails. The harbour’s own lawyer, Mrs Pellow said, had advised her to buy a second gauge.
`,
  },
];
