import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useMayAdminister } from '../../api/use-may-administer.ts';

/** Tells whoever may only look why nothing is offered. */
export function OnlyAdministrators() {
  const { mayAdminister, reason } = useMayAdminister();
  if (mayAdminister) return null;
  return (
    <MessageBar layout="multiline">
      <MessageBarBody>{reason}</MessageBarBody>
    </MessageBar>
  );
}
