import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useLocation } from 'wouter';
import { idOf } from '../../../api/id-of.ts';
import type { Schemas } from '../../../api/schema.ts';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { TextLink } from '../../../components/text-link.tsx';
import { useSaveParameter } from '../use-parameter-changes.ts';
import { useRights } from '../use-rights.ts';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

/** Says whose the parameter is, and offers one of the project's own in its place. */
export function InheritedParameter({ projectId, parameter }: { projectId: string; parameter: Schemas['Parameter'] }) {
  const styles = useStyles();
  const [, navigate] = useLocation();
  const { mayChange } = useRights();
  const save = useSaveParameter(projectId);
  const { id, name, description = '', type = 'string', secret } = parameter;
  const override = () =>
    save.mutate(
      { form: { name, description, type, secret }, etag: undefined },
      { onSuccess: (own) => navigate(`/projects/${projectId}/parameters/${own.id}`) },
    );
  return (
    <>
      <div className={styles.line}>
        <Body1>
          It is inherited from the project{' '}
          <TextLink href={`/projects/${idOf(parameter.project)}/parameters/${id}`}>{parameter.project_name}</TextLink>,
          where it is changed.
        </Body1>
        {mayChange ? (
          <Button disabledFocusable={save.isPending} onClick={override}>
            Override it here
          </Button>
        ) : null}
      </div>
      {save.error === null ? null : <ProblemMessage error={save.error} />}
    </>
  );
}
