import { Body1 } from '@fluentui/react-components';
import { NoticePage } from './notice-page.tsx';

export function NotConfigured() {
  return (
    <NoticePage title="Nobody can sign in yet">
      <Body1>
        The operator of this service has to name the sign-in service and the portal’s registration there: the settings
        JWT_ISSUER, JWT_AUDIENCE and PORTAL_CLIENT_ID.
      </Body1>
    </NoticePage>
  );
}
