import { operationOf } from '../../../shared/adapters/key-vault/operation-of.ts';

const vault = 'https://contoso.vault.azure.net';

test.each([
  ['GET', '/secrets?api-version=7.6', 'list'],
  ['GET', '/secrets/?maxresults=1', 'list'],
  ['GET', '/secrets?$skiptoken=list', 'list'],
  ['GET', '/secrets/set/?api%2Dversion=7.6', 'get'],
  ['GET', '/secrets/name/0123', 'get'],
  ['PUT', '/secrets/name', 'set'],
  ['PATCH', '/secrets/name/0123', 'update'],
  ['DELETE', '/secrets/name', 'delete'],
  ['POST', '/deletedsecrets/name/recover', 'recover'],
  ['GET', '/deletedsecrets/name', 'get-deleted'],
  ['POST', '/secrets/restore', 'other'],
  ['GET', '/keys/name', 'other'],
  ['GET', '/', 'other'],
])('%s %s is %s', (method, path, operation) => {
  expect(operationOf(method, `${vault}${path}`)).toBe(operation);
});
