import { Badge, Body1, Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { idOf } from '../../../api/id-of.ts';
import type { Schemas } from '../../../api/schema.ts';
import { DeleteDialog } from '../../../components/delete-dialog.tsx';
import type { EnvironmentTree } from '../environment-tree.ts';
import type { useLook } from '../look.ts';
import { ParameterDialog } from '../parameter-dialog.tsx';
import { RulesSection } from '../rules-section.tsx';
import { useDeleteParameter } from '../use-parameter-changes.ts';
import type { Project } from '../use-projects.ts';
import { useRights } from '../use-rights.ts';
import { InheritedParameter } from './inherited-parameter.tsx';
import { ParameterHistory } from './parameter-history.tsx';
import { ParameterValues } from './parameter-values.tsx';
import { PastNote } from './past-note.tsx';
import type { ParameterPlace } from './use-parameter.ts';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  text: { overflowWrap: 'anywhere' },
});

interface ParameterDetailsProps {
  place: ParameterPlace;
  parameter: Schemas['Parameter'];
  tree: EnvironmentTree;
  projects: readonly Project[];
  look: ReturnType<typeof useLook>;
}

export function ParameterDetails({ place, parameter, tree, projects, look }: ParameterDetailsProps) {
  const styles = useStyles();
  const [, navigate] = useLocation();
  const { mayChange } = useRights();
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const { projectId } = place;
  const remove = useDeleteParameter(projectId);
  const inherited = idOf(parameter.project) !== projectId;
  const past = look.moment.tag !== undefined || look.moment.as_of !== undefined;
  const nameOf = (id: string) => projects.find((project) => project.id === id)?.name ?? '';
  return (
    <>
      <div className={styles.line}>
        <Badge appearance="outline">{parameter.secret ? 'secret' : 'plain'}</Badge>
        <Body1>Type {parameter.type}</Body1>
        {mayChange && !inherited ? (
          <>
            <Button icon={<EditRegular />} onClick={() => setOpen('edit')}>
              Edit
            </Button>
            <Button icon={<DeleteRegular />} onClick={() => setOpen('delete')}>
              Delete
            </Button>
          </>
        ) : null}
      </div>
      {parameter.description ? <Body1 className={styles.text}>{parameter.description}</Body1> : null}
      {inherited ? <InheritedParameter projectId={projectId} parameter={parameter} /> : null}
      {past ? <PastNote moment={look.moment} onNow={() => look.lookAt({})} /> : null}
      <Subtitle2 as="h2">Values</Subtitle2>
      <ParameterValues
        // What was revealed at one time does not belong to another.
        key={JSON.stringify(look.moment)}
        place={place}
        parameter={parameter}
        tree={tree}
        nameOf={nameOf}
        changeable={!inherited && !past}
      />
      <ParameterHistory projectId={idOf(parameter.project)} parameterId={parameter.id} tree={tree} look={look} />
      <RulesSection
        owner={{ kind: 'parameter', projectId: idOf(parameter.project), parameterId: parameter.id }}
        rules={parameter.rules}
        changeable={!inherited}
      />
      {open === 'edit' ? (
        <ParameterDialog projectId={projectId} parameter={parameter} onClose={() => setOpen(undefined)} />
      ) : null}
      <DeleteDialog
        item={open === 'delete' ? parameter : undefined}
        name={({ name }) => name}
        change={remove}
        onClose={() => setOpen(undefined)}
        onDeleted={() => navigate(`/projects/${projectId}`)}
      >
        All its values and their history go with it.
      </DeleteDialog>
    </>
  );
}
