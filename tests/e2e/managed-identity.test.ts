import { connectVault } from '../../scripts/whole-service/connect-vault.ts';
import { finished, startPull } from '../../scripts/whole-service/run-action.ts';
import { startWholeService, type WholeService } from '../../scripts/whole-service/start-whole-service.ts';

let service: WholeService;
beforeAll(async () => {
  service = await startWholeService({ byIdentity: true });
}, 60_000);
afterAll(() => service?.stop(), 60_000);

test('the service connects a vault and imports from it without an account key and without a secret', async () => {
  const { ENTRA_CLIENT_SECRET, AzureWebJobsStorage } = service.settings;
  expect([ENTRA_CLIENT_SECRET, AzureWebJobsStorage]).toEqual(['', '']);
  const connected = await connectVault(service, 'by-identity');
  connected.addSecrets([['production-web-TOKEN', 'value']]);
  const action = await startPull(service, connected);
  expect(await finished(service, action)).toMatchObject({ state: 'success', error_code: null });

  const asked = Object.keys(service.sandbox.identityEndpoint.takeRequests()).sort();
  expect(asked).toEqual(['api://AzureADTokenExchange 200', 'https://storage.azure.com 200']);
}, 120_000);
