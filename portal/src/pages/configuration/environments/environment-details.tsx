import { Body1, Button, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import type { Environment } from '../environment-tree.ts';
import { useRights } from '../use-rights.ts';
import { EnvironmentTags } from './environment-tags.tsx';

const useStyles = makeStyles({
  place: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  text: { overflowWrap: 'anywhere' },
});

interface EnvironmentDetailsProps {
  environment: Environment;
  onAddBelow(): void;
  onEdit(): void;
  onCopy(): void;
  onDelete(): void;
}

/** The chosen environment, and what can be done with it. */
export function EnvironmentDetails({ environment, ...actions }: EnvironmentDetailsProps) {
  const styles = useStyles();
  const { mayChange } = useRights();
  const { id, name, description } = environment;
  return (
    <section className={styles.place} aria-label={name}>
      <Subtitle1 as="h2" className={styles.text}>
        {name}
      </Subtitle1>
      {description ? <Body1 className={styles.text}>{description}</Body1> : null}
      {mayChange ? (
        <div className={styles.actions}>
          <Button icon={<AddRegular />} onClick={actions.onAddBelow}>
            Add below
          </Button>
          <Button icon={<EditRegular />} onClick={actions.onEdit}>
            Edit
          </Button>
          <Button icon={<CopyRegular />} onClick={actions.onCopy}>
            Copy
          </Button>
          <Button icon={<DeleteRegular />} onClick={actions.onDelete}>
            Delete
          </Button>
        </div>
      ) : null}
      <EnvironmentTags key={id} environmentId={id} />
    </section>
  );
}
