import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected';
import type { ComponentType } from 'react';

export interface PageEntry {
  /** Below the portal's own address, parameters as `:id`. */
  path: string;
  /** Loaded when somebody goes there: a chunk of its own. */
  load: () => Promise<{ Page: ComponentType }>;
  /** Present: it is one of the main navigation. */
  navigation?: { label: string; Icon: ComponentType };
}

/** Every page of the portal. The first is where people begin. */
export const pages: readonly [PageEntry, ...PageEntry[]] = [
  {
    path: '/integrations',
    load: () => import('../pages/integrations/integrations-page.tsx'),
    navigation: { label: 'Integrations', Icon: PlugConnectedRegular },
  },
];
