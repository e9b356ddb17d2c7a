import { RequestGovernor, type RequestOutcome } from '../../../shared/adapters/key-vault/request-governor.ts';
import { createManualClock } from '../../../shared/adapters/memory/manual-clock.ts';

const ok: RequestOutcome = { throttled: false };
const refused = (retryAfter?: number): RequestOutcome => ({
  throttled: true,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

function setUp() {
  const clock = createManualClock();
  const began = clock.now().getTime();
  const governor = new RequestGovernor(clock);
  /** When requests were sent, in milliseconds. */
  const sent: number[] = [];
  const send = (outcome: RequestOutcome = ok, kind: 'writes' | 'others' = 'others', signal?: AbortSignal) =>
    governor.send(
      kind,
      async () => void sent.push(clock.now().getTime() - began),
      () => outcome,
      signal,
    );
  return { clock, governor, sent, send };
}

test('the two quotas are apart, and each holds back what is more', async () => {
  const { clock, governor, sent, send } = setUp();
  const writes = Array.from({ length: 301 }, () => send(ok, 'writes'));
  await clock.advance(0);
  expect(sent).toHaveLength(300);
  await send(ok, 'others');
  expect(sent).toHaveLength(301);
  expect(governor.waiting).toBe(1);
  await clock.advance(9_999);
  expect(sent).toHaveLength(301);
  await clock.advance(1);
  await Promise.all(writes);
  expect(sent.at(-1)).toBe(10_000);
  expect(governor.traffic()).toEqual({ requests: 302, throttled: 0, recent: { writes: 1, others: 0 } });
});

test('after a refusal nobody sends for a while, longer each time in a row, and as documented', async () => {
  const { clock, sent, send } = setUp();
  const inARow = (async () => {
    for (let request = 0; request < 7; request += 1) await send(refused());
  })();
  await clock.advance(100_000);
  await inARow;
  expect(sent).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000, 47_000]);
});

test('refusals of requests that were under way together are one', async () => {
  const { clock, send, sent } = setUp();
  await Promise.all([send(refused()), send(refused()), send(refused())]);
  const next = send();
  await clock.advance(1_000);
  await next;
  expect(sent).toEqual([0, 0, 0, 1_000]);
});

test('an answer after the pause ends the row of refusals', async () => {
  const { clock, send, sent } = setUp();
  const refusedAfter = async (milliseconds: number) => {
    const request = send(refused());
    await clock.advance(milliseconds);
    await request;
  };
  await refusedAfter(0);
  await refusedAfter(1_000);
  await refusedAfter(2_000);
  const answered = send(ok);
  await clock.advance(4_000);
  await answered;
  await refusedAfter(0);
  const next = send(ok);
  await clock.advance(1_000);
  await next;
  expect(sent).toEqual([0, 1_000, 3_000, 7_000, 7_000, 8_000]);
});

test('Retry-After counts where it is longer, within bounds', async () => {
  const { clock, send, sent } = setUp();
  await send(refused(30));
  const second = send(refused(100_000));
  await clock.advance(30_000);
  await second;
  const third = send();
  await clock.advance(120_000);
  await third;
  expect(sent).toEqual([0, 30_000, 150_000]);
});

test('who waits can be called back', async () => {
  const { send, sent, governor } = setUp();
  await send(refused(30));
  const controller = new AbortController();
  const waiting = send(ok, 'others', controller.signal);
  controller.abort(new Error('not any more'));
  await expect(waiting).rejects.toThrow('not any more');
  expect(sent).toHaveLength(1);
  expect(governor.waiting).toBe(0);
});

test('what another process sent just now holds back as well', async () => {
  const { clock, governor, send, sent } = setUp();
  governor.occupy({ writes: 300, others: 0 });
  const write = send(ok, 'writes');
  await clock.advance(9_999);
  expect(sent).toEqual([]);
  await clock.advance(1);
  await write;
  expect(sent).toEqual([10_000]);
});
