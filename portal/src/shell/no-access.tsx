import { Button } from '@fluentui/react-components';
import { ProblemMessage } from '../components/problem-message.tsx';
import { NoticePage } from './notice-page.tsx';
import { useSession } from './session-context.ts';

/** The person is signed in, and the API does not take them, e.g. because they belong to no organization. */
export function NoAccess({ error }: { error: unknown }) {
  const session = useSession();
  return (
    <NoticePage title="Your account has no access">
      <ProblemMessage error={error} onRetry={() => location.reload()} />
      <Button onClick={() => void session.signOut()}>Sign out</Button>
    </NoticePage>
  );
}
