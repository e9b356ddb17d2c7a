import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { createTestApp, type TestApp, type TestResponse } from '../support/test-app.ts';

/** What happens before a request to the tables that matter: the others are the audit's and the keys'. */
type Before = () => Promise<void> | void;

/** The service on rows that let something happen before each request to these tables. */
export async function createRaces(tables: readonly string[] = ['configuration', 'parameters']) {
  const memory = createMemoryRows();
  let before: Before = () => {};
  const watched = <I extends [string, ...unknown[]], O>(act: (...input: I) => Promise<O>) => {
    return async (...input: I): Promise<O> => {
      if (tables.includes(input[0])) await before();
      return act(...input);
    };
  };
  const rows: Rows = { get: watched(memory.get), range: watched(memory.range), write: watched(memory.write) };
  const app: TestApp = await createTestApp({ deps: { rows } });

  async function during<T>(what: Before, act: () => Promise<T>): Promise<T> {
    before = what;
    try {
      return await act();
    } finally {
      before = () => {};
    }
  }

  return {
    app,
    rows: memory,

    /** One request runs from its beginning to its end before the n-th request to storage of another one. */
    async interrupt(n: number, act: () => Promise<TestResponse>, other: () => Promise<TestResponse>) {
      let count = 0;
      let answer: TestResponse | undefined;
      const first = await during(async () => {
        count += 1;
        if (count !== n) return;
        const rest = before;
        before = () => {};
        answer = await other();
        before = rest;
      }, act);
      return { first, other: answer };
    },

    /** The process is killed before the n-th request to storage; says whether it got that far. */
    async kill(n: number, act: () => Promise<TestResponse>): Promise<boolean> {
      let count = 0;
      await during(() => {
        count += 1;
        if (count >= n) throw new Error('the process ended');
      }, act);
      return count >= n;
    },

    /** All at once; `choose` picks whose request to storage is next, of so many that wait. */
    async interleave(choose: (waiting: number) => number, acts: readonly (() => Promise<TestResponse>)[]) {
      const waiting: (() => void)[] = [];
      let running = acts.length;
      return during(
        () => new Promise<void>((go) => waiting.push(go)),
        async () => {
          const answers = acts.map((act) => act().finally(() => (running -= 1)));
          while (running > 0) {
            await new Promise((settled) => setImmediate(settled));
            if (waiting.length > 0) waiting.splice(choose(waiting.length), 1)[0]?.();
          }
          return Promise.all(answers);
        },
      );
    },
  };
}

export type Races = Awaited<ReturnType<typeof createRaces>>;
