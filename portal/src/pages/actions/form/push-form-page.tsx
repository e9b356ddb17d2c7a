import { useAddress } from '../address.ts';
import { EditPage } from './edit-page.tsx';
import { PushForm } from './push-form.tsx';
import { useEditPush } from './use-edit-push.ts';

/** A new push, or a change of one. */
export function Page() {
  const address = useAddress();
  const edit = useEditPush(address);
  return (
    <EditPage address={address} edit={edit}>
      {(form) => <PushForm address={address} form={form} edit={edit} />}
    </EditPage>
  );
}
