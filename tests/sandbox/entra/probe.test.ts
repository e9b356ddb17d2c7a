import { ClientSecretCredential } from '@azure/identity';
import { startTestEntra, vaultScope } from './test-entra.ts';
test('probe', async () => {
  const t = await startTestEntra();
  const c = new ClientSecretCredential(t.contoso.id, t.application.clientId, t.secret, { authorityHost: t.entra.authorityHost, disableInstanceDiscovery: true });
  try { await c.getToken(vaultScope); } catch (e) { console.log(e, Object.entries(e as object), Object.entries((e as Error).cause as object)); }
  const u = new ClientSecretCredential('11111111-1111-4111-8111-111111111111', t.application.clientId, t.secret, { authorityHost: t.entra.authorityHost, disableInstanceDiscovery: true });
  try { await u.getToken(vaultScope); } catch (e) { console.log(e, Object.entries(e as object)); }
  t.consent(t.contoso);
  const d = new ClientSecretCredential(t.contoso.id, t.application.clientId, t.secret, { authorityHost: t.entra.authorityHost, disableInstanceDiscovery: true });
  const tok = await d.getToken(vaultScope);
  console.log(JSON.parse(Buffer.from(tok.token.split('.')[1]!, 'base64url').toString()), new Date(tok.expiresOnTimestamp));
  await t.stop();
});
