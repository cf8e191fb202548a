import type { StoryIndex } from './story-source.ts';

/** Opens the stories of an archive (its root), brought up to date with its articles; undefined when nobody has looked for any. */
export const openStories: (root: string) => (StoryIndex & { close(): void }) | undefined = () => undefined;
