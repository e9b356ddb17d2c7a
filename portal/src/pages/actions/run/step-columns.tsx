import { makeStyles, tokens } from '@fluentui/react-components';
import type { Column } from '../../../components/data-table.tsx';
import { StatusBadge, type StatusKind } from '../../../components/status-badge.tsx';
import type { Step } from '../action.ts';

const useStyles = makeStyles({
  code: { display: 'block', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

const marks: Record<NonNullable<Step['operation']>, readonly [StatusKind, string]> = {
  create: ['good', '+ create'],
  update: ['attention', '~ update'],
  delete: ['bad', '− delete'],
  read: ['neutral', '= leave'],
};

function Change({ step: { operation } }: { step: Step }) {
  const [kind, words] = operation ? marks[operation] : (['neutral', 'skip'] as const);
  return <StatusBadge kind={kind}>{words}</StatusBadge>;
}

/** The step's own sentence, and of a failure its code. */
function Outcome({ step: { error_code: code, error_detail, success_detail } }: { step: Step }) {
  const styles = useStyles();
  if (!code) return success_detail;
  return (
    <span>
      {error_detail}
      <code className={styles.code}>{code}</code>
    </span>
  );
}

export const stepColumns: readonly Column<Step>[] = [
  { header: 'Change', width: '6rem', cell: (step) => <Change step={step} /> },
  { header: 'Secret', width: 'minmax(9rem, 3fr)', cell: ({ venue_name: name }) => name },
  { header: 'Environment', width: 'minmax(6rem, 1fr)', cell: ({ environment_name: name }) => name },
  { header: 'Project', width: 'minmax(6rem, 1fr)', cell: ({ project_name: name }) => name },
  { header: 'Parameter', width: 'minmax(7rem, 2fr)', cell: ({ parameter_name: name }) => name },
  { header: 'Outcome', width: 'minmax(10rem, 3fr)', cell: (step) => <Outcome step={step} /> },
];
