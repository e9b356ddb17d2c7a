import type { Organization } from '../../../shared/domain/organization.ts';
import { OperatorError } from '../../../shared/operator-error.ts';

/** Nobody is let in any more where everything is about to go. */
export function requireNotDeleting({ id, deletingSince }: Pick<Organization, 'id' | 'deletingSince'>): void {
  if (deletingSince === undefined) return;
  throw new OperatorError(
    'organization.deleting',
    `The organization ${id} is being deleted.`,
    'Finish it with delete-organization, or make a new one with create-organization.',
  );
}
