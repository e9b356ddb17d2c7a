import { Button, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useTenants } from '../../api/use-tenants.ts';
import { Loading } from '../../components/loading.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';

const useStyles = makeStyles({
  label: { display: 'block', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  start: { alignSelf: 'start' },
});

interface ChooseTenantProps {
  tenantId: string;
  onChoose(tenantId: string): void;
  onNext(): void;
}

/** One of the tenants that are linked already; nothing while there is none. */
export function ChooseTenant({ tenantId, onChoose, onNext }: ChooseTenantProps) {
  const styles = useStyles();
  const { rows, total, isLoading, error, loadMore, reload } = useTenants();
  if (isLoading) return <Loading what="Loading the tenants" />;
  if (error !== null) return <ProblemMessage error={error} onRetry={reload} />;
  if (rows.length === 0) return null;
  const isKnown = rows.some(({ tenant_id }) => tenant_id === tenantId);
  return (
    <Panel title="Choose a linked tenant">
      <Field label="Tenant that holds the vault">
        <RadioGroup value={tenantId} onChange={(_event, { value }) => onChoose(value)}>
          {rows.map(({ tenant_id, name, linked_by }) => (
            <Radio
              key={tenant_id}
              value={tenant_id}
              label={
                <span className={styles.label}>
                  {name}
                  <br />
                  <span className={styles.quiet}>
                    {tenant_id}, linked by {linked_by}
                  </span>
                </span>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      {rows.length < total ? (
        <Button className={styles.start} onClick={loadMore}>
          Show more tenants
        </Button>
      ) : null}
      <Button className={styles.start} appearance="primary" disabledFocusable={!isKnown} onClick={onNext}>
        Next: name the vault
      </Button>
    </Panel>
  );
}
