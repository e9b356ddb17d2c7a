import type { Clock } from '../../ports/clock.ts';
import { type CheckJob, checkDelay, type Jobs, type TaskJob } from '../../ports/jobs.ts';

export interface MemoryJobs extends Jobs {
  /** Takes all messages whose delay has passed out of the queue, the earliest first. */
  takeDueTasks(): TaskJob[];
  /** Takes all messages that ask for tests out of their queue, in the order in which they came. */
  takeChecks(): CheckJob[];
  /** How many messages there are about tasks, due or not. */
  readonly size: number;
}

interface Message {
  dueAt: number;
  text: string;
}

export function createMemoryJobs({ clock }: { clock: Pick<Clock, 'now'> }): MemoryJobs {
  let messages: Message[] = [];
  let checks: string[] = [];

  return {
    get size() {
      return messages.length;
    },

    async enqueueTask(job, { delaySeconds = 0 } = {}) {
      const dueAt = clock.now().getTime() + checkDelay(delaySeconds) * 1000;
      messages.push({ dueAt, text: JSON.stringify(job) });
    },

    async enqueueChecks(job) {
      checks.push(JSON.stringify(job));
    },

    takeChecks() {
      const taken = checks;
      checks = [];
      return taken.map((text): CheckJob => JSON.parse(text));
    },

    takeDueTasks() {
      const now = clock.now().getTime();
      const due = messages.filter((message) => message.dueAt <= now).sort((one, other) => one.dueAt - other.dueAt);
      messages = messages.filter((message) => message.dueAt > now);
      return due.map(({ text }): TaskJob => JSON.parse(text));
    },
  };
}
