import { isDeepStrictEqual } from 'node:util';

/** A step of the story was not as it should be. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
}

export interface Story {
  /** Begins a chapter. */
  chapter(title: string): void;
  /** Runs one step and prints what was seen, which `run` returns. */
  step(title: string, run: () => Promise<string>): Promise<void>;
  readonly steps: number;
}

export function createStory(print: (line: string) => void): Story {
  let steps = 0;
  return {
    chapter: (title) => print(`\n${title}`),
    async step(title, run) {
      try {
        const seen = await run();
        steps++;
        print(`  ✓ ${title}: ${seen}`);
      } catch (error) {
        print(`  ✗ ${title}`);
        throw new StoryError(error instanceof Error ? error.message : String(error), { cause: error });
      }
    },
    get steps() {
      return steps;
    },
  };
}

/** Fails the step unless what was seen is what should be. */
export function expectSeen(what: string, seen: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(seen, wanted)) return;
  throw new StoryError(`${what} should be ${JSON.stringify(wanted)}, but is ${JSON.stringify(seen)}`);
}

/** Asks again until it is so. The deadline is there to fail by, not to wait for. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  isSo: (seen: T) => boolean,
  deadlineSeconds = 60,
): Promise<T> {
  const deadline = performance.now() + deadlineSeconds * 1000;
  for (;;) {
    const seen = await ask();
    if (isSo(seen)) return seen;
    if (performance.now() > deadline) {
      throw new StoryError(`${what}: not so after ${deadlineSeconds} s; last seen: ${JSON.stringify(seen)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
