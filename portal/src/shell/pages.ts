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
  { path: '/integrations/:integrationId/actions', load: () => import('../pages/actions/list/actions-page.tsx') },
  {
    path: '/integrations/:integrationId/imports/new',
    load: () => import('../pages/actions/form/import-form-page.tsx'),
  },
  { path: '/integrations/:integrationId/pushes/new', load: () => import('../pages/actions/form/push-form-page.tsx') },
  ...(['imports', 'pushes'] as const).flatMap((actions): PageEntry[] => {
    const path = `/integrations/:integrationId/${actions}/:actionId`;
    return [
      { path, load: () => import('../pages/actions/detail/action-page.tsx') },
      {
        path: `${path}/edit`,
        load: () =>
          actions === 'imports'
            ? import('../pages/actions/form/import-form-page.tsx')
            : import('../pages/actions/form/push-form-page.tsx'),
      },
      { path: `${path}/tasks/:taskId`, load: () => import('../pages/actions/run/run-page.tsx') },
    ];
  }),
];
