import type { SecretAttributes } from '../../ports/vaults.ts';
import type { BuiltInType } from '../configuration/parameter-type.ts';

export type StepOperation = 'create' | 'read' | 'update' | 'delete';

/** What a step is about: a value (of a parameter), or an environment or project that an import creates. */
export type StepSubject = 'value' | 'environment' | 'project';

/** Where a pushed value lives. It may be another environment's or project's than the one it is pushed for. */
export interface ValueSource {
  projectId: string;
  parameterId: string;
  environmentId: string;
  /** The value as it was then (ISO 8601), and no other; absent: as it is. */
  asOf?: string;
}

/** One intended change, and later what became of it. Never holds a value. */
export interface StepContent {
  subject: StepSubject;
  /** Null: nothing is done; `detail` or `error` says why. */
  operation: StepOperation | null;
  /** `planned` waits to be applied; in a dry run and in a task that stopped early it stays so. */
  state: 'planned' | 'succeeded' | 'failed';
  /** One sentence on a success. */
  detail?: string;
  error?: { code: string; detail: string };
  environmentId?: string;
  environmentName?: string;
  projectId?: string;
  projectName?: string;
  parameterId?: string;
  parameterName?: string;
  /** Whether the parameter is secret, and its built-in type: as a push tags it, and as an import would make it. */
  parameterSecret?: boolean;
  parameterType?: BuiltInType;
  /** The project that the parameter belongs to. */
  parameterProjectId?: string;
  secretName?: string;
  /** The tag that the value was pushed for. */
  tagId?: string;
  tagName?: string;
  /** The secret's id without version; absent until the secret exists. */
  secretId?: string;
  /** The secret's `updated` when the plan was made; absent when there was none. */
  secretUpdated?: number;
  /** Import: the etag of the value that the plan was made against; absent when there was none. */
  valueEtag?: string;
  /** Push: what the secret had that its next version keeps. */
  keeps?: SecretAttributes;
  /** Push: digest of the value, and where it lives. */
  digest?: string;
  source?: ValueSource;
  /** Push: the vault may hold this value already; look before making a version. */
  lookFirst?: boolean;
}

export interface Step extends StepContent {
  taskId: string;
  /** Position in the task, from 0, without gaps. */
  sequence: number;
  createdAt: Date;
  modifiedAt: Date;
}
