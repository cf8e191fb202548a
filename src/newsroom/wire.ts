/** A report of a made-up news agency that three outlets print under headlines of their own, each with other cuts. */
const paragraphs = [
  'LOWESHAVEN (Northline) — Delegates from 41 coastal cities agreed on Thursday to share their tide-gauge readings in real time, ending a dispute that had kept some of the longest sea-level records in the world behind paywalls and password prompts for more than a decade.',
  'The agreement, signed shortly after noon in the old customs house on the Loweshaven waterfront, obliges every signatory to publish readings within ten minutes of taking them, free of charge and in a common format.',
  '“A storm surge does not stop at a municipal boundary, and neither should the numbers that warn of it,” said Henrike Vaal, who chaired the four-day meeting. “From January, a harbor master will see the water rise two hundred kilometers down the coast before it reaches the quay outside the window.”',
  'Until now each port has kept its own archive. Some date back to the 1840s, when lock keepers chalked the height of the water on a board every quarter of an hour; others were started only after the floods of 2013.',
  'Researchers estimate that a shared network would add between three and seven hours of warning for towns at the end of long estuaries, where a surge can take half a day to arrive.',
  'The cost of the system, put at $18.4 million over five years, will be split according to the length of each city’s quays. Six of the smaller members asked for, and were given, an exemption until 2029.',
  '“We would have signed anyway,” said Tobias Renn, deputy mayor of Sandholm, one of the six. “But a town with nine hundred taxpayers and three gauges is glad of the patience.”',
  'Not everyone was satisfied. Two delegations left before the ceremony, saying that the text does not say who is liable when a gauge fails and a warning comes too late. A working group is to report on that question by June.',
  'The archive itself will be kept in three places, in Loweshaven, in Kerrigal and aboard a survey ship, so that no single fire or flood can take it away.',
  'The first readings are expected to appear on January 11, the anniversary of the surge that drowned the Loweshaven fish market in 1953.',
];

/** The report as an outlet prints it: without the paragraphs whose numbers (from 0) are cut. */
export function wireBody(cut: readonly number[], inserts: Readonly<Record<number, string>> = {}): string {
  return paragraphs
    .flatMap((paragraph, index) => {
      const insert = inserts[index];
      return [...(cut.includes(index) ? [] : [paragraph]), ...(insert === undefined ? [] : [insert])];
    })
    .join('\n\n');
}
