import { type Role, roleSuffices } from '../../domain/principal.ts';
import { ServiceError } from '../../errors.ts';

/** Nobody gives, takes or gets hold of a role above their own; rejects with `auth.forbidden`. */
export function requireGrantable(own: Role, role: Role): void {
  if (roleSuffices(own, role)) return;
  throw new ServiceError(
    'auth.forbidden',
    `Your role ${own} does not reach to service accounts with the role ${role}.`,
  );
}
