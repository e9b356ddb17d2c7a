import { isPush } from '../action.ts';
import { EditPage } from './edit-page.tsx';
import { ImportForm } from './import-form.tsx';

/** A new import, or a change of one. */
export function Page() {
  return (
    <EditPage>
      {(address, action) => <ImportForm address={address} pull={action && !isPush(action) ? action : undefined} />}
    </EditPage>
  );
}
