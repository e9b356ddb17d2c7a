import { html } from '../../web/html.ts';
import type { EntraResponse } from '../exchange.ts';
import { avatar, page } from './layout.ts';

export interface ConsentPageModel {
  /** Where the form goes: the authorization endpoint's `/consent`. */
  action: string;
  requestId: string;
  applicationName: string;
  userName: string;
  tenantName: string;
  scopes: string[];
  /** Whether the whole organization is asked for. */
  forOrganization: boolean;
}

/** How Entra words the permissions that sign-ins ask for. */
const permissions: Record<string, string> = {
  openid: 'Sign you in',
  profile: 'View your basic profile',
  email: 'View your email address',
  offline_access: 'Maintain access to data you have given it access to',
};

/** Fields: `request` (hidden) and `decision`, which is `accept` or `cancel`. */
export function consentPage(model: ConsentPageModel): EntraResponse {
  const items = model.scopes.map((scope) => html`<li>${permissions[scope] ?? scope}</li>\n`);
  return page(
    'Permissions requested',
    html`<p class="quiet">${model.userName}</p>
<h1>Permissions requested${model.forOrganization ? html` <span class="quiet">Review for your organization</span>` : ''}</h1>
<div class="asked">${avatar(model.applicationName)}<h2>${model.applicationName}</h2></div>
<p>This application would like to, in ${model.tenantName}:</p>
<ul class="permissions">${items}</ul>
<p class="quiet">Accepting adds it to the Enterprise applications of ${model.tenantName}, where an administrator can
remove it again. It does not give access to any vault.</p>
<form class="actions" method="post" action="${model.action}">
<input type="hidden" name="request" value="${model.requestId}">
<button name="decision" value="cancel">Cancel</button>
<button class="primary" name="decision" value="accept">Accept</button>
</form>`,
  );
}

/**
 * Shown to who may not consent. Fields: `request` (hidden) and `decision`: `request-approval`, or `cancel` to return to the
 * application without granting consent.
 * https://learn.microsoft.com/entra/identity/enterprise-apps/application-sign-in-unexpected-user-consent-error
 */
export function approvalPage(model: Omit<ConsentPageModel, 'scopes' | 'forOrganization'>): EntraResponse {
  return page(
    'Need admin approval',
    html`<p class="quiet">${model.userName}</p>
<h1>Need admin approval</h1>
<div class="asked">${avatar(model.applicationName)}<h2>${model.applicationName}</h2></div>
<p>${model.applicationName} needs permission to access resources in ${model.tenantName} that only an admin can grant.
Please ask an admin to grant permission to this app before you can use it.</p>
<form class="actions" method="post" action="${model.action}">
<input type="hidden" name="request" value="${model.requestId}">
<button name="decision" value="cancel">Return to the application without granting consent</button>
<button class="primary" name="decision" value="request-approval">Request approval</button>
</form>`,
  );
}
