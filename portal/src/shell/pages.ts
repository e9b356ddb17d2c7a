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
  // Before the one with an id: "new" is none.
  { path: '/integrations/new', load: () => import('../pages/add-integration/add-integration-page.tsx') },
  { path: '/integrations/new/:id', load: () => import('../pages/add-integration/grant-access-page.tsx') },
  { path: '/integrations/:id', load: () => import('../pages/integration/integration-page.tsx') },
];
