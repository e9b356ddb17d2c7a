import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { Fragment } from 'react';
import type { Address } from '../address.ts';
import { ActionForm } from './action-form.tsx';
import { ChooseProjects } from './choose-projects.tsx';
import { ChooseTags } from './choose-tags.tsx';
import { Option } from './option.tsx';
import { patternFault } from './pattern-fault.ts';
import { PreviewCounts } from './preview-counts.tsx';
import { PushPatternHint } from './push-pattern-hint.tsx';
import { PushPreview } from './push-preview.tsx';
import type { PushFields, useEditPush } from './use-edit-push.ts';
import { usePushPreview } from './use-push-preview.ts';

type Wish = Exclude<
  { [F in keyof PushFields]: PushFields[F] extends boolean ? F : never }[keyof PushFields],
  undefined
>;

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

interface PushFormProps {
  address: Address;
  form: PushFields;
  edit: ReturnType<typeof useEditPush>;
}

/** Asks for a push; what it would be about is shown while it is written. */
export function PushForm({ address, form, edit }: PushFormProps) {
  const { change, fault } = edit;
  const preview = usePushPreview(address, form);
  return (
    <>
      <ActionForm
        address={address}
        form={form}
        edit={edit}
        patternHint={<PushPatternHint />}
        liveFault={patternFault(preview.error)}
        liveNote={<PreviewCounts preview={preview} />}
        runs
      >
        <ChooseProjects
          chosen={form.projects}
          fault={fault('projects')}
          onChange={(projects) => change({ projects })}
        />
        <ChooseTags chosen={form.tags} fault={fault('tags')} onChange={(tags) => change({ tags })} />
        {options.map(([wish, label, hint]) => (
          <Fragment key={wish}>
            <Option
              label={label}
              hint={hint}
              checked={form[wish]}
              onChange={(checked) => change({ [wish]: checked })}
            />
            {wish === 'force' && form.force ? <ForceWarning /> : null}
          </Fragment>
        ))}
      </ActionForm>
      <PushPreview preview={preview} quiet={edit.error !== null} />
    </>
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
