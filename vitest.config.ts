import { defineConfig } from 'vitest/config';

/** What an archive can do, whatever its index lies in: these files run on SQLite and on PostgreSQL. */
const onBoth = [
  'src/store/article-translations.test.ts',
  'src/store/articles.test.ts',
  'src/store/feeds.test.ts',
  'src/store/images.test.ts',
  'src/store/links.test.ts',
  'src/store/looks.test.ts',
  'src/store/observations.test.ts',
  'src/store/rebuild-store.test.ts',
  'src/store/search.test.ts',
  'src/store/subscriptions.test.ts',
  'src/store/translations.test.ts',
  'src/store/warc.test.ts',
  'test/runs/collect.test.ts',
  'test/runs/copies.test.ts',
  'test/runs/front-pages.test.ts',
  'test/runs/translate.test.ts',
  'test/runs/translated.test.ts',
];

/** What only PostgreSQL has. */
const onPostgres = ['src/store/postgres/**/*.test.ts', 'test/postgres/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 20_000,
    maxWorkers: 2,
    setupFiles: ['test/seed-of-properties.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'demo/**/*.test.ts'],
          exclude: onPostgres,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [...onBoth, ...onPostgres],
          globalSetup: ['test/postgres-setup.ts'],
          setupFiles: ['test/skip-without-postgres.ts'],
        },
      },
    ],
  },
});
