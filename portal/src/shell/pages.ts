import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { TextboxRegular } from '@fluentui/react-icons/svg/textbox';
import type { ComponentType } from 'react';

/** The parts of the main navigation, in order. */
export const navigationGroups = ['Key Vault', 'Configuration', 'Administration'] as const;

export interface PageEntry {
  /** Below the portal's own address, parameters as `:id`. */
  path: string;
  /** Loaded when somebody goes there: a chunk of its own. */
  load: () => Promise<{ Page: ComponentType }>;
  /** Present: it is one of the main navigation. */
  navigation?: { group: (typeof navigationGroups)[number]; label: string; Icon: ComponentType };
}

/** Every page of the portal. The first is where people begin. */
export const pages: readonly [PageEntry, ...PageEntry[]] = [
  {
    path: '/integrations',
    load: () => import('../pages/integrations/integrations-page.tsx'),
    navigation: { group: 'Key Vault', label: 'Integrations', Icon: PlugConnectedRegular },
  },
  // Before the one with an id: "new" is none.
  { path: '/integrations/new', load: () => import('../pages/add-integration/add-integration-page.tsx') },
  { path: '/integrations/new/:id', load: () => import('../pages/add-integration/grant-access-page.tsx') },
  { path: '/integrations/:id', load: () => import('../pages/integration/integration-page.tsx') },
  {
    path: '/projects',
    load: () => import('../pages/configuration/projects/projects-page.tsx'),
    navigation: { group: 'Configuration', label: 'Projects', Icon: FolderRegular },
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
    navigation: { group: 'Configuration', label: 'Environments', Icon: OrganizationRegular },
  },
  {
    path: '/types',
    load: () => import('../pages/configuration/types/types-page.tsx'),
    navigation: { group: 'Configuration', label: 'Types', Icon: TextboxRegular },
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
  {
    path: '/tenants',
    load: () => import('../pages/administration/tenants/tenants-page.tsx'),
    navigation: { group: 'Key Vault', label: 'Linked tenants', Icon: BuildingRegular },
  },
  {
    path: '/api-keys',
    load: () => import('../pages/administration/api-keys/api-keys-page.tsx'),
    navigation: { group: 'Administration', label: 'API keys', Icon: KeyRegular },
  },
  {
    path: '/users',
    load: () => import('../pages/administration/users/users-page.tsx'),
    navigation: { group: 'Administration', label: 'Users', Icon: PeopleRegular },
  },
  {
    path: '/webhooks',
    load: () => import('../pages/administration/webhooks/webhooks-page.tsx'),
    navigation: { group: 'Administration', label: 'Webhooks', Icon: SendRegular },
  },
  {
    path: '/audit',
    load: () => import('../pages/administration/audit/audit-page.tsx'),
    navigation: { group: 'Administration', label: 'Audit', Icon: HistoryRegular },
  },
];
