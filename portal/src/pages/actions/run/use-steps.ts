import { usePages } from '../../../api/use-pages.ts';
import type { Step, Task } from '../action.ts';
import type { StepFilter } from '../action-calls.ts';
import type { Address } from '../address.ts';
import { useActionCalls } from '../use-action-calls.ts';
import { runKey } from './use-run.ts';

/** So many steps are asked for at once: a run may have ten thousand. */
const stepsAtOnce = 500;

/** The steps of a run that the filter lets through; read anew when the run is planned, begins to apply or ends. */
export function useSteps(address: Address, task: Task, filter: StepFilter) {
  const calls = useActionCalls(address.kind);
  const moment = [task.state, task.dry_run, task.progress?.total, task.finished_at];
  return usePages<Step>([...runKey(address), 'steps', filter, moment], (page, signal) =>
    calls.steps(address, { ...filter, page, page_size: stepsAtOnce }, signal),
  );
}
