import { isPush } from '../action.ts';
import { EditPage } from './edit-page.tsx';
import { PushForm } from './push-form.tsx';

/** A new push, or a change of one. */
export function Page() {
  return (
    <EditPage>
      {(address, action) => <PushForm address={address} push={action && isPush(action) ? action : undefined} />}
    </EditPage>
  );
}
