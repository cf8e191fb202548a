import type { Drift } from './find-drift.ts';

/** A drift in plain words, as `articles are shorter since 2025-05-03: 2,900 → 1,400 characters`. */
export function describeDrift({ what, before, after, since }: Drift): string {
  const unit = what === 'length' ? ' characters' : ' %';
  const show = (value: number): string => Math.round(what === 'length' ? value : value * 100).toLocaleString('en-US');
  return `${whatChanged(what, after > before)} since ${since.slice(0, 10)}: ${show(before)} → ${show(after)}${unit}`;
}

function whatChanged(what: Drift['what'], isMore: boolean): string {
  switch (what) {
    case 'length':
      return isMore ? 'articles are longer' : 'articles are shorter';
    case 'confidence':
      return 'articles are read with less confidence';
    case 'skipped':
      return 'more pages are read as no article';
    case 'authors':
    case 'date':
    case 'image':
      return `fewer articles have ${nouns[what]}`;
  }
}

const nouns = { authors: 'authors', date: 'a date', image: 'a picture' } as const;
