import { wireBody } from '../wire.ts';
import type { Piece } from '../types.ts';

export const pieces: readonly Piece[] = [
  {
    path: '/news/2026/10/01/maternity-ward-reopens/',
    title: 'Kerrigal hospital to reopen maternity ward in March',
    standfirst: 'Eight years after it closed, families in the Tarrabin Shire will no longer have to drive two hours.',
    authors: ['Siobhan Adeyemi'],
    published: '2026-10-01T06:00:00+10:00',
    section: 'Health',
    topics: ['hospital', 'Tarrabin Shire'],
    picture: {
      name: 'hills-hospital-road',
      alt: 'Layered hills in blue light',
      caption: 'The range road to Mount Ferris, for eight years the way to the nearest maternity ward.',
      credit: 'Picture: Hal Brandis',
    },
    edit: {
      title: 'Kerrigal hospital to reopen maternity ward in May, not March',
      modified: '2026-10-02T09:40:00+10:00',
      from: 'The ward will have six beds and take its first patients on March 2, the district said.',
      to: 'The ward will have six beds and take its first patients on May 4. The district had first announced March 2, and corrected the date on Friday after two midwives withdrew their applications.',
    },
    body: `
The maternity ward at Kerrigal District Hospital, closed since 2018 for want of midwives, will open again next year, the health district announced on Wednesday night to a room that applauded before the sentence was finished.

The ward will have six beds and take its first patients on March 2, the district said.

Since the closure, about 1,100 babies have been born to families in the Tarrabin Shire, almost all of them in Mount Ferris, two hours away over the range. Nineteen were born on the way.

“My Archie’s birth certificate says ‘Lookout car park, Range Road’,” said Tegan Mulroney, who was at the meeting with Archie, now five. “He’s very proud of it. I’m less so.”

## What changed

The district has found eleven midwives, four of them from the first class to finish the new course at the Kerrigal campus, and it has built them houses. The lack of anywhere to live, said chief executive Joyce Okonjo, had turned out to be “the whole of the problem, once we asked”.

A helicopter will remain on call for difficult births, and women who are expecting twins will still be sent to Mount Ferris.

The closure in 2018 was announced as a pause of six weeks. It followed the retirement, within one month, of three of the ward’s five midwives, and a report which found that the remaining two had worked forty-one nights in a row between them. An attempt to hire from overseas brought nine applications and one arrival, who stayed until she saw the rent.

Tours of the ward begin in January. Anyone may come, Ms Okonjo said, “including fathers, who will need the practice”.
`,
  },
  {
    path: '/news/2026/09/28/police-appeal-8814/',
    title: 'Police appeal for witnesses',
    authors: ['Hal Brandis'],
    published: '2026-09-28T08:20:00+10:00',
    section: 'News',
    topics: ['police'],
    body: `
Police are looking for anyone who saw a white utility with a kayak on the roof near the Tarrabin weir on Saturday night, after a fence, a letterbox and a bronze statue of a pelican were knocked down within two hundred metres of each other.

The pelican, which had stood outside the rowing club since 1962, was found on Sunday morning on its back in the shallows. It weighs 160 kilograms and has lost the tip of its beak.

“Somebody must have heard it,” said Senior Constable Abbie Watt. “You do not hit a bronze pelican quietly.”

The utility is thought to be a model from the late 2000s and will have damage to its left side. The kayak is yellow.

It is the second time that the statue has been in the river. In 1987 it was found on the far bank after a university rag week, and came home on a barge with a brass band. On this occasion, the club’s secretary said, members had used a tractor and “rather less ceremony”.

The rowing club has offered a year’s free membership to whoever finds the beak.
`,
  },
  {
    path: '/news/2026/09/28/police-appeal-8821/',
    title: 'Police appeal for witnesses',
    authors: ['Siobhan Adeyemi'],
    published: '2026-09-28T16:45:00+10:00',
    section: 'News',
    topics: ['police'],
    body: `
A cyclist was taken to hospital with a broken collarbone on Monday morning after swerving to avoid a mob of sheep on Quarry Lane, east of Kerrigal, and police would like to hear from whoever left the gate open.

The cyclist, a 52-year-old woman from Coolabar, came round the bend below the quarry shortly after 6am and met about ninety animals walking towards the town.

Officers spent most of the morning returning them. Three are still missing, and one was found in the drive-through of the bakery on Station Street.

The paddock’s owner says that the gate was chained on Sunday evening. Anyone who drove along Quarry Lane between 9pm and 6am is asked to call the Kerrigal station.

Quarry Lane has been on the shire’s list for a lower speed limit since 2022, when a milk truck met a single cow at the same bend. The council will be asked again in October. In the meantime a sign has been put up, hand-painted, by the owner of the paddock: “Slow. They are not.”

The cyclist is in good spirits. She has asked for the name of the sheep.
`,
  },
  {
    path: '/news/2026/09/25/tide-gauges-agreement/',
    title: 'Kerrigal to guard the world’s tide records',
    authors: ['Ines Calloway'],
    published: '2026-09-25T05:30:00+10:00',
    section: 'World',
    topics: ['sea level', 'archive'],
    picture: {
      name: 'sea-wire-kerrigal',
      alt: 'A bright path of light on the sea',
      caption: 'One of three copies of the archive will be kept in the old silo at Kerrigal.',
      credit: 'Picture: Northline',
    },
    body: wireBody([4, 6], { 2: '{related /news/2026/09/20/platypus-count/}' }),
  },
  {
    path: '/news/2026/09/20/platypus-count/',
    title: 'Platypus count doubles in creek that was once a drain',
    standfirst: 'Volunteers sat in the dark for eleven nights and counted to twenty-six.',
    authors: ['Marguerite Lau'],
    published: '2026-09-20T10:15:00+10:00',
    section: 'Environment',
    topics: ['platypus', 'Sawyers Creek'],
    picture: {
      name: 'hills-sawyers-creek',
      alt: 'Dark ridges in front of a pale sky',
      caption: 'Sawyers Creek runs from these hills through the middle of Kerrigal.',
      credit: 'Picture: Marguerite Lau',
    },
    body: `
Twenty-six platypuses live in the three kilometres of Sawyers Creek between the golf course and the railway bridge, twice as many as were found two years ago and twenty-six more than in 1998, when the creek was a concrete drain.

The number comes from eleven nights of counting by forty volunteers, who sat on the banks in pairs from dusk until one in the morning with red torches and strict instructions not to cough.

“You see a ripple, and you hold your breath, and mostly it’s a water rat,” said Deng Malual, 17, who saw four. “And then it isn’t.”

What brought them back, according to the report:

- the concrete was broken up and carried away between 2009 and 2014
- fine nets, which drown the animals, were banned in 2019
- residents planted nine thousand river bottlebrushes
- the golf course stopped mowing to the edge

{ad}

Dr Elin Prosser, who designed the count, warns that the creek is now close to full. Young platypuses that leave in autumn have to cross the weir, and last year at least three were killed on the road beside it.

Counting platypuses is harder than it sounds. They look alike, they surface for ten seconds at a time, and they do not keep to one side of the creek. Each pair of counters notes the minute and the direction of every sighting, and a program at the university then works out which of them can have been the same animal. Of 171 sightings this September, it found, 145 were somebody who had been seen before.

“Number fourteen is a show-off,” Dr Prosser said. “He was counted nineteen times.”

The shire will decide in November on a culvert with a ledge, at a cost of $85,000. The counters have already raised eleven thousand of it by selling socks.
`,
  },
  {
    path: '/news/2026/09/17/pool-heating-vote/',
    title: 'Council votes to heat the town pool, by one vote and one speech',
    authors: ['Hal Brandis'],
    published: '2026-09-17T21:05:00+10:00',
    section: 'News',
    topics: ['council', 'pool'],
    picture: {
      name: 'shapes-pool',
      alt: 'Cool blue circles',
      caption: 'The pool was built in 1961 and has never been warmer than 23 degrees.',
      credit: 'Picture: Hal Brandis',
    },
    body: `
The Kerrigal town pool will be heated from next winter, after the shire council voted five to four on Thursday for a $640,000 plan that it had rejected, five to four, in June.

The vote that changed was Councillor Bert Szymanski’s, and what changed it was a speech of ninety seconds by Dot Ferraro, who is 83 and swims a kilometre every day from October to April.

“I do not ask you to do it for the children,” she told the chamber. “The children do not feel the cold. I ask you to do it for me, and I ask you to do it soon.”

**The heat will come from the brickworks next door**, which at present blows it into the sky. The pipe is 340 metres long, and the works has agreed to give the warmth away for twenty years in return for its name on the gate.

Opponents said that the roof of the shire depot should come first. It will come second, the mayor promised, in the budget for 2028.

In June the same chamber had heard from an engineer, an accountant and a man who sells solar blankets. The minutes of that meeting run to fourteen pages. Those of Thursday’s take up a page and a half, one line of which reads: “Applause. The chair called for order. Applause.”

The works has heated its own change rooms that way since 1974, and the manager, Colin Tran, says he has wanted to give the rest of it to somebody ever since he started there. “You stand next to a kiln at a thousand degrees,” he said, “and over the fence there are children going blue.”

Mrs Ferraro was at the pool at six the next morning. It was eleven degrees.
`,
  },
];
