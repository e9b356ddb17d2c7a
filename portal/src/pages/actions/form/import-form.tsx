import { useState } from 'react';
import { ask, useApi } from '../../../api/client.ts';
import { isMapped, type Pull } from '../action.ts';
import { type Address, actionHref, actionsHref } from '../address.ts';
import { ActionForm } from './action-form.tsx';
import { ImportPatternHint } from './import-pattern-hint.tsx';
import { Option } from './option.tsx';
import { patternFault } from './pattern-fault.ts';
import { ScanCounts } from './scan-counts.tsx';
import { ScanPreview } from './scan-preview.tsx';
import { useSave } from './use-save.ts';
import { useScan } from './use-scan.ts';

const collection = '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/';

function fieldsOf(pull: Pull | undefined) {
  return {
    name: pull?.name ?? '',
    description: pull?.description ?? '',
    resource: pull?.resource ?? '',
    create_environments: pull?.create_environments ?? false,
    create_projects: pull?.create_projects ?? false,
    dry_run: pull?.dry_run ?? false,
  };
}

/** Asks for an import; its pattern is tried at the vault while it is typed. */
export function ImportForm({ address, pull }: { address: Address; pull?: Pull }) {
  const [fields, setFields] = useState(() => fieldsOf(pull));
  const change = (some: Partial<typeof fields>) => setFields((all) => ({ ...all, ...some }));
  const mapped = pull !== undefined && isMapped(pull);
  const scan = useScan(address.integrationId, fields.resource);
  const api = useApi();
  const path = { akvintegration_pk: address.integrationId };
  const save = useSave<typeof fields>(address, {
    create: (body) => ask(api.POST(collection, { params: { path }, body })),
    update: ({ resource, ...others }) =>
      ask(
        api.PATCH(`${collection}{id}/`, {
          params: { path: { ...path, id: address.actionId } },
          body: mapped ? others : { ...others, resource },
        }),
      ),
  });
  return (
    <>
      <ActionForm
        fields={fields}
        onChange={change}
        patternHint={mapped ? undefined : <ImportPatternHint />}
        liveFault={patternFault(scan.error)}
        liveNote={mapped ? null : <ScanCounts scan={scan} />}
        action={pull === undefined ? 'Create and run' : 'Save'}
        busy={save.isPending}
        error={save.error}
        cancelHref={pull === undefined ? actionsHref(address) : actionHref(address)}
        onSave={() => save.mutate(fields)}
      >
        {mapped ? null : (
          <>
            <Option
              label="Create missing environments"
              hint="Otherwise secrets of an environment that is not there are failures."
              checked={fields.create_environments}
              onChange={(checked) => change({ create_environments: checked })}
            />
            <Option
              label="Create missing projects"
              hint="Otherwise secrets of a project that is not there are failures."
              checked={fields.create_projects}
              onChange={(checked) => change({ create_projects: checked })}
            />
          </>
        )}
        <Option
          label="Runs only plan"
          hint="Every run is a dry run, also the first: nothing is stored until you apply its plan."
          checked={fields.dry_run}
          onChange={(checked) => change({ dry_run: checked })}
        />
      </ActionForm>
      {mapped ? null : <ScanPreview scan={scan} />}
    </>
  );
}
