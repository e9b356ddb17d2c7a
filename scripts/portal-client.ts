import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { routes } from '../functions/http/routes.ts';
import { openApiDocument } from '../shared/http/openapi.ts';
import { clientTypes, type OpenApiDocument } from './portal-client-types.ts';

/** Where the portal has its client's types. */
export const portalClientFile = fileURLToPath(new URL('../portal/src/api/schema.ts', import.meta.url));

/** What that file is to hold. */
export async function portalClient(): Promise<string> {
  const document = openApiDocument(routes, 'http://localhost', '1') as unknown as OpenApiDocument;
  return formatted(clientTypes(document));
}

/** As `npm run format` leaves it. */
function formatted(text: string): Promise<string> {
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [biome, 'format', `--stdin-file-path=${portalClientFile}`],
      { cwd: fileURLToPath(new URL('..', import.meta.url)), maxBuffer: 64 * 1024 * 1024 },
      (error, output) => (error === null ? resolve(output) : reject(error)),
    );
    child.stdin?.end(text);
  });
}
