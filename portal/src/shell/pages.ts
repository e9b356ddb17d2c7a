import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected';
import { TextboxRegular } from '@fluentui/react-icons/svg/textbox';
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
  {
    path: '/projects',
    load: () => import('../pages/configuration/projects/projects-page.tsx'),
    navigation: { label: 'Projects', Icon: FolderRegular },
  },
  {
    path: '/projects/:project',
    load: () => import('../pages/configuration/parameters/parameters-page.tsx'),
  },
  {
    path: '/projects/:project/parameters/:parameter',
    load: () => import('../pages/configuration/parameter/parameter-page.tsx'),
  },
  {
    path: '/environments',
    load: () => import('../pages/configuration/environments/environments-page.tsx'),
    navigation: { label: 'Environments', Icon: OrganizationRegular },
  },
  {
    path: '/types',
    load: () => import('../pages/configuration/types/types-page.tsx'),
    navigation: { label: 'Types', Icon: TextboxRegular },
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
