import type { Limits } from './limits.ts';

/** A customer of the service. Everything belongs to exactly one. */
export interface Organization {
  id: string;
  name: string;
  createdAt: Date;
  /** Those that an operator has set for it; the settings say the others. */
  limits?: Partial<Limits>;
}
