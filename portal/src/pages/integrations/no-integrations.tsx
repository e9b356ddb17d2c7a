import { EmptyState } from '../../components/empty-state.tsx';

/** What to do before anything can be listed. */
export function NoIntegrations() {
  return (
    <EmptyState title="No vault is connected yet">
      <ol>
        <li>An administrator of the vault’s tenant signs in and consents, once for the whole tenant.</li>
        <li>You name the vault; the access is tested, and what is missing is listed with how to grant it.</li>
        <li>After the grant the vault is connected, and can be imported from and pushed to.</li>
      </ol>
    </EmptyState>
  );
}
