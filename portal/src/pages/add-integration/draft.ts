import { useState } from 'react';
import type { Tag } from '../../components/tag-editor.tsx';

/** What was entered so far; nothing of it is secret. */
export interface Draft {
  tenantId: string;
  vaultName: string;
  description: string;
  writable: boolean;
  tags: readonly Tag[];
}

const empty: Draft = { tenantId: '', vaultName: '', description: '', writable: false, tags: [] };
const key = 'add-integration';

/** The form in progress, which outlasts the way to the sign-in of the tenant and back, and a reload, in this tab. */
export function useDraft() {
  const [draft, setDraft] = useState<Draft>(() => ({ ...empty, ...JSON.parse(sessionStorage.getItem(key) ?? '{}') }));
  return {
    draft,
    change(part: Partial<Draft>) {
      setDraft((before) => {
        const next = { ...before, ...part };
        sessionStorage.setItem(key, JSON.stringify(next));
        return next;
      });
    },
    forget: () => sessionStorage.removeItem(key),
  };
}
