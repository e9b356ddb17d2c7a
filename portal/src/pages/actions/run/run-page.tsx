import { Loading } from '../../../components/loading.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { words } from '../action.ts';
import { ActionTrail } from '../action-trail.tsx';
import { useAddress } from '../address.ts';
import { ApplyPlan } from './apply-plan.tsx';
import { RunCommands } from './run-commands.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunMessages } from './run-messages.tsx';
import { RunProgress } from './run-progress.tsx';
import { Steps } from './steps.tsx';
import { useRun, useRunCommands } from './use-run.ts';

/** One run: how far it is or how it came out, what can be done with it, and its steps. */
export function Page() {
  const address = useAddress();
  const { data: task, error, isPending, refetch } = useRun(address);
  const commands = useRunCommands(address);
  const { one } = words[address.kind];
  return (
    <PageFrame
      title={task?.dry_run ? `Dry run of the ${one}` : `Run of the ${one}`}
      trail={<ActionTrail address={address} below="action" />}
      actions={task && <RunCommands address={address} task={task} commands={commands} />}
    >
      {error === null ? null : <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {isPending ? <Loading what="Loading the run" /> : null}
      {task === undefined ? null : (
        <>
          <RunMessages task={task} />
          <RunFacts address={address} task={task} />
          <RunProgress task={task} />
          <ApplyPlan address={address} task={task} commands={commands} />
          {task.progress === null ? null : <Steps key={String(task.dry_run)} address={address} task={task} />}
        </>
      )}
    </PageFrame>
  );
}
