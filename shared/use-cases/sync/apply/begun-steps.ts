import type { Step } from '../../../domain/sync/step.ts';
import type { StepsResult } from './each-step.ts';

/** Steps of which everything is done that may be done before their turn, since it changes nothing. */
export interface BegunSteps {
  /** Whether those after them may be begun as well, before these are finished. */
  mayGoOn: boolean;
  /**
   * Does the rest. `mayHaveRun`: whether the step may have been carried out already, without its outcome having been
   * recorded.
   */
  finish(mayHaveRun: (step: Step) => boolean): Promise<StepsResult>;
}
