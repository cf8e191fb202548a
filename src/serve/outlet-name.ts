import type { AppContext } from './app-context.ts';

/** What an outlet is called; its id when it is not known. */
export function outletName({ outlets }: Pick<AppContext, 'outlets'>, id: string): string {
  return outlets.find((outlet) => outlet.id === id)?.name ?? id;
}
