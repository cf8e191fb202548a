import { wireBody } from '../wire.ts';
import type { Piece } from '../types.ts';

export const pieces: readonly Piece[] = [
  {
    path: '/2026/09/29/school-bond-vote/',
    title: 'Ostrander voters approve school bond by 41 ballots',
    authors: ['Dale Hutchins'],
    published: '2026-09-29T23:25:27-05:00',
    section: 'Local',
    topics: ['schools', 'elections'],
    doubleEncoded: true,
    picture: {
      name: 'town-school-bond',
      alt: 'Rooftops of a small town',
      caption: 'Downtown Ostrander on election night.',
      credit: 'Dale Hutchins / Ledger',
    },
    body: `
The voters of Ostrander have approved a $27 million bond for their schools by a margin of 41 ballots, the county clerk said late on Tuesday, after the third count of the day.

“I’d better not say what I was doing when they called,” said superintendent Marlene Voss. “But it’s fair to say that I wasn’t asleep.”

The money will replace the boilers at Garfield Elementary, which date from 1958, and pay for a new wing at the high school – the first since the class of ’74 graduated.

{blank}

Turnout was 38 percent, the highest for a September ballot since the county began keeping records. At the fire hall in Pruitt Township the line was still out the door at 8 p.m., and the poll workers’ coffee ran out twice.

Opponents said the cost – about $112 a year for the owner of a typical house – comes at the wrong time. “Nobody’s against the kids,” said Walt Emmerich, who farms north of town. “We’re against paying for a theater when the roof over the shop class leaks.”

The board has promised to fix the roof first. It’s expected to hire an architect at its meeting on October 13, which is open to the public.

A recount can be asked for until Friday at noon. As of Wednesday morning, nobody had.
`,
  },
  {
    path: '/2026/09/26/library-overdue-book/',
    title:
      'After sixty-one years, two moves, one flood and a divorce, a book about beekeeping comes home to the Ostrander Public Library, which forgives the fine of $4,463, asks where it has been, and puts it right back on the shelf, where somebody borrows it the very same afternoon',
    authors: ['Carla Mendenhall'],
    published: '2026-09-26T09:12:00-05:00',
    section: 'Local',
    topics: ['library', 'bees'],
    picture: {
      name: 'shapes-library',
      alt: 'A pattern of warm circles',
      caption: 'The library’s reading room has new windows this fall.',
      credit: 'Carla Mendenhall / Ledger',
    },
    body: `
The envelope was addressed in ballpoint to “The Bee Shelf, Ostrander Library” and held one book, *First Lessons for the Backyard Apiarist*, due back on June 4, 1965.

Librarian June Okafor knew what it was before she had it all the way out. “There was a gap in the catalog,” she said. “You learn to recognize the shape of what’s missing.”

A note inside explained. The borrower, who signed only as “R.”, had taken the book to Nebraska, lost it in a divorce, gotten it back with a box of Christmas lights, and rescued it from a flooded basement in 1993. She kept bees for forty of those years.

## The fine

At two cents a day, then five, then twenty, the fine comes to **$4,463**. The library stopped charging fines in 2022, and Okafor says she would have torn this one up anyway.

> Tell her the bees are the interest.

That line, written on the back of the date slip by a patron who had been listening at the desk, is now pinned above it.

The library has had older books come back. A hymnal from 1911 turned up in a barn in Pruitt Township three years ago, and an atlas that still shows the Ottoman Empire is returned, Okafor says, “every Thanksgiving by the same family, who then ask to borrow it again”.

But this one came with forty years of notes in its margins: dates of first swarms, the price of sugar, the name of a queen that lived for five seasons. Okafor thought of keeping it behind glass. Then she thought about what it was for.

The book was back on its shelf at 1:15 p.m. on Friday. At 3:40 it was gone again, checked out to Theo Baird, 11, who has one hive, no protective gloves, and until October 17.
`,
  },
  {
    path: '/2026/09/24/coastal-tide-data/',
    title: '41 cities end long fight over who owns the sea level',
    authors: ['Ines Calloway'],
    published: '2026-09-24T10:48:00-05:00',
    section: 'Nation & World',
    topics: ['sea level', 'climate'],
    picture: {
      name: 'sea-wire-ledger',
      alt: 'Sunlight on open water',
      caption: 'The old customs house is out of frame, to the left.',
      credit: 'Northline',
    },
    body: wireBody([3, 6, 8]),
  },
  {
    path: '/2026/09/23/bridge-inspection/',
    title: 'Mill Creek bridge gets a passing grade, barely',
    authors: ['Dale Hutchins'],
    published: '2026-09-23T16:05:00-05:00',
    section: 'Local',
    topics: ['roads', 'Mill Creek'],
    firstTry: 'fetch/rate-limited',
    body: `
State inspectors have given the Mill Creek bridge 51 points out of 100, one more than it needs to stay open to trucks, according to a report the county received on Monday.

The 1936 steel truss carries County Road 9 over the creek, and with it every load of grain between Pruitt Township and the elevator in Ostrander. A lower grade would have sent 140 trucks a day on a detour of nineteen miles.

“One point,” said county engineer Rosa Delgado, holding up a finger. “I’ve framed it.”

What the inspectors found:

- rust through a quarter of two floor beams on the east span
- a bearing that no longer moves, so the deck pushes against its own abutment in summer
- four missing rivets, and a fifth that came out in the inspector’s hand
- a family of barn owls, which was left where it was

The county plans to replace both floor beams next April, once the owls have gone. It will cost about $310,000, three quarters of it paid by the state.

The bridge was built in eleven weeks during the summer of 1936 by a crew that was paid partly in flour. Its plans, which were thought lost in the courthouse fire of 1951, were found in May behind a filing cabinet at the elevator, and they show that the two floor beams now rusting through were drawn an inch thicker than they were made.

“Somebody saved some steel ninety years ago,” Delgado said. “We’re paying the interest.”

Until the beams are in, the limit stays at 18 tons. Deputies will be weighing trucks at the elevator through the end of harvest, Delgado said, “politely, but every one of them”.
`,
  },
  {
    path: '/2026/09/19/tigers-football/',
    title: 'Tigers rally in fourth quarter to stay unbeaten',
    authors: ['Marcus Bell'],
    published: '2026-09-19T00:10:00-05:00',
    modified: '2026-09-19T08:30:00-05:00',
    section: 'Sports',
    topics: ['football', 'Ostrander Tigers'],
    picture: {
      name: 'field-friday-night',
      alt: 'Striped field running to the horizon',
      caption: 'The field behind the high school was mowed for the occasion.',
      credit: 'Marcus Bell / Ledger',
    },
    body: `
PRUITT — Down by eleven with nine minutes to play, the Ostrander Tigers did what they have done all September: they gave the ball to Eli Navarro and got out of his way.

Navarro ran for two touchdowns in the last quarter, the second with 38 seconds left, and the Tigers beat Pruitt Consolidated 31–28 on Friday to go to 4–0.

| Team | 1 | 2 | 3 | 4 | Final |
| Ostrander | 7 | 3 | 7 | 14 | 31 |
| Pruitt | 14 | 7 | 7 | 0 | 28 |

“My legs quit around halftime,” said Navarro, a senior who also plays the tuba in the marching band and had to change uniforms twice. “I just didn’t tell anybody.”

Pruitt had chances. A field goal from 34 yards hit the left upright with six minutes to go, and a pass that would have ended it slipped through three pairs of hands on the Ostrander goal line.

The comeback started with a mistake. On fourth and two at midfield, the Tigers lined up to punt, the snap sailed over the punter’s head, and sophomore Jonah Weiss picked it up, looked around, and threw it to the only teammate he could see. It was the longest pass of the night, 41 yards, and the first of his life.

“We have a name for that play now,” said Stubbs, who would not say what it was.

Two plays later Navarro went in standing up. Pruitt got the ball back with five minutes left, used up four of them, and came away with nothing when the field goal bounced back off the post like something thrown by a ghost.

The Tigers are home to Linden next Friday. Kickoff is at 7 p.m., and the band, coach Ray Stubbs confirmed, will have its tuba.
`,
  },
  {
    path: '/2026/09/16/clock-repairer/',
    title: 'The man who winds the courthouse clock is looking for a successor',
    authors: ['Carla Mendenhall'],
    published: '2026-09-16T07:00:00-05:00',
    section: 'Features',
    topics: ['courthouse', 'people'],
    picture: {
      name: 'town-courthouse',
      alt: 'Dark houses under a low sun',
      caption: 'The courthouse square, seen from the clock’s own platform.',
      credit: 'Carla Mendenhall / Ledger',
    },
    body: `
Every Monday and Thursday for the past thirty-four years, Amos Teller has climbed ninety-seven steps, oiled four bearings, and turned a crank exactly one hundred and twelve times.

If he did not, the clock on the Ostrander County courthouse would stop about nine hours later. It has done so twice: once when Teller had his appendix out, and once when he was locked in.

“You’d be amazed how many people look up,” he said. “The day it stopped I had eleven calls before lunch, and one of them was from the jail.”

## Wanted: patience, knees

Teller turns 80 in December and has told the county commission that he would like to hand over the crank by spring. The job pays $60 a month. The requirements, as he sees them:

1. You have to like being alone.
2. You have to not mind pigeons.
3. You have to be able to count to one hundred and twelve while thinking about something else.

So far there have been three applicants. One was scared of heights, and one, Teller says, “wanted to put in a motor”.

The clock was made in Connecticut in 1889, came up the river on a barge, and was meant for the next county over, which could not pay for it. Its bell weighs 1,400 pounds. Pigeons like the east face best, because it is warm until noon; Teller has given up arguing with them and paints the numerals there twice as often.

The third is Ruth Ann Pickett, 16, who came up with her physics class in May and asked why the minute hand pauses before each quarter hour. Nobody had asked him that before. He has been showing her why on Thursdays ever since.
`,
  },
  {
    path: '/2026/09/14/sorghum-dry-summer/',
    title: 'Dry summer turns Ostrander County farmers toward sorghum',
    authors: ['Dale Hutchins', 'Carla Mendenhall'],
    published: '2026-09-14T06:45:00-05:00',
    section: 'Agriculture',
    topics: ['farming', 'drought'],
    picture: {
      name: 'field-sorghum',
      alt: 'Rows of a crop below distant hills',
      caption: 'Sorghum north of Pruitt, three weeks before harvest.',
      credit: 'Dale Hutchins / Ledger',
    },
    body: `
For the first time since the extension office began counting, more acres in Ostrander County were planted to sorghum than to soybeans this year, and after a summer with five inches of rain, the people who made that choice are sleeping better than the people who didn’t.

About 23,400 acres carry sorghum, up from 9,000 in 2023. The grain needs a third less water than corn, and it can simply stop growing in a dry month and start again in a wet one.

“Corn panics,” said Linda Marsh, the county’s extension agent. “Sorghum sulks. Sulking is a survival strategy.”

## A price problem

The trouble is selling it. The elevator in Ostrander has one bin for sorghum, and it was full by September 8. Farmers are hauling to Linden, 44 miles away, and waiting in line there for as long as three hours.

The cooperative will vote in November on a second bin. Its manager, Pete Lindqvist, said he expects it to pass, “seeing as everyone who votes has been stuck behind everyone else who votes”.

Marsh keeps a jar on her desk with a plug of soil from each of the past nine Septembers. The one from 2019 is black and holds together. This year’s has the color of a paper bag. When somebody comes in to ask what to plant, she says, she doesn’t give a speech. She takes the lid off two of the jars.

Seed dealers expect to be sold out of the best varieties by February. The bank in Ostrander, for the first time, has said that it will lend against a sorghum crop on the same terms as corn.

Rain is in the forecast for next week. It’s too late for the corn, Marsh said, and about right for the wheat that goes in after it.
`,
  },
];
