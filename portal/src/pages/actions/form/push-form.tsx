import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { Fragment, useState } from 'react';
import { ask, useApi } from '../../../api/client.ts';
import { idOf } from '../../../api/id-of.ts';
import { toProblem } from '../../../api/problem.ts';
import type { Push } from '../action.ts';
import { type Address, actionHref, actionsHref } from '../address.ts';
import { ActionForm } from './action-form.tsx';
import { ChooseProjects } from './choose-projects.tsx';
import { ChooseTags } from './choose-tags.tsx';
import { Option } from './option.tsx';
import { PushPatternHint } from './push-pattern-hint.tsx';
import { useSave } from './use-save.ts';

const collection = '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/';

function fieldsOf(push: Push | undefined) {
  return {
    name: push?.name ?? '',
    description: push?.description ?? '',
    resource: push?.resource ?? '',
    projects: push?.projects.map(idOf) ?? [],
    tags: push?.tags ?? [],
    include_secrets: push?.include_secrets ?? true,
    include_parameters: push?.include_parameters ?? false,
    coerce_parameters: push?.coerce_parameters ?? false,
    local: push?.local ?? false,
    force: push?.force ?? false,
    dry_run: push?.dry_run ?? false,
  };
}

type Fields = ReturnType<typeof fieldsOf>;
type Wish = Exclude<{ [F in keyof Fields]: Fields[F] extends boolean ? F : never }[keyof Fields], undefined>;

/** The options, in the order in which they are asked for. */
const options: readonly (readonly [Wish, label: string, hint: string])[] = [
  ['include_secrets', 'Push secret parameters', 'Those that are marked as secrets.'],
  [
    'include_parameters',
    'Push other parameters',
    'A vault holds secrets alone, so these have to be made secrets, too.',
  ],
  ['coerce_parameters', 'Make other parameters secrets in the vault', 'Needed to push them.'],
  ['local', 'Only values of the projects themselves', 'Not what they inherit from projects that they depend on.'],
  ['force', 'Overwrite secrets that this push did not write', 'Without it they are left alone.'],
  ['dry_run', 'Runs only plan', 'Every run is a dry run, also the first: nothing is written until you apply its plan.'],
];

/** Asks for a push. */
export function PushForm({ address, push }: { address: Address; push?: Push }) {
  const [fields, setFields] = useState(() => fieldsOf(push));
  const change = (some: Partial<Fields>) => setFields((all) => ({ ...all, ...some }));
  const api = useApi();
  const path = { akvintegration_pk: address.integrationId };
  const save = useSave<Fields>(address, {
    create: (body) => ask(api.POST(collection, { params: { path }, body })),
    update: (body) =>
      ask(api.PATCH(`${collection}{id}/`, { params: { path: { ...path, id: address.actionId } }, body })),
  });
  const faults = save.error === null ? {} : toProblem(save.error).fields;
  return (
    <ActionForm
      fields={fields}
      onChange={change}
      patternHint={<PushPatternHint />}
      action={push === undefined ? 'Create and run' : 'Save and run'}
      busy={save.isPending}
      error={save.error}
      cancelHref={push === undefined ? actionsHref(address) : actionHref(address)}
      onSave={() => save.mutate(fields)}
    >
      <ChooseProjects chosen={fields.projects} fault={faults.projects} onChange={(projects) => change({ projects })} />
      <ChooseTags chosen={fields.tags} fault={faults.tags} onChange={(tags) => change({ tags })} />
      {options.map(([wish, label, hint]) => (
        <Fragment key={wish}>
          <Option
            label={label}
            hint={hint}
            checked={fields[wish]}
            onChange={(checked) => change({ [wish]: checked })}
          />
          {wish === 'force' && fields.force ? <ForceWarning /> : null}
        </Fragment>
      ))}
    </ActionForm>
  );
}

function ForceWarning() {
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        Secrets of these names are overwritten whoever wrote them, and belong to this push from then on. Their earlier
        versions stay in the vault. Look at a dry run first.
      </MessageBarBody>
    </MessageBar>
  );
}
