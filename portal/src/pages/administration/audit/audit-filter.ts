import { useSearchParams } from 'wouter';
import type { Schemas } from '../../../api/schema.ts';

export const actions = ['create', 'read', 'update', 'delete', 'pull', 'push', 'ping'] as const;

/** The kinds of objects that something can happen to here, in the words of the portal. */
export const objectTypes = {
  AzureKeyVaultIntegration: 'Integration',
  AzureKeyVaultTenant: 'Linked tenant',
  Pull: 'Import',
  Push: 'Push',
  Task: 'Run',
  Project: 'Project',
  Environment: 'Environment',
  Tag: 'Tag',
  Parameter: 'Parameter',
  ParameterRule: 'Rule of a parameter',
  ParameterType: 'Type of parameters',
  ParameterTypeRule: 'Rule of a type',
  Value: 'Value',
  ServiceAccount: 'Service account',
  WebHook: 'Webhook',
} as const satisfies Partial<Record<Schemas['ObjectTypeEnum'], string>>;

/** Which entries are asked for, as the API names it; times in ISO 8601, both inclusive. */
export interface AuditFilter {
  action?: (typeof actions)[number];
  object_type?: string;
  object_id?: string;
  user_id?: string;
  earliest?: string;
  latest?: string;
}

const names = ['action', 'object_type', 'object_id', 'user_id', 'earliest', 'latest'] as const;

/** The filter, which is part of the page's address so that it can be handed on. */
export function useAuditFilter() {
  const [search, setSearch] = useSearchParams();
  const given = names.flatMap((name) => {
    const value = search.get(name);
    return value ? [[name, value] as const] : [];
  });
  const filter: AuditFilter = Object.fromEntries(given);
  return {
    filter,
    /** With these changes; an empty text takes a part away. */
    change(changes: Partial<Record<keyof AuditFilter, string>>) {
      const next = Object.entries({ ...filter, ...changes }).filter(([, value]) => value);
      setSearch(Object.fromEntries(next), { replace: true });
    },
    clear: () => setSearch({}, { replace: true }),
  };
}

/** The address of the audit with a filter. */
export function auditAddress(filter: AuditFilter): string {
  return `/audit?${new URLSearchParams(Object.entries(filter))}`;
}
