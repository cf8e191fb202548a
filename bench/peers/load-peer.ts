/** Loads a package that is installed in this folder, or undefined when it is not. The folder is the peers' own, so that
 *  no version of theirs takes the place of one of ours in the rest of `bench/`. */
export async function loadPeer(name: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    return (await import(name)) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined; // not installed: the table goes without it
  }
}
