/** Makes the types of the client of the document of the API: `npm run client`. */
import { writeFile } from 'node:fs/promises';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { toOpenApi } from '../../src/serve/rest/openapi.ts';
import { operations } from '../../src/serve/rest/rest-routes.ts';

export const typesFile = new URL('../../src/client/api-types.ts', import.meta.url);
const heading = '/** Made of the document of the API by `npm run client`; changed by nobody. */\n\n';

export async function makeTypes(): Promise<string> {
  const document = JSON.parse(JSON.stringify(toOpenApi(operations))) as OpenAPI3; // as the server sends it
  return heading + astToString(await openapiTS(document, { immutable: true, defaultNonNullable: false }));
}

if (process.argv[1] === new URL(import.meta.url).pathname) await writeFile(typesFile, await makeTypes());
