import type { Integration } from '../../../domain/integration/integration.ts';
import type { Action, Pull, Push } from '../../../domain/sync/action.ts';
import type { StepContent } from '../../../domain/sync/step.ts';
import type { Vault } from '../../../ports/vaults.ts';
import type { Deps } from '../../deps.ts';
import type { TrafficMeter } from './traffic-meter.ts';

export type RunDeps = Pick<
  Deps,
  | 'rows'
  | 'jobs'
  | 'news'
  | 'leases'
  | 'cipher'
  | 'vaults'
  | 'clock'
  | 'random'
  | 'log'
  | 'expiry'
  | 'limits'
  | 'usage'
  | 'telemetry'
>;

/** What a task works with. */
export interface Run<A extends Action = Action> {
  action: A;
  integration: Integration;
  vault: Vault;
  meter: TrafficMeter;
  /** Aborted when another worker may have taken over. */
  signal: AbortSignal;
  /** From then on nothing more is begun. */
  deadline: Date;
}

/** What planning found. */
export interface Plan {
  steps: StepContent[];
  unchanged: number;
  /** The run must not begin: why. The steps tell the single reasons. */
  failure?: { code: string; detail: string };
}

export type { Pull, Push };
