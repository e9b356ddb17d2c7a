import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Schemas } from '../../api/schema.ts';
import { Panel } from '../../components/panel.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { ConsentByLink } from './consent-by-link.tsx';
import { useBeginConsent } from './use-consent.ts';

const useStyles = makeStyles({ buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM } });

/** Where Entra, by the API, sends the browser back to. */
const returnUrl = () => new URL(`${import.meta.env.BASE_URL}integrations/new`, location.origin).href;

/** An administrator of the tenant proves that the organization may use it. */
export function LinkTenant({ onLinked }: { onLinked(tenant: Schemas['AzureKeyVaultTenant']): void }) {
  const styles = useStyles();
  const leave = useBeginConsent();
  const share = useBeginConsent();
  const error = leave.error ?? share.error;
  return (
    <Panel title="Link a tenant">
      <Body1>
        An administrator of the tenant that holds the vault signs in at Microsoft Entra with a work account and
        consents, once for the whole tenant. That creates an Enterprise application there; it gives access to no vault.
      </Body1>
      {error === null ? null : <ProblemMessage error={error} />}
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          disabledFocusable={leave.isPending || leave.isSuccess}
          onClick={() => leave.mutate(returnUrl(), { onSuccess: ({ authorization_url: url }) => location.assign(url) })}
        >
          I am an administrator: sign in
        </Button>
        <Button disabledFocusable={share.isPending} onClick={() => share.mutate(undefined)}>
          Somebody else is: make a link
        </Button>
      </div>
      {share.data === undefined ? null : <ConsentByLink key={share.data.id} consent={share.data} onLinked={onLinked} />}
    </Panel>
  );
}
