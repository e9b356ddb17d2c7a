import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { Secret } from '../../shared/secret.ts';
import type { EntraHarness } from './entra.contract.ts';

const nonce = 'the nonce';
const stranger = '99999999-9999-4999-8999-999999999999';

/** The part of Entra's contract that proves who signed in where: every way to forge an id_token. */
export function describeIdToken(harness: () => EntraHarness): void {
  describe('verifies the id_token', () => {
    const verify = (token: string) => harness().entra.verifyIdToken(new Secret(token), { nonce });
    const claims = (changed: Record<string, unknown> = {}) => {
      const all = {
        iss: `${harness().authorityHost}/${harness().tenantId}/v2.0`,
        aud: harness().clientId,
        tid: harness().tenantId,
        oid: '00000000-0000-4000-8000-000000000001',
        nonce,
        iat: harness().now(),
        nbf: harness().now(),
        exp: harness().now() + 3600,
        ...changed,
      };
      return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    };
    const inTenant = (tid: string) => `${harness().authorityHost}/${tid}/v2.0`;

    test('and takes one with the least that proves a sign-in; absent claims prove nothing', async () => {
      expect(await verify(await harness().sign(claims()))).toEqual({
        tenantId: harness().tenantId,
        objectId: '00000000-0000-4000-8000-000000000001',
        directoryRoles: [],
      });
      expect(await verify(await harness().sign(claims({ acct: 2 })))).not.toHaveProperty('account');
      expect(await verify(await harness().sign(claims({ acct: '0' })))).not.toHaveProperty('account');
    });

    test('and gives the tenant in lower case', async () => {
      const tid = harness().tenantId.toUpperCase();
      expect(await verify(await harness().sign(claims({ tid, iss: inTenant(tid) })))).toMatchObject({
        tenantId: harness().tenantId,
      });
    });

    test.each<[string, () => Record<string, unknown>, string]>([
      ['another audience', () => ({ aud: stranger }), 'id-token.audience'],
      ['no audience', () => ({ aud: undefined }), 'id-token.audience'],
      ['another issuer', () => ({ iss: `https://evil.example/${harness().tenantId}/v2.0` }), 'id-token.issuer'],
      ["another tenant's issuer", () => ({ iss: inTenant(stranger) }), 'id-token.issuer'],
      ["the issuer's template", () => ({ iss: inTenant('{tenantid}') }), 'id-token.issuer'],
      ['the issuer of version 1', () => ({ iss: `https://sts.windows.net/${harness().tenantId}/` }), 'id-token.issuer'],
      ['another tenant than its issuer', () => ({ tid: stranger }), 'id-token.issuer'],
      ['no issuer', () => ({ iss: undefined }), 'id-token.issuer'],
      ['another nonce', () => ({ nonce: 'another' }), 'id-token.nonce'],
      ['no nonce', () => ({ nonce: undefined }), 'id-token.nonce'],
      ['its end in the past', () => ({ exp: harness().now() - 90 }), 'id-token.expired'],
      ['no end', () => ({ exp: undefined }), 'id-token.expired'],
      ['its beginning in the future', () => ({ nbf: harness().now() + 90 }), 'id-token.expired'],
      ['no tenant', () => ({ tid: undefined }), 'id-token.malformed'],
      ['a tenant that is no id', () => ({ tid: 'x', iss: inTenant('x') }), 'id-token.malformed'],
      ['no person', () => ({ oid: undefined }), 'id-token.malformed'],
    ])('and refuses one with %s', async (_what, changed, code) => {
      const token = await harness().sign(claims(changed()));
      await expect(verify(token)).rejects.toMatchObject({ name: 'IdTokenFault', code });
    });

    test('with a minute for clocks that differ', async () => {
      const token = await harness().sign(claims({ nbf: harness().now() + 30, exp: harness().now() - 30 }));
      expect(await verify(token)).toMatchObject({ tenantId: harness().tenantId });
    });

    describe('and refuses one that Entra has not signed', () => {
      const header = async () => ({ alg: 'RS256', kid: (await harness().publicKey()).kid, typ: 'JWT' });
      const strangers = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

      test("with another key under the id of Entra's", async () => {
        const token = await new SignJWT(claims()).setProtectedHeader(await header()).sign(strangers());
        await expect(verify(token)).rejects.toMatchObject({ code: 'id-token.signature' });
      });

      test('with another key under its own id', async () => {
        const foreign = { ...(await header()), kid: 'stranger' };
        const token = await new SignJWT(claims()).setProtectedHeader(foreign).sign(strangers());
        await expect(verify(token)).rejects.toMatchObject({ code: 'id-token.signature' });
      });

      test('with a key that it brings along', async () => {
        const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        const jwk = publicKey.export({ format: 'jwk' }) as { kty: string; n: string; e: string };
        const token = await new SignJWT(claims()).setProtectedHeader({ ...(await header()), jwk }).sign(privateKey);
        await expect(verify(token)).rejects.toMatchObject({ code: 'id-token.signature' });
      });

      test('but changed after signing', async () => {
        const [head, , signature] = (await harness().sign(claims())).split('.');
        const body = Buffer.from(JSON.stringify(claims({ tid: stranger, iss: inTenant(stranger) })));
        const token = `${head}.${body.toString('base64url')}.${signature}`;
        await expect(verify(token)).rejects.toMatchObject({ code: 'id-token.signature' });
      });

      test('with alg none', async () => {
        const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        for (const alg of ['none', 'None', 'NONE']) {
          const token = `${encode({ ...(await header()), alg })}.${encode(claims())}.`;
          await expect(verify(token)).rejects.toMatchObject({ name: 'IdTokenFault' });
        }
      });

      test("with HS256 under Entra's public key", async () => {
        const { pem } = await harness().publicKey();
        const token = await new SignJWT(claims())
          .setProtectedHeader({ ...(await header()), alg: 'HS256' })
          .sign(Buffer.from(pem));
        await expect(verify(token)).rejects.toMatchObject({ code: 'id-token.signature' });
      });

      test.each(['', 'x', 'a.b', 'a.b.c', 'a.b.c.d.e', 'e30.e30.e30'])('being no token at all: "%s"', async (token) => {
        await expect(verify(token)).rejects.toMatchObject({ name: 'IdTokenFault', code: 'id-token.malformed' });
      });
    });
  });
}
