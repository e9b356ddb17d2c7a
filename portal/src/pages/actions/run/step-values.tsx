import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Schemas } from '../../../api/schema.ts';
import { DialogFrame } from '../../../components/dialog-frame.tsx';
import { Loading } from '../../../components/loading.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { phone } from '../../../components/screens.ts';
import type { Step } from '../action.ts';
import type { Address } from '../address.ts';
import { useStepValues } from './use-step-values.ts';

const useStyles = makeStyles({
  sides: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
    [phone]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  name: { color: tokens.colorNeutralForeground2 },
  value: {
    margin: 0,
    marginTop: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalS,
    maxHeight: '16rem',
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

/** How long values stay in sight, in milliseconds. */
const shownFor = 60_000;

interface StepValuesProps {
  address: Address;
  step: Step;
  onClose(): void;
}

/** What the vault and the configuration have for the secret of a step, side by side; it closes by itself after a minute. */
export function StepValues({ address, step, onClose }: StepValuesProps) {
  const styles = useStyles();
  const { data, error, isPending, refetch } = useStepValues(address, step.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: from when the values came on, whatever function stands for it
  useEffect(() => {
    if (data === undefined) return;
    const timer = setTimeout(onClose, shownFor);
    return () => clearTimeout(timer);
  }, [data]);
  return (
    <DialogFrame
      title={`Values of ${step.venue_name}`}
      actions={
        <Button appearance="primary" onClick={onClose}>
          Close
        </Button>
      }
      onClose={onClose}
    >
      {error === null ? null : <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {isPending ? <Loading what="Reading the secret in the vault" /> : null}
      {data === undefined ? null : (
        <>
          <dl className={styles.sides}>
            <Side name="In the vault" side={data.vault} />
            <Side name="In the configuration" side={data.configuration} />
          </dl>
          <Body1>{data.same ? 'Both are the same.' : 'They are not the same.'}</Body1>
          <Body1>The audit says that you have seen them. This closes by itself after a minute.</Body1>
        </>
      )}
    </DialogFrame>
  );
}

function Side({ name, side }: { name: string; side: Schemas['StepValues']['vault'] }) {
  const styles = useStyles();
  const { value, error_detail: problem } = side;
  return (
    <div>
      <dt className={styles.name}>{name}</dt>
      {value === null ? (
        <dd className={styles.value}>{problem ?? 'nothing'}</dd>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        <dd className={styles.value} tabIndex={0}>
          {value === '' ? '(empty)' : value}
        </dd>
      )}
    </div>
  );
}
