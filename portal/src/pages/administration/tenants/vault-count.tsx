import { TextLink } from '../../../components/text-link.tsx';
import { useVaultCount } from './use-vault-count.ts';

/** How many vaults of the tenant are connected, as a way to them. */
export function VaultCount({ tenantId }: { tenantId: string }) {
  const { data, error } = useVaultCount(tenantId);
  if (error !== null) return 'not known';
  return data ? <TextLink href={`/integrations?tenant=${tenantId}`}>{String(data)}</TextLink> : data;
}
