// Starts parquet-thread.ts where nothing is compiled: Node 20 does not read TypeScript, and threads do not inherit what does.
import { register } from 'tsx/esm/api';

register();
await import('./parquet-thread.ts');
