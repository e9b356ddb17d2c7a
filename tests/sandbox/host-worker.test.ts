import type { AppWorker } from '../../sandbox/host/app-worker.ts';
import { WorkerLost } from '../../sandbox/host/invocation-errors.ts';
import { superviseWorker } from '../../sandbox/host/supervised-worker.ts';
import { until } from './support/until.ts';

const invocation = { functionName: 'f', data: {} };
let nextPid = 1;

/** A worker whose invocations end when it dies, or at once with the given response. */
function fakeWorker(respond?: () => Promise<object>) {
  let end: (how: string) => void = () => {};
  let alive = true;
  const exited = new Promise<string>((resolve) => {
    end = (how) => {
      alive = false;
      resolve(how);
    };
  });
  const worker: AppWorker = {
    pid: nextPid++,
    functions: [],
    exited,
    get connected() {
      return alive;
    },
    invoke: () =>
      respond?.() ??
      exited.then((how) => {
        throw new WorkerLost(how);
      }),
    kill: (signal) => end(signal),
    terminate: async () => end('terminated'),
  };
  return worker;
}

test('a function over its time ends the worker, and the next one runs', async () => {
  const workers = [fakeWorker(), fakeWorker(async () => ({ returnValue: null }))];
  const started = [...workers];
  const supervised = await superviseWorker({
    start: async () => started.shift() ?? Promise.reject(new Error('no more')),
    log: () => {},
    backOff: 1,
    functionTimeout: 20,
  });
  await expect(supervised.invoke(invocation)).rejects.toBeInstanceOf(WorkerLost);
  expect(await supervised.invoke(invocation)).toEqual({ returnValue: null });
  expect(supervised.pid).toBe(workers[1]?.pid);
  await supervised.stop(0);
});

test('starting is tried again until it succeeds; invocations wait for it', async () => {
  const messages: string[] = [];
  const first = fakeWorker();
  const last = fakeWorker(async () => ({}));
  const starts: (() => Promise<AppWorker>)[] = [
    async () => first,
    async () => Promise.reject(new Error('not yet')),
    async () => Promise.reject(new Error('still not')),
    async () => last,
  ];
  const supervised = await superviseWorker({
    start: () => starts.shift()?.() ?? Promise.reject(new Error('no more')),
    log: (line) => messages.push(line.message),
    backOff: 1,
  });
  first.kill('SIGKILL');
  expect(await supervised.invoke(invocation)).toEqual({});
  expect(messages.filter((message) => message.includes('could not be restarted'))).toHaveLength(2);
  await supervised.stop(0);
});

test('a stop while it is being restarted starts nothing, and lets those who wait know', async () => {
  let starts = 0;
  const first = fakeWorker();
  const supervised = await superviseWorker({
    start: async () => {
      starts += 1;
      return first;
    },
    log: () => {},
    backOff: 600_000,
  });
  first.kill('SIGKILL');
  await until(() => supervised.pid === undefined);
  const waiting = expect(supervised.invoke(invocation)).rejects.toBeInstanceOf(WorkerLost);
  await supervised.stop(0);
  await waiting;
  expect(starts).toBe(1);
});

test('a first start that fails is not tried again', async () => {
  const start = async () => Promise.reject(new Error('broken'));
  await expect(superviseWorker({ start, log: () => {}, backOff: 1 })).rejects.toThrow('broken');
});
