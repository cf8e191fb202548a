/** What articles can be exported as. */
export const exportFormats = ['jsonl', 'csv', 'parquet', 'warc', 'epub'] as const;
export type ExportFormat = (typeof exportFormats)[number];
