/**
 * Makes the multi-tenant application at Entra what the service needs, as whoever is signed in to the Azure CLI. Says what
 * it will change; changes it only with --apply. May be repeated.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { PresentApplication } from './application.ts';
import { applyChanges } from './apply-changes.ts';
import { az } from './az.ts';
import { describeChange } from './describe-change.ts';
import { desiredApplication } from './desired-application.ts';
import { createGraph, type Graph } from './graph.ts';
import { planChanges } from './plan-changes.ts';
import { remarks } from './remarks.ts';

const usage = `Usage: npm run register-app -- [options]

  --name NAME               the application's name, which customers see (default "Key Vault Integration")
  --client-id ID            which application, where several have the name or it gets another one
  --public-url URL          origin of the service; repeat it for several. Others' redirect addresses are removed.
                            Without it redirect addresses stay as they are
  --managed-identity ID     object id (principal id) of the app's managed identity, which may then sign in as the
                            application. Without it nothing changes there
  --apply                   do it; without it only say what would be done
`;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

class UsageError extends Error {}

function readOptions() {
  const { values } = parseArgs({
    options: {
      name: { type: 'string', default: 'Key Vault Integration' },
      'client-id': { type: 'string' },
      'public-url': { type: 'string', multiple: true, default: [] },
      'managed-identity': { type: 'string' },
      apply: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  for (const name of ['client-id', 'managed-identity'] as const) {
    const value = values[name];
    if (value !== undefined && !guid.test(value)) throw new UsageError(`--${name} ${value} is no id`);
  }
  return values;
}

async function signedIn() {
  const { name, endpoints } = await az<{ name: string; endpoints: { microsoftGraphResourceId: string } }>(
    ...['cloud', 'show'],
  );
  const { tenantId } = await az<{ tenantId: string }>('account', 'show');
  const graph = createGraph(endpoints.microsoftGraphResourceId.replace(/\/+$/, ''));
  return { graph, account: { cloud: name, tenantId } };
}

async function findPresent(graph: Graph, name: string, appId?: string): Promise<PresentApplication | undefined> {
  const found = await graph.findApplications(appId === undefined ? { displayName: name } : { appId });
  const [first, ...others] = found;
  if (others.length > 0) {
    const ids = found.map((each) => `  ${each.appId}`).join('\n');
    throw new Error(`several applications are called ${JSON.stringify(name)}; say which with --client-id:\n${ids}`);
  }
  if (first === undefined && appId !== undefined) throw new Error(`there is no application ${appId}`);
  return first && { ...first, federatedCredentials: await graph.listCredentials(first.id) };
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function register(options: ReturnType<typeof readOptions>): Promise<void> {
  const { graph, account } = await signedIn();
  const desired = desiredApplication(
    { displayName: options.name, publicUrls: options['public-url'], managedIdentity: options['managed-identity'] },
    account,
  );
  const present = await findPresent(graph, options.name, options['client-id']);
  const changes = planChanges(present, desired);
  say(
    `Application ${JSON.stringify(options.name)} in tenant ${account.tenantId}: ${present?.appId ?? 'not there yet'}`,
  );
  for (const [first, ...more] of changes.map(describeChange)) say([`  - ${first}`, ...more].join('\n'));
  for (const remark of present === undefined ? [] : remarks(present, desired.federatedCredential)) {
    say(`  Note: ${remark}`);
  }
  if (changes.length === 0) return say('Nothing to change.');
  if (!options.apply) return say('Nothing was changed. With --apply this is done.');
  const clientId = await applyChanges({ graph, wait }, present, changes);
  say(`Done. The client id, for ENTRA_CLIENT_ID, is ${clientId}`);
}

try {
  const options = readOptions();
  if (options.help) process.stdout.write(usage);
  else await register(options);
} catch (error) {
  const wrong = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  process.stderr.write(`${error instanceof Error ? error.message : error}\n${wrong ? `\n${usage}` : ''}`);
  process.exitCode = wrong ? 2 : 1;
}
