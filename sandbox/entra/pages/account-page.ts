import type { Tenant, User } from '../../cloud/model.ts';
import { html } from '../../web/html.ts';
import type { EntraResponse } from '../exchange.ts';
import { avatar, page } from './layout.ts';

export interface AccountPageModel {
  /** Where the form goes: the authorization endpoint's `/account`. */
  action: string;
  requestId: string;
  applicationName: string;
  accounts: { user: User; tenant: Tenant | undefined }[];
}

/**
 * "Pick an account": one form whose fields are `request` (hidden) and `user`, a button per account with its id as value.
 * A script may as well post a user principal name as `user`.
 */
export function accountPage({ action, requestId, applicationName, accounts }: AccountPageModel): EntraResponse {
  const buttons = accounts.map(
    ({ user, tenant }) => html`<li><button class="account" name="user" value="${user.id}">${avatar(user.name)}
<span><strong>${user.name}</strong> <small>${user.userPrincipalName}</small>
<small>${describe(user)}, ${tenant?.name ?? user.tenantId}</small></span></button></li>
`,
  );
  return page(
    'Sign in to your account',
    html`<h1>Pick an account</h1>
<p>to continue to ${applicationName}</p>
<form method="post" action="${action}">
<input type="hidden" name="request" value="${requestId}">
<ul class="accounts">${buttons}</ul></form>`,
  );
}

function describe(user: User): string {
  const kinds = { member: 'Member', guest: 'Guest', personal: 'Personal account' } as const;
  return user.kind !== 'personal' && user.directoryRoles.length > 0
    ? `${kinds[user.kind]}, administrator`
    : kinds[user.kind];
}
