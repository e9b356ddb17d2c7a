/**
 * Everything on this machine for a person to use: Azurite, the local Azure, the functions host with the app, and an
 * organization with an API key. State is kept in .sandbox/ (or `--state DIR`); `--fresh` begins anew. Ctrl-C stops
 * all of it.
 */
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildApp } from './build-app.ts';
import { buildPortal } from './build-portal.ts';
import { startLocalService } from './local-service.ts';
import { announceRunningService, findRunningService, withdrawRunningService } from './running-service.ts';
import { onceStopped } from './stop-signal.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

const { values: options } = parseArgs({
  options: {
    fresh: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    state: { type: 'string', default: fileURLToPath(new URL('../.sandbox', import.meta.url)) },
  },
});
const stateDirectory = resolve(options.state);

const running = await findRunningService(stateDirectory);
if (running !== undefined) {
  process.stderr.write(
    `It runs already (process ${running.pid}): ${running.url}, control page ${running.controlUrl}\n`,
  );
  process.exit(1);
}

const stopped = onceStopped();
if (options.fresh) await rm(stateDirectory, { recursive: true, force: true });
say('Building the app …');
await buildApp();
await buildPortal();
say('Starting storage, the local Azure and the functions host …');
const service = await startLocalService({
  stateDirectory,
  wellKnownPorts: true,
  onLog: (line) => options.verbose && say(line),
});
await announceRunningService(stateDirectory, {
  pid: process.pid,
  url: service.url,
  controlUrl: service.controlUrl,
  caPem: service.sandbox.caPem,
  apiKey: service.organization.apiKey,
});

say(`
  The portal        ${service.url}/portal/  (sign in as Olivia Owner, Adam Admin, Vera Viewer or Nora Nosecrets)
  The service       ${service.url}          (API: ${service.url}/api/v1/docs)
  The local Azure   ${service.controlUrl}          (vaults, access, firewall, faults, Enterprise applications)
  Sign-in           ${service.authorityHost}   (its certificate is made here: let the browser pass)

  Organization      ${service.organization.name} (${service.organization.id})
  API key           ${service.organization.apiKey}

Play the story in two tabs of a browser:

  1. In the portal, as Olivia Owner: connect a vault. Sign in and consent as Contoso Administrator; name contoso-production.
  2. In the local Azure, as that administrator would: open contoso-production, Access control, Assign role.
  3. In the portal: test again. The vault is connected, and its secrets can be imported.

Or by the API: begin with

  curl -s --json '{}' -H 'Authorization: Api-Key ${service.organization.apiKey}' \\
    ${service.url}/api/v1/integrations/azure/key_vault/consents/

open its authorization_url in a browser, sign in as an administrator, and go on as the page says.
Or see the whole story at once, in another terminal: npm run demo

Stop with Ctrl-C. State is kept in ${stateDirectory}; npm start -- --fresh begins anew.${options.verbose ? '' : ' Logs: npm start -- --verbose.'}
`);

await stopped;
say('\nStopping …');
await withdrawRunningService(stateDirectory);
await service.stop();
say('Stopped.');
