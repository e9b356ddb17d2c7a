import { setTimeout as delay } from 'node:timers/promises';

/** Polls until the condition gives something truthy, and returns that; throws after the deadline (milliseconds). */
export async function until<T>(condition: () => T | Promise<T>, deadline = 15_000): Promise<NonNullable<T>> {
  const end = Date.now() + deadline;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not so within ${deadline} ms: ${condition}`);
    await delay(20);
  }
}

/** Whether a process with this id exists (signal 0 only asks). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
