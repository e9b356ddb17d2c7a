import { keepTokens } from '../../../shared/adapters/azure/keep-tokens.ts';

const minute = 60_000;

/** Tokens that live for an hour, by number; `fail` makes the next attempts fail. */
function source(options: { refreshAfter?: number } = {}) {
  let time = Date.parse('2026-01-01T00:00:00Z');
  let made = 0;
  const state = { attempts: 0, fail: false };
  const get = keepTokens(
    async (scope) => {
      state.attempts += 1;
      if (state.fail) throw new Error('no token');
      made += 1;
      return {
        token: `${scope} ${made}`,
        expiresOnTimestamp: time + 60 * minute,
        ...(options.refreshAfter === undefined ? {} : { refreshAfterTimestamp: time + options.refreshAfter }),
      };
    },
    { now: () => new Date(time) },
  );
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { get: async (scope: string) => (await get(scope)).token, state, pass };
}

test('those who come together get the same token, and so do those who come later', async () => {
  const { get, state, pass } = source();
  expect(await Promise.all([get('a'), get('a'), get('b')])).toEqual(['a 1', 'a 1', 'b 2']);
  pass(54 * minute);
  expect(await get('a')).toBe('a 1');
  expect(state.attempts).toBe(2);
});

test('a token is replaced five minutes before its end', async () => {
  const { get, pass } = source();
  await get('a');
  pass(55 * minute);
  expect(await get('a')).toBe('a 2');
});

test('or earlier, when its issuer says so', async () => {
  const { get, pass } = source({ refreshAfter: 30 * minute });
  await get('a');
  pass(30 * minute);
  expect(await get('a')).toBe('a 2');
});

test('a renewal that fails is not noticed while the token serves, and tried again after a minute', async () => {
  const { get, state, pass } = source({ refreshAfter: 30 * minute });
  await get('a');
  pass(31 * minute);
  state.fail = true;
  expect(await get('a')).toBe('a 1');
  expect(await get('a')).toBe('a 1');
  expect(state.attempts).toBe(2);
  state.fail = false;
  pass(minute);
  expect(await get('a')).toBe('a 2');
});

test('near the end of the token the failure is told, and the next who asks may succeed', async () => {
  const { get, state, pass } = source();
  await get('a');
  pass(55 * minute);
  state.fail = true;
  await expect(Promise.all([get('a'), get('a')])).rejects.toThrow('no token');
  expect(state.attempts).toBe(2);
  state.fail = false;
  expect(await get('a')).toBe('a 2');
});
