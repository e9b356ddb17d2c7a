import type { Task } from '../../../domain/sync/task.ts';
import { RowConflict } from '../../../ports/rows.ts';
import { replaceTask, type StoredTask } from '../../../store/tasks.ts';
import type { RunDeps } from './run.ts';

/** Somebody else changed the task, or deleted it with its action: whatever rests on it has to stop. */
export class TaskChanged extends Error {
  override readonly name = 'TaskChanged';
}

/** Returns the task as stored. Rejects with {@link TaskChanged}. */
export async function saveTask(
  { rows, clock }: Pick<RunDeps, 'rows' | 'clock'>,
  task: StoredTask,
  change: Partial<Task>,
): Promise<StoredTask> {
  try {
    return await replaceTask(rows, { ...task, ...change, modifiedAt: clock.now() });
  } catch (cause) {
    if (!(cause instanceof RowConflict)) throw cause;
    throw new TaskChanged(`task ${task.id} changed`, { cause });
  }
}
