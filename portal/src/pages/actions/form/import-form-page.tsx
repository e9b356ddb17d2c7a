import { useAddress } from '../address.ts';
import { EditPage } from './edit-page.tsx';
import { ImportForm } from './import-form.tsx';
import { useEditImport } from './use-edit-import.ts';

/** A new import, or a change of one. */
export function Page() {
  const address = useAddress();
  const edit = useEditImport(address);
  return (
    <EditPage address={address} edit={edit}>
      {(form) => <ImportForm address={address} form={form} edit={edit} />}
    </EditPage>
  );
}
