import type { Address } from '../address.ts';
import { ActionForm } from './action-form.tsx';
import { ImportPatternHint } from './import-pattern-hint.tsx';
import { Option } from './option.tsx';
import { patternFault } from './pattern-fault.ts';
import { ScanCounts } from './scan-counts.tsx';
import { ScanPreview } from './scan-preview.tsx';
import type { ImportFields, useEditImport } from './use-edit-import.ts';
import { useScan } from './use-scan.ts';

interface ImportFormProps {
  address: Address;
  form: ImportFields;
  edit: ReturnType<typeof useEditImport>;
}

/** Asks for an import; its pattern is tried at the vault while it is typed. */
export function ImportForm({ address, form, edit }: ImportFormProps) {
  const scan = useScan(address.integrationId, form.resource);
  return (
    <>
      <ActionForm
        address={address}
        form={form}
        edit={edit}
        patternHint={<ImportPatternHint />}
        liveFault={patternFault(scan.error)}
        liveNote={<ScanCounts scan={scan} />}
        runs={false}
      >
        <Option
          label="Create missing environments"
          hint="Otherwise secrets of an environment that is not there are failures."
          checked={form.create_environments}
          onChange={(checked) => edit.change({ create_environments: checked })}
        />
        <Option
          label="Create missing projects"
          hint="Otherwise secrets of a project that is not there are failures."
          checked={form.create_projects}
          onChange={(checked) => edit.change({ create_projects: checked })}
        />
        <Option
          label="Runs only plan"
          hint="Every run is a dry run, also the first: nothing is stored until you apply its plan."
          checked={form.dry_run}
          onChange={(checked) => edit.change({ dry_run: checked })}
        />
      </ActionForm>
      <ScanPreview scan={scan} />
    </>
  );
}
