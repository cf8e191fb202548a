/** `npm run sbom`: the bill of materials on stdout. */
import { makeBill } from './make-bill.ts';

process.stdout.write(await makeBill());
