import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Column } from '../../../components/data-table.tsx';
import { StatusBadge, type StatusKind } from '../../../components/status-badge.tsx';
import { TextLink } from '../../../components/text-link.tsx';
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

function Change({ step }: { step: Step }) {
  const [kind, words] = step.operation ? marks[step.operation] : (['neutral', 'skip'] as const);
  return <StatusBadge kind={kind}>{`${words}${objectOf(step)}`}</StatusBadge>;
}

/** What a step makes that is no value of a parameter. */
function objectOf({ venue_name, parameter_name, project_name, environment_name }: Step): string {
  if (venue_name || parameter_name) return '';
  if (project_name) return ' project';
  return environment_name ? ' environment' : '';
}

/** The way to its value, for who may see it. */
function Parameter({ step }: { step: Step }) {
  const { project_id: project, parameter_id: parameter, environment_id: environment, parameter_name: name } = step;
  if (!project || !parameter || !name) return name;
  const inEnvironment = environment ? `?environment=${environment}` : '';
  return <TextLink href={`/projects/${project}/parameters/${parameter}${inEnvironment}`}>{name}</TextLink>;
}

interface OutcomeProps {
  step: Step;
  /** The steps are a plan, in which none was carried out. */
  planned: boolean;
}

/** The step's own sentence, and of a failure its code. That a change of a plan was not made is said once, over all of them. */
function Outcome({ step: { operation, error_code: code, error_detail, success_detail }, planned }: OutcomeProps) {
  const styles = useStyles();
  if (!code) return planned && operation && operation !== 'read' ? null : success_detail;
  return (
    <span>
      {error_detail}
      <code className={styles.code}>{code}</code>
    </span>
  );
}

const about: readonly Column<Step>[] = [
  { header: 'Change', width: '9rem', cell: (step) => <Change step={step} /> },
  { header: 'Secret', width: 'minmax(9rem, 3fr)', cell: ({ venue_name: name }) => name },
  { header: 'Environment', width: 'minmax(6rem, 1fr)', cell: ({ environment_name: name }) => name },
  { header: 'Project', width: 'minmax(6rem, 1fr)', cell: ({ project_name: name }) => name },
  { header: 'Parameter', width: 'minmax(7rem, 2fr)', cell: (step) => <Parameter step={step} /> },
];

interface StepTable {
  /** The steps are the plan of a dry run that came to its end. */
  planned: boolean;
  /** Shows the values of a step; absent for who may not see them. */
  onCompare?(step: Step): void;
}

export function stepColumns({ planned, onCompare }: StepTable): readonly Column<Step>[] {
  const outcome: Column<Step> = {
    header: planned ? 'Note' : 'Outcome',
    width: 'minmax(10rem, 3fr)',
    cell: (step) => <Outcome step={step} planned={planned} />,
  };
  if (onCompare === undefined) return [...about, outcome];
  const values: Column<Step> = {
    header: 'Values',
    width: '7rem',
    cell: (step) =>
      step.venue_name && (
        <Button size="small" aria-label={`Compare the values of ${step.venue_name}`} onClick={() => onCompare(step)}>
          Compare
        </Button>
      ),
  };
  return [...about, outcome, values];
}
