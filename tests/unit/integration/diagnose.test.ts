import {
  consentPropagation,
  type DiagnosisContext,
  diagnose,
  interruptionGrace,
} from '../../../shared/domain/integration/diagnose.ts';
import { type Permission, type ProbeAnswers, VaultFault, type VaultFaultCode } from '../../../shared/ports/vaults.ts';

const testedAt = new Date('2026-05-01T12:00:00Z');
const ago = (milliseconds: number) => new Date(testedAt.getTime() - milliseconds);

const context: DiagnosisContext = {
  tenantId: '0d1f9a52-7f0e-4f0c-9c68-0d9b8f0a4b11',
  vaultName: 'contoso',
  writable: false,
  applicationName: 'Key Vault Integration',
  testedAt,
  linkedAt: ago(86_400_000),
  before: { status: 'connected', cause: null, knownSince: ago(60_000) },
};

const all: ProbeAnswers = { list: 'allowed', get: 'allowed', set: 'allowed', delete: 'allowed', recover: 'allowed' };
const fault = (code: VaultFaultCode) => new VaultFault(code);
const refusing = (code: VaultFaultCode, ...permissions: Permission[]): ProbeAnswers => ({
  ...all,
  ...Object.fromEntries(permissions.map((permission) => [permission, fault(code)])),
});

describe('diagnosis of an access test', () => {
  test('everything allowed is connected, without a cause', () => {
    for (const writable of [false, true]) {
      const found = diagnose(all, { ...context, writable });
      expect(found).toMatchObject({ status: 'connected', cause: null, conclusive: true, permissions: all });
    }
  });

  test('reading needs list and get alone', () => {
    const answers = refusing('vault.forbidden-by-rbac', 'set', 'delete', 'recover');
    const found = diagnose(answers, context);
    expect(found).toMatchObject({ status: 'connected', cause: null });
    expect(found.permissions).toEqual({
      list: 'allowed',
      get: 'allowed',
      set: 'denied',
      delete: 'denied',
      recover: 'denied',
    });
  });

  test.each(['list', 'get', 'set', 'delete', 'recover'] as const)('writing needs %s', (permission) => {
    const answers = refusing('vault.forbidden-by-access-policy', permission);
    const found = diagnose(answers, { ...context, writable: true });
    expect(found).toMatchObject({ status: 'errored', cause: 'vault.forbidden-by-access-policy' });
    expect(found.permissions[permission]).toBe('denied');
  });

  test('Key Vault Reader, which lists but does not read, is told apart and the role that is missing named', () => {
    const found = diagnose(refusing('vault.forbidden-by-rbac', 'get', 'set', 'delete', 'recover'), context);
    expect(found).toMatchObject({ status: 'errored', cause: 'vault.forbidden-by-rbac' });
    expect(found.detail).toContain('may list secrets but may not read their values');
    expect(found.detail).toContain('Key Vault Secrets User');
  });

  test('a writable integration is told the role that writes', () => {
    const answers = refusing('vault.forbidden-by-rbac', 'set', 'delete', 'recover');
    const found = diagnose(answers, { ...context, writable: true });
    expect(found.detail).toContain('Key Vault Secrets Officer');
    expect(found.detail).toContain('set secrets, delete secrets or recover deleted secrets');
  });

  test.each([
    ['consent.missing', 'missing'],
    ['tenant.not-found', 'missing'],
    ['vault.not-found', 'missing'],
    ['app.disabled', 'errored'],
    ['credential.invalid', 'errored'],
    ['vault.wrong-tenant', 'errored'],
    ['vault.forbidden-by-rbac', 'errored'],
    ['vault.forbidden-by-access-policy', 'errored'],
    ['vault.forbidden-by-firewall', 'errored'],
    ['vault.forbidden-by-connection', 'errored'],
    ['vault.forbidden-by-governance-policy', 'errored'],
    ['vault.rejected', 'errored'],
  ] as const)('%s makes the status %s', (code, status) => {
    const found = diagnose({ list: fault(code) }, context);
    expect(found).toMatchObject({ status, cause: code, conclusive: true });
    expect(found.permissions.get).toBe('unknown');
  });

  test('a missing consent shortly after the tenant was linked has only not taken effect yet', () => {
    const answers = { list: fault('consent.missing') };
    const linkedAt = ago(consentPropagation - 1);
    const untested = { status: 'unknown', cause: null, knownSince: testedAt } as const;
    const young = diagnose(answers, { ...context, linkedAt, before: untested });
    expect(young).toMatchObject({ status: 'pending', cause: 'consent.propagating' });
    const old = diagnose(answers, { ...context, linkedAt: ago(consentPropagation) });
    expect(old).toMatchObject({ status: 'missing', cause: 'consent.missing' });
    const never = diagnose(answers, { ...context, linkedAt: undefined });
    expect(never).toMatchObject({ status: 'missing', cause: 'consent.missing' });
  });

  test.each([
    ['connected', null],
    ['errored', 'vault.forbidden-by-rbac'],
    ['errored', 'app.disabled'],
  ] as const)('an application that was met since the tenant was linked (%s, %s) has been removed', (status, cause) => {
    const answers = { list: fault('consent.missing') };
    const linkedAt = ago(60_000);
    const removed = diagnose(answers, { ...context, linkedAt, before: { status, cause, knownSince: ago(30_000) } });
    expect(removed).toMatchObject({ status: 'missing', cause: 'consent.missing' });
    // What was known before the link tells nothing of the consent that made it.
    const again = diagnose(answers, { ...context, linkedAt, before: { status, cause, knownSince: ago(90_000) } });
    expect(again).toMatchObject({ status: 'pending', cause: 'consent.propagating' });
  });

  describe.each(['vault.throttled', 'vault.unavailable', 'network.unreachable'] as const)('%s', (code) => {
    const answers = { list: fault(code) };

    test.each(['connected', 'errored', 'missing', 'pending', 'unknown'] as const)('leaves %s as it is', (status) => {
      const found = diagnose(answers, {
        ...context,
        before: { status, cause: null, knownSince: ago(interruptionGrace) },
      });
      expect(found).toMatchObject({ status, cause: code, conclusive: false });
      expect(Object.values(found.permissions)).toEqual(Array(5).fill('unknown'));
    });

    test('is an error once it has lasted', () => {
      const found = diagnose(answers, {
        ...context,
        before: { status: 'connected', cause: null, knownSince: ago(interruptionGrace + 1) },
      });
      expect(found).toMatchObject({ status: 'errored', cause: code, conclusive: false });
    });
  });

  test('a denial outweighs an interruption, whatever their order', () => {
    const answers = { ...all, get: fault('vault.throttled'), set: fault('vault.forbidden-by-rbac') };
    expect(diagnose(answers, { ...context, writable: true })).toMatchObject({
      status: 'errored',
      cause: 'vault.forbidden-by-rbac',
      conclusive: true,
    });
  });

  test('an interruption where nothing is needed does not matter', () => {
    expect(diagnose({ ...all, set: fault('vault.throttled') }, context)).toMatchObject({
      status: 'connected',
      cause: null,
    });
  });

  test('a permission that was not asked for is not taken for granted', () => {
    const { get: _get, ...others } = all;
    const found = diagnose(others, { ...context, before: { status: 'unknown', cause: null, knownSince: testedAt } });
    expect(found).toMatchObject({ status: 'unknown', cause: 'vault.unavailable', conclusive: false });
  });

  test('every sentence is one sentence', () => {
    const codes: VaultFaultCode[] = [
      'consent.missing',
      'tenant.not-found',
      'app.disabled',
      'credential.invalid',
      'vault.not-found',
      'vault.wrong-tenant',
      'vault.forbidden-by-rbac',
      'vault.forbidden-by-access-policy',
      'vault.forbidden-by-firewall',
      'vault.forbidden-by-connection',
      'vault.forbidden-by-governance-policy',
      'vault.rejected',
      'vault.throttled',
      'vault.unavailable',
      'network.unreachable',
    ];
    const answers = [all, ...codes.map((code) => ({ list: fault(code) }))];
    for (const { detail } of answers.map((answer) => diagnose(answer, context))) {
      expect(detail).toMatch(/^[A-Z][^.\n]+\.$/);
    }
  });
});
