import { useLocation, useParams } from 'wouter';
import { type Kind, words } from './action.ts';

/** What the portal's address says of where we are; empty where it says nothing. */
export interface Address {
  integrationId: string;
  kind: Kind;
  actionId: string;
  taskId: string;
}

export function useAddress(): Address {
  const { integrationId = '', actionId = '', taskId = '' } = useParams<Record<string, string>>();
  const [location] = useLocation();
  return { integrationId, kind: location.split('/')[3] === words.push.path ? 'push' : 'pull', actionId, taskId };
}

export function actionsHref({ integrationId }: Pick<Address, 'integrationId'>): string {
  return `/integrations/${integrationId}/actions`;
}

export function newHref({ integrationId, kind }: Pick<Address, 'integrationId' | 'kind'>): string {
  return `/integrations/${integrationId}/${words[kind].path}/new`;
}

export function actionHref({ integrationId, kind, actionId }: Omit<Address, 'taskId'>): string {
  return `/integrations/${integrationId}/${words[kind].path}/${actionId}`;
}

export function runHref(address: Address): string {
  return `${actionHref(address)}/tasks/${address.taskId}`;
}
