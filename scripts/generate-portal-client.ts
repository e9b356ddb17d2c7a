/** Writes the portal's typed client from the API's own description: `npm run portal:client`. */
import { writeFile } from 'node:fs/promises';
import { portalClient, portalClientFile } from './portal-client.ts';

await writeFile(portalClientFile, await portalClient());
