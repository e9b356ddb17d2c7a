import { Body1, Button, Link } from '@fluentui/react-components';
import { IssuerUnreachable } from '../auth/issuer.ts';
import { NoticePage } from './notice-page.tsx';

/** The portal cannot begin: without its settings or the sign-in service there is nothing that it could show. */
export function StartFailed({ error }: { error: unknown }) {
  const again = (
    <Button appearance="primary" onClick={() => location.reload()}>
      Try again
    </Button>
  );
  if (error instanceof IssuerUnreachable) {
    const address = `${error.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    return (
      <NoticePage title="The sign-in service cannot be reached">
        <Body1>
          This browser got no answer from <Link href={address}>{new URL(address).host}</Link>. Open that address: where
          the browser warns of its certificate and you know why, let it pass, and come back.
        </Body1>
        {again}
      </NoticePage>
    );
  }
  return (
    <NoticePage title="The portal could not start">
      <Body1 role="alert">{error instanceof Error ? error.message : String(error)}</Body1>
      {again}
    </NoticePage>
  );
}
