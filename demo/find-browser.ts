import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What we use of playwright-core. */
interface BrowserType {
  executablePath(): string;
  launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Browser>;
}
export interface Browser {
  newPage(options: {
    readonly viewport: { readonly width: number; readonly height: number };
    readonly colorScheme: 'light' | 'dark';
    readonly javaScriptEnabled?: boolean;
    readonly bypassCSP?: boolean;
  }): Promise<BrowserPage>;
  close(): Promise<void>;
}
export interface BrowserPage {
  goto(url: string, options: { readonly waitUntil: 'networkidle' | 'load' }): Promise<unknown>;
  click(selector: string): Promise<void>;
  evaluate(script: string): Promise<unknown>;
  fill(selector: string, text: string): Promise<void>;
  readonly keyboard: { press(key: string): Promise<void> };
  goBack(options: { readonly waitUntil: 'load' }): Promise<unknown>;
  url(): string;
  waitForURL(address: RegExp): Promise<void>;
  waitForSelector(selector: string): Promise<unknown>;
  textContent(selector: string): Promise<string | null>;
  on(event: 'requestfailed', listener: (request: { url(): string }) => void): void;
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  waitForLoadState(state: 'networkidle'): Promise<void>;
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  screenshot(options: { readonly animations: 'disabled' }): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface BrowserPlaces {
  /** The node_modules folder that has playwright-core; NODE_PATH is looked through too. */
  readonly modules: string | undefined;
  /** The file of Chromium. */
  readonly chromium: string | undefined;
}

/** Starts Chromium, or says in a text what is missing. Neither it nor playwright-core is a dependency of ours. */
export async function startBrowser(places: BrowserPlaces): Promise<Browser | string> {
  const path = findModule('playwright-core', places.modules);
  const loaded: unknown = path && (await import(pathToFileURL(path).href));
  const browserType = [loaded, memberOf(loaded, 'default')]
    .map((module) => memberOf(module, 'chromium'))
    .find(isBrowserType);
  if (browserType === undefined) {
    return [
      'This needs playwright-core, which is not here.',
      '  do  Install it anywhere (cd /tmp && npm install playwright-core) and name the folder:',
      '      --playwright /tmp/node_modules',
    ].join('\n');
  }
  const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const candidates = places.chromium === undefined ? [...usual, browserType.executablePath()] : [places.chromium];
  const executablePath = candidates.find((candidate) => existsSync(candidate));
  if (executablePath === undefined) {
    return [
      `This needs Chromium, which is not at ${candidates.join(', ')}.`,
      '  do  Install it (apt-get install chromium), or name it: --chromium <file>',
    ].join('\n');
  }
  // Chromium's own sandbox refuses to run as root, as in most containers.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
  return browserType.launch({ executablePath, args });
}

/** The file of a module that may be installed in a folder node_modules; undefined when it is not. */
export function findModule(name: string, folder: string | undefined): string | undefined {
  const repository = fileURLToPath(new URL('..', import.meta.url));
  const paths = folder === undefined ? [] : [resolve(folder), resolve(folder, '..')];
  try {
    // Looks in NODE_PATH too, which an import would not.
    return createRequire(import.meta.url).resolve(name, { paths: [...paths, repository] });
  } catch {
    return undefined; // MODULE_NOT_FOUND: the caller says so
  }
}

export function memberOf(value: unknown, name: string): unknown {
  return (typeof value === 'object' || typeof value === 'function') && value !== null
    ? Reflect.get(value, name)
    : undefined;
}

function isBrowserType(value: unknown): value is BrowserType {
  return [memberOf(value, 'launch'), memberOf(value, 'executablePath')].every((member) => typeof member === 'function');
}
