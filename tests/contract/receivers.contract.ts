import type { ReceiverFault, ReceiverRequest, Receivers } from '../../shared/ports/receivers.ts';
import { Secret } from '../../shared/secret.ts';

export interface ReceiversBench {
  receivers: Receivers;
  /** An address at which everything is taken. */
  url: string;
  /** One that is private, though it looks like any other. */
  privateUrl: string;
  /** What has come in, in order. */
  received(): { headers: Readonly<Record<string, unknown>>; body: string }[];
}

/** What every implementation of `Receivers` keeps. */
export function describeReceivers(name: string, make: () => ReceiversBench): void {
  describe(`receivers: ${name}`, () => {
    let bench: ReceiversBench;
    beforeAll(() => {
      bench = make();
    });
    const request = (url: string): ReceiverRequest => ({
      url: new Secret(url),
      headers: { 'content-type': 'application/json', 'x-number': '7' },
      body: '{"text":"ключ 💥"}',
    });

    it('brings headers and body', async () => {
      await bench.receivers.check(new Secret(bench.url));
      const before = bench.received().length;
      await bench.receivers.post(request(`${bench.url}/path?query=1`));
      const [{ headers, body } = { headers: {}, body: '' }] = bench.received().slice(before);
      expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-number': '7' });
      expect(body).toBe('{"text":"ключ 💥"}');
    });

    it.each<[string, (bench: ReceiversBench) => string, ReceiverFault['code']]>([
      ['no address', () => 'hooks', 'address.invalid'],
      ['an empty one', () => '', 'address.invalid'],
      ['one that is too long', ({ url }) => `${url}/${'a'.repeat(2_048)}`, 'address.invalid'],
      ['http', () => 'http://hooks.example/', 'address.not-https'],
      ['a file', () => 'file:///etc/passwd', 'address.not-https'],
      ['a user', () => 'https://user@hooks.example/', 'address.credentials'],
      ['a password', () => 'https://:password@hooks.example/', 'address.credentials'],
      ['another port', () => 'https://hooks.example:8443/', 'address.port'],
      ['a private address', ({ privateUrl }) => privateUrl, 'address.private'],
    ])('refuses %s, at the check and at every attempt', async (_case, urlOf, code) => {
      const url = urlOf(bench);
      await expect(bench.receivers.check(new Secret(url))).rejects.toMatchObject({ name: 'ReceiverFault', code });
      await expect(bench.receivers.post(request(url))).rejects.toMatchObject({ name: 'ReceiverFault', code });
    });

    it('does not repeat the address in what it says', async () => {
      const url = 'https://user:canary@hooks.example/canary?canary';
      for (const attempt of [bench.receivers.check(new Secret(url)), bench.receivers.post(request(url))]) {
        const error = await attempt.catch((fault: unknown) => fault);
        expect(error).toBeInstanceOf(Error);
        expect((error as Error).message).not.toContain('canary');
      }
    });
  });
}
