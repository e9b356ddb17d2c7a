import { z } from 'zod';
import { roles } from '../../domain/principal.ts';

/** A role, as clients see it. */
export const roleSchema = z.enum(roles).meta({ id: 'RoleEnum' });
