import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DocumentSearchRegular } from '@fluentui/react-icons/svg/document-search';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { useMayChange } from '../../api/use-may-change.ts';
import type { Kind } from './action.ts';
import { useRunAction } from './use-run-action.ts';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

interface RunButtonsProps {
  integrationId: string;
  kind: Kind;
  action: { id: string; name: string };
  appearance?: 'subtle' | 'secondary';
}

/** Runs an action, or only plans what a run would do. Not there for whoever may not. */
export function RunButtons({ integrationId, kind, action: { id, name }, appearance }: RunButtonsProps) {
  const styles = useStyles();
  const run = useRunAction({ integrationId, kind });
  if (!useMayChange().mayChange) return null;
  const look = { appearance, disabledFocusable: run.isPending };
  return (
    <div className={styles.buttons}>
      <Button
        {...look}
        icon={<DocumentSearchRegular />}
        aria-label={`Dry run: ${name}`}
        onClick={() => run.mutate({ actionId: id, dryRun: true })}
      >
        Dry run
      </Button>
      <Button
        {...look}
        icon={<PlayRegular />}
        aria-label={`Run now: ${name}`}
        onClick={() => run.mutate({ actionId: id })}
      >
        Run now
      </Button>
    </div>
  );
}
