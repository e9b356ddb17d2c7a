import type { Schemas } from '../../api/schema.ts';
import type { ListPage } from '../../api/use-pages.ts';
import type { Action, CountName, Step, Task } from './action.ts';
import type { Address } from './address.ts';

export type ActionPath = Pick<Address, 'integrationId' | 'actionId'>;
export type TaskPath = ActionPath & Pick<Address, 'taskId'>;

export interface StepFilter {
  counted_as?: CountName;
  success?: boolean;
  venue_name__icontains?: string;
}

export interface PageQuery {
  page: number;
  page_size: number;
}

/** What can be asked about imports and pushes alike. Everything rejects with `ApiProblem`. */
export interface ActionCalls {
  list(path: Pick<Address, 'integrationId'>, query: PageQuery, signal: AbortSignal): Promise<ListPage<Action>>;
  get(path: ActionPath, signal: AbortSignal): Promise<Action>;
  remove(path: ActionPath): Promise<unknown>;
  /** `dryRun` absent: as the action says. */
  run(path: ActionPath, wish: { dryRun?: boolean; confirmDeletes?: boolean }): Promise<Task>;
  tasks(path: ActionPath, query: PageQuery, signal: AbortSignal): Promise<ListPage<Task>>;
  task(path: TaskPath, signal: AbortSignal): Promise<Task>;
  steps(path: TaskPath, query: PageQuery & StepFilter, signal: AbortSignal): Promise<ListPage<Step>>;
  /** Shows values: who keeps the answer must not keep it for long. */
  compare(path: TaskPath & { stepId: string }, signal: AbortSignal): Promise<Schemas['StepValues']>;
  apply(path: TaskPath, body: Schemas['ApplyPlan']): Promise<Task>;
  cancel(path: TaskPath): Promise<Task>;
  retry(path: TaskPath): Promise<Task>;
}
