import { routes } from '../../functions/http/routes.ts';

/** What is sent with a method that changes things, and changes none that the audit is about. */
const changesNothing: Record<string, string> = {
  integrations_azure_key_vault_scan_create: 'reads names only',
  integrations_azure_key_vault_pushes_preview_create: 'keeps nothing',
  integrations_azure_key_vault_consents_create: 'begins what only its completion makes count',
};

test('every route that changes something tells the audit', () => {
  const silent = routes.filter(({ method, audit }) => method !== 'GET' && audit === undefined);
  expect(silent.map(({ name }) => name).filter((name) => changesNothing[name] === undefined)).toEqual([]);
});

test('no route that only reads does', () => {
  expect(routes.filter(({ method, audit }) => method === 'GET' && audit !== undefined)).toEqual([]);
});
