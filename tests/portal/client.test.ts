import { readFile } from 'node:fs/promises';
import { portalClient, portalClientFile } from '../../scripts/portal-client.ts';

test("the portal's client is the one of the API as it is now (npm run portal:client writes it)", async () => {
  expect(await readFile(portalClientFile, 'utf8')).toBe(await portalClient());
});
