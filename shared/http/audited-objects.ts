import { z } from 'zod';
import type { AuditObject } from '../domain/audit/audit-entry.ts';
import type { Reply } from './route.ts';

const value = z.object({ environment_id: z.string(), environment_name: z.string() });
const completed = z.object({ tenant: z.object({ id: z.string(), name: z.string() }) });
const account = z.object({ user: z.object({ name: z.string() }) });
const rule = z.object({ type: z.string() });

/** A value has no name of its own: it goes by that of the environment in which it is set. */
export function auditedValue({ body }: Reply): Partial<AuditObject> {
  const found = value.safeParse(body);
  return found.success ? { name: found.data.environment_name, environmentId: found.data.environment_id } : {};
}

/** The tenant that the end of a consent has linked. */
export function auditedTenant({ body }: Reply): Partial<AuditObject> {
  const found = completed.safeParse(body);
  return found.success ? found.data.tenant : {};
}

/** A service account goes by the name of its user. */
export function auditedAccount({ body }: Reply): Partial<AuditObject> {
  const found = account.safeParse(body);
  return found.success ? { name: found.data.user.name } : {};
}

/** A rule goes by its kind. */
export function auditedRule({ body }: Reply): Partial<AuditObject> {
  const found = rule.safeParse(body);
  return found.success ? { name: found.data.type } : {};
}
