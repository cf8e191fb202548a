/** What articles can be exported as. */
export const exportFormats = ['jsonl', 'csv', 'parquet', 'warc', 'epub'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The format that the ending of a file tells; undefined for none. Only WARC is compressed: `.csv.gz` would not hold what it says. */
export function formatOf(file: string): ExportFormat | undefined {
  return exportFormats.find((one) => file.endsWith(`.${one}`)) ?? (file.endsWith('.warc.gz') ? 'warc' : undefined);
}
