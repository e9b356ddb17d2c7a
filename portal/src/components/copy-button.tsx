import { Button } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useNotify } from './notifications.tsx';

/** Puts a text on the clipboard. `what` names it, e.g. "the command". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const notify = useNotify();
  const copy = () => navigator.clipboard.writeText(text).then(() => notify.success(`Copied ${what}`), notify.failure);
  return (
    <Button
      appearance="subtle"
      size="small"
      icon={<CopyRegular />}
      aria-label={`Copy ${what}`}
      onClick={() => void copy()}
    />
  );
}
