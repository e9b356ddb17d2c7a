/**
 * The operator's command line. It works on the storage that the settings name: environment variables, and
 * local.settings.json for what the environment leaves open.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../shared/config.ts';
import { roles } from '../shared/domain/principal.ts';

const usage = `Usage: npm run admin -- <command> [options]

  create-organization --name NAME             a new customer; prints its id
  create-api-key --organization ID --name NAME [--role ROLE]
                                              a key for a new service account; the key is shown this once
  set-limits --organization ID --limits LIST  limits of its own, such as parameters=5000,tasks-at-once=2; NAME=default
                                              takes one back. The names: requests-per-minute, tasks-at-once,
                                              integrations, actions, projects, environments, parameters. Prints those
                                              that are set; every instance goes by them within five minutes
  create-key-file --path FILE                 the local key that wraps data keys; never overwrites

  rotate-keys [--organization ID] [--new-data-key]
                                              wraps the data keys of all organizations, or of one, with the newest
                                              wrapping key (the first line of the key file); with --new-data-key each
                                              whose data key is older than a day gets a new one. May be interrupted
                                              and repeated; everything stays readable throughout

  --role   ${roles.join(', ')} (default ADMIN)
  --json   one JSON object on standard output
`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string' },
    organization: { type: 'string' },
    role: { type: 'string', default: 'ADMIN' },
    path: { type: 'string' },
    limits: { type: 'string' },
    'new-data-key': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

class UsageError extends Error {}

const commands: Record<string, () => Promise<Record<string, string>>> = {
  'create-organization': async () => {
    const { createOrganization } = await import('../shared/use-cases/identity/create-organization.ts');
    const organization = await createOrganization(await deps(), { name: needed('name') });
    return { organization: organization.id, name: organization.name };
  },
  'create-api-key': async () => {
    const role = roles.find((known) => known === options.role);
    if (role === undefined) throw new UsageError(`--role must be one of ${roles.join(', ')}`);
    const organizationId = needed('organization');
    const { getOrganization } = await import('../shared/store/organizations.ts');
    const { issueApiKey } = await import('../shared/use-cases/identity/issue-api-key.ts');
    const all = await deps();
    if ((await getOrganization(all.rows, organizationId)) === undefined) {
      throw new UsageError(`there is no organization ${organizationId}`);
    }
    const name = needed('name');
    const issued = await issueApiKey(all, { organizationId, name, role });
    const { recordAudit } = await import('../shared/use-cases/audit/record-change.ts');
    const object = { id: issued.serviceAccountId, name };
    await recordAudit(all, {
      organizationId,
      action: 'create',
      objectType: 'ServiceAccount',
      object,
      user: operator(),
    });
    return { api_key: issued.key.reveal(), prefix: issued.prefix, service_account: issued.serviceAccountId };
  },
  'set-limits': async () => {
    const { readLimitChanges, typedLimitName } = await import('./admin/organizations/read-limit-changes.ts');
    const { setLimits } = await import('../shared/use-cases/limits/set-limits.ts');
    const limits = await setLimits(await deps(), needed('organization'), readLimitChanges(needed('limits')));
    return Object.fromEntries(Object.entries(limits).map(([name, limit]) => [typedLimitName(name), String(limit)]));
  },
  'create-key-file': async () => {
    const { createKeyFile } = await import('../shared/adapters/crypto/create-key-file.ts');
    await createKeyFile(needed('path'));
    return { key_file: needed('path') };
  },
  'rotate-keys': async () => {
    const { composeKeyRing } = await import('../shared/compose.ts');
    const { rotateKeys } = await import('../shared/use-cases/keys/rotate-keys.ts');
    const all = await deps();
    const { organization: organizationId, 'new-data-key': newDataKey } = options;
    const keyRing = await composeKeyRing(config(), all);
    const { failed, ...counts } = await rotateKeys({ ...all, keyRing }, { organizationId, newDataKey });
    if (failed.length > 0) {
      const lines = failed.map((each) => `  organization ${each.organizationId}: ${each.code}`);
      throw new Error(`keys could not be unwrapped; leave the wrapping keys before in place:\n${lines.join('\n')}`);
    }
    return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]));
  },
};

/** As the audit knows whoever runs this: nobody of the organization. */
function operator() {
  return { kind: 'user', id: 'operator', name: 'Operator', role: 'OWNER', createdAt: new Date() } as const;
}

async function deps() {
  const { compose } = await import('../shared/compose.ts');
  return (await compose(config())).deps;
}

function config(): Config {
  return readConfig({ ...localSettings(), ...process.env });
}

function localSettings(): Record<string, string> {
  const path = new URL('../local.settings.json', import.meta.url);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')).Values ?? {}) : {};
}

function needed(name: 'name' | 'organization' | 'path' | 'limits'): string {
  const value = options[name];
  if (value === undefined || value === '') throw new UsageError(`--${name} is needed`);
  return value;
}

const command = commands[positionals[0] ?? ''];
if (command === undefined || positionals.length > 1 || options.help) {
  (options.help ? process.stdout : process.stderr).write(usage);
  process.exit(options.help ? 0 : 2);
}
try {
  const result = await command();
  const lines = Object.entries(result).map(([name, value]) => `${name}: ${value}`);
  process.stdout.write(`${options.json ? JSON.stringify(result) : lines.join('\n')}\n`);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${error instanceof UsageError ? `${message}\n\n${usage}` : `Failed: ${message}\n`}`);
  process.exit(error instanceof UsageError ? 2 : 1);
}
