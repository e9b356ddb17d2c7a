import type { Limits } from './limits.ts';

/** A customer of the service. Everything belongs to exactly one. */
export interface Organization {
  id: string;
  name: string;
  createdAt: Date;
  /** Those that an operator has set for it; the settings say the others. */
  limits?: Partial<Limits>;
  /** Since then nobody is let in and its data are being deleted. */
  deletingSince?: Date;
}
