import { type Cause, causes } from '../../../shared/domain/integration/cause.ts';
import { type RemedyContext, remedyFor } from '../../../shared/domain/integration/remedy.ts';
import { removalOf } from '../../../shared/domain/integration/removal.ts';
import { shellWords } from './shell-words.ts';

const context: RemedyContext = {
  tenantId: '0d1f9a52-7f0e-4f0c-9c68-0d9b8f0a4b11',
  vaultName: 'contoso-production',
  writable: false,
  clientId: '11111111-2222-4333-8444-555555555555',
  applicationName: 'Key Vault Integration',
  portalUrl: 'https://portal.azure.com',
};

/** The command's words before its flags, and its flags with all their values. */
function parse(command: string): { command: string; flags: Record<string, string[]> } {
  const words = shellWords(command);
  const first = words.findIndex((word) => word.startsWith('--'));
  const flags: Record<string, string[]> = {};
  let current: string[] = [];
  for (const word of words.slice(first)) {
    if (word.startsWith('--')) {
      if (flags[word] !== undefined) throw new Error(`${word} stands twice`);
      current = [];
      flags[word] = current;
    } else current.push(word);
  }
  return { command: words.slice(0, first).join(' '), flags };
}

const commandsOf = (cause: Cause, writable = false) =>
  remedyFor(cause, { ...context, writable }).commands.map(({ command }) => parse(command));

const scope = '$(az keyvault show --name contoso-production --query id --output tsv)';
const login = { command: 'az login', flags: { '--tenant': [context.tenantId] } };
const grantRole = (role: string) => ({
  command: 'az role assignment create',
  flags: { '--role': [role], '--assignee': [context.clientId], '--scope': [scope] },
});
const grantPolicy = (...permissions: string[]) => ({
  command: 'az keyvault set-policy',
  flags: { '--name': ['contoso-production'], '--spn': [context.clientId], '--secret-permissions': permissions },
});

describe('remedies', () => {
  test.each(causes)('%s has steps, a place in the portal and commands that a shell understands', (cause) => {
    for (const writable of [false, true]) {
      const remedy = remedyFor(cause, { ...context, writable });
      expect(remedy.steps.length).toBeGreaterThan(0);
      for (const step of remedy.steps) expect(step).toMatch(/^[A-Z].*\.$/);
      expect(new URL(remedy.portalUrl).origin).toBe('https://portal.azure.com');
      expect(remedy.portalUrl).toContain(context.tenantId);
      for (const { title, command } of remedy.commands) {
        expect(title).not.toBe('');
        expect(shellWords(command)[0]).toBe('az');
      }
    }
  });

  test('without a role, the least one is assigned to our application on this vault', () => {
    expect(commandsOf('vault.forbidden-by-rbac')).toEqual([login, grantRole('Key Vault Secrets User')]);
    expect(commandsOf('vault.forbidden-by-rbac', true)).toEqual([login, grantRole('Key Vault Secrets Officer')]);
    expect(remedyFor('vault.forbidden-by-rbac', context).leastRole).toBe('Key Vault Secrets User');
  });

  test('without a policy, the permissions that are needed are set for our application', () => {
    expect(commandsOf('vault.forbidden-by-access-policy')).toEqual([login, grantPolicy('get', 'list')]);
    expect(commandsOf('vault.forbidden-by-access-policy', true)).toEqual([
      login,
      grantPolicy('delete', 'get', 'list', 'recover', 'set'),
    ]);
  });

  test('both models are shown where the vault does not tell which one it uses', () => {
    const both = [grantRole('Key Vault Secrets User'), grantPolicy('get', 'list')];
    expect(commandsOf('vault.rejected')).toEqual([login, ...both]);
    expect(commandsOf('consent.missing').slice(-2)).toEqual(both);
  });

  test('the other causes have the command that changes what is wrong', () => {
    const flags = (cause: Cause) => commandsOf(cause).slice(1);
    expect(flags('app.disabled')).toEqual([
      { command: 'az ad sp update', flags: { '--id': [context.clientId], '--set': ['accountEnabled=true'] } },
    ]);
    expect(flags('consent.missing')[0]).toEqual({ command: 'az ad sp create', flags: { '--id': [context.clientId] } });
    expect(flags('vault.not-found')[0]).toEqual({
      command: 'az keyvault list',
      flags: { '--query': ['[].name'], '--output': ['tsv'] },
    });
    expect(flags('vault.forbidden-by-firewall').at(-1)).toEqual({
      command: 'az keyvault update',
      flags: { '--name': ['contoso-production'], '--default-action': ['Allow'] },
    });
    expect(flags('vault.forbidden-by-connection')).toEqual([
      {
        command: 'az keyvault update',
        flags: { '--name': ['contoso-production'], '--public-network-access': ['Enabled'] },
      },
    ]);
  });

  test('the firewall is opened for the addresses that the service calls from, where they are known', () => {
    const addresses = ['20.1.2.3', '20.1.4.0/24'];
    for (const cause of ['vault.forbidden-by-firewall', 'vault.forbidden-by-connection'] as const) {
      const remedy = remedyFor(cause, { ...context, outboundAddresses: addresses });
      expect(remedy.steps.join(' ')).toContain('(20.1.2.3, 20.1.4.0/24)');
      expect(parse(remedy.commands.at(-1)?.command ?? '')).toEqual({
        command: 'az keyvault network-rule add',
        flags: { '--name': ['contoso-production'], '--ip-address': addresses },
      });
      expect(remedy.steps.join(' ')).not.toContain('operator');
      expect(remedyFor(cause, context).steps.join(' ')).toContain('which its operator names');
    }
  });

  test('which access model the vault uses is told where its answer says so, and nowhere else', () => {
    const told = causes.map((cause) => [cause, remedyFor(cause, context).accessModel]).filter(([, model]) => model);
    expect(Object.fromEntries(told)).toEqual({
      'vault.forbidden-by-rbac': 'rbac',
      'vault.forbidden-by-access-policy': 'access-policy',
    });
    expect(remedyFor('vault.forbidden-by-rbac', context).steps[0]).toContain('uses role-based access control');
    expect(remedyFor('vault.forbidden-by-access-policy', context).steps[0]).toContain('uses access policies');
  });

  test('where a grant is missing, how to grant is told for both access models, roles first', () => {
    const missing = causes.filter((cause) => remedyFor(cause, context).grants.length > 0);
    expect(missing).toEqual([
      'consent.missing',
      'vault.forbidden-by-rbac',
      'vault.forbidden-by-access-policy',
      'vault.rejected',
    ]);
    const { grants } = remedyFor('vault.forbidden-by-access-policy', context);
    expect(
      grants.map(({ accessModel, commands }) => [accessModel, commands.map(({ command }) => parse(command))]),
    ).toEqual([
      ['rbac', [login, grantRole('Key Vault Secrets User')]],
      ['access-policy', [login, grantPolicy('get', 'list')]],
    ]);
    for (const { steps } of grants) for (const step of steps) expect(step).toMatch(/^[A-Z].*\.$/);
  });

  test('the permissions of a policy are exactly those that are needed', () => {
    const { secretPermissions } = remedyFor('vault.forbidden-by-access-policy', context);
    expect(secretPermissions).toEqual(['list', 'get']);
    const writable = { ...context, writable: true };
    expect(remedyFor('vault.rejected', writable).secretPermissions).toEqual([
      'list',
      'get',
      'set',
      'delete',
      'recover',
    ]);
  });

  test('where nothing is wrong at the customer, nothing is to be run', () => {
    const idle: Cause[] = ['consent.propagating', 'credential.invalid', 'vault.throttled', 'vault.unavailable'];
    for (const cause of idle) expect(commandsOf(cause)).toEqual([]);
  });

  test('the portal is that of the cloud', () => {
    const remedy = remedyFor('vault.forbidden-by-rbac', { ...context, portalUrl: 'https://portal.azure.us' });
    expect(new URL(remedy.portalUrl).origin).toBe('https://portal.azure.us');
  });

  test('what remains after a deletion can be taken away by commands', () => {
    const commands = removalOf(context).commands.map(({ command }) => parse(command));
    expect(commands).toEqual([
      login,
      { command: 'az role assignment delete', flags: { '--assignee': [context.clientId], '--scope': [scope] } },
      {
        command: 'az keyvault delete-policy',
        flags: { '--name': ['contoso-production'], '--spn': [context.clientId] },
      },
      { command: 'az ad sp delete', flags: { '--id': [context.clientId] } },
    ]);
  });
});
