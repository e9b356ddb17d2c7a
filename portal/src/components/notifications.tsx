import { Toast, ToastBody, Toaster, ToastTitle, useId, useToastController } from '@fluentui/react-components';
import { createContext, type ReactNode, use, useCallback } from 'react';
import { toProblem } from '../api/problem.ts';

export interface Notify {
  /** Something was done. */
  success(title: string): void;
  /** Something failed that has no place on the page. */
  failure(error: unknown): void;
}

const NotifyContext = createContext<Notify | undefined>(undefined);

/** Says something in passing, to the ear too. */
export function useNotify(): Notify {
  const notify = use(NotifyContext);
  if (notify === undefined) throw new Error('outside of <Notifications>');
  return notify;
}

export function Notifications({ children }: { children: ReactNode }) {
  const toasterId = useId('toaster');
  const { dispatchToast } = useToastController(toasterId);
  const success = useCallback(
    (title: string) => {
      const toast = (
        <Toast>
          <ToastTitle>{title}</ToastTitle>
        </Toast>
      );
      dispatchToast(toast, { intent: 'success', politeness: 'polite' });
    },
    [dispatchToast],
  );
  const failure = useCallback(
    (error: unknown) => {
      const { title, detail, next, code } = toProblem(error);
      const toast = (
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          <ToastBody subtitle={code}>
            {detail} {next}
          </ToastBody>
        </Toast>
      );
      dispatchToast(toast, { intent: 'error', politeness: 'assertive', timeout: 10_000 });
    },
    [dispatchToast],
  );
  return (
    <NotifyContext value={{ success, failure }}>
      {children}
      {/* A landmark of its own, for who goes through the page by these. */}
      <section aria-label="Notifications">
        <Toaster inline toasterId={toasterId} position="bottom-end" pauseOnHover />
      </section>
    </NotifyContext>
  );
}
