import { type AadstsNumber, aadstsErrors } from '../../../sandbox/entra/aadsts-errors.ts';
import { AadstsFault } from '../../../sandbox/entra/aadsts-fault.ts';
import { ExpiringStore } from '../../../sandbox/entra/expiring-store.ts';
import { html } from '../../../sandbox/web/html.ts';

describe('AADSTS faults', () => {
  test('401 is for clients that did not prove themselves, and for nothing else', () => {
    for (const [number, { error, status }] of Object.entries(aadstsErrors)) {
      expect([number, status]).toEqual([number, error === 'invalid_client' ? 401 : 400]);
    }
  });

  test('fill their text, and let one place word the error otherwise', () => {
    const fault = new AadstsFault(90002, { tenant: 'x$&y' }, { error: 'invalid_tenant' });
    expect(fault.message).toMatch(/^AADSTS90002: Tenant 'x\$&y' not found\./);
    expect([fault.error, fault.status, fault.number]).toEqual(['invalid_tenant', 400, 90002 satisfies AadstsNumber]);
  });
});

describe('expiring store', () => {
  test('keeps a value for its time, and gives it once when taken', () => {
    let now = 0;
    let ids = 0;
    const store = new ExpiringStore<string>({ now: () => now, lifetime: 100, newId: () => `id-${ids++}` });
    const [first, second, third] = [store.put('first'), store.put('second'), store.put('third')];
    expect([store.get(first), store.get(first)]).toEqual(['first', 'first']);
    expect([store.take(second), store.take(second), store.get(second)]).toEqual(['second', undefined, undefined]);
    now = 99;
    expect(store.get(first)).toBe('first');
    now = 100;
    expect([store.get(first), store.take(third), store.take('made-up')]).toEqual([undefined, undefined, undefined]);
  });
});

describe('html', () => {
  test('escapes strings, also in quoted attributes, and not what is markup already', () => {
    const inner = html`<b>${'<&>"\''}</b>`;
    expect(html`<p title="${'a"b'}">${inner}${[inner, inner]}</p>`.markup).toBe(
      `<p title="a&quot;b">${'<b>&lt;&amp;&gt;&quot;&#39;</b>'.repeat(3)}</p>`,
    );
  });
});
