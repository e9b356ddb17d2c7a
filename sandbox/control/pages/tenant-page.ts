import type { Cloud } from '../../cloud/cloud.ts';
import type { ServicePrincipal, User } from '../../cloud/model.ts';
import { html } from '../../web/html.ts';
import { icons } from '../../web/icons.ts';
import { findTenant } from '../directory-operations.ts';
import { form, hidden } from './form.ts';
import type { Page } from './page.ts';
import { principalName } from './principals.ts';
import { table } from './table.ts';
import { showTime } from './words.ts';

/** An organization: its Enterprise applications, who may consent, and its people. */
export function tenantPage(cloud: Cloud, { tenant: wanted = '' }: Record<string, string>): Page {
  const tenant = findTenant(cloud, wanted);
  const path = `/tenants/${tenant.id}`;
  const principals = cloud.model.servicePrincipals.filter(({ tenantId }) => tenantId === tenant.id);
  const users = cloud.model.users.filter(({ tenantId }) => tenantId === tenant.id);
  return {
    title: tenant.name,
    kind: 'Organization (tenant)',
    icon: icons.tenant,
    trail: [{ label: 'Local Azure', path: '/' }],
    content: html`<section class="card"><dl class="facts"><dt>Tenant ID</dt><dd><code>${tenant.id}</code></dd>
<dt>Domain</dt><dd>${tenant.domain}</dd></dl></section>
<section class="card">${table(
      'Enterprise applications',
      [
        { label: 'Name', cell: ({ id }) => principalName(cloud, id) },
        { label: 'Object ID', cell: ({ id }) => html`<code>${id}</code>` },
        { label: 'Since', cell: ({ created }) => showTime(created) },
        {
          label: 'State',
          cell: ({ enabled }) =>
            enabled
              ? html`<span class="badge good">enabled</span>`
              : html`<span class="badge attention">disabled</span>`,
        },
        { label: 'Actions', cell: (principal) => actions(cloud, principal, path) },
      ],
      principals,
      'None: nobody of this organization has consented to an application yet.',
    )}</section>
<section class="card"><h2>Who may consent</h2>
<p>People who are no administrators ${tenant.userConsent ? 'may consent themselves.' : 'need an administrator’s approval.'}</p>
${form({
  method: 'PATCH',
  path: `/api${path}`,
  back: path,
  done: 'consent-changed',
  submit: tenant.userConsent ? 'Require an approval' : 'Let everybody consent',
  look: 'plain',
  fields: hidden('userConsent', String(!tenant.userConsent)),
})}</section>
<section class="card">${table(
      'People',
      [
        { label: 'Name', cell: ({ name }) => name },
        { label: 'Account', cell: ({ userPrincipalName }) => userPrincipalName },
        { label: 'Kind', cell: describe },
      ],
      users,
      'Nobody signs in here.',
    )}</section>`,
  };
}

function actions(cloud: Cloud, { id, enabled }: ServicePrincipal, back: string) {
  const path = `/api/enterprise-applications/${id}`;
  const of = principalName(cloud, id);
  return html`<div class="actions">${form({
    method: 'PATCH',
    path,
    back,
    done: enabled ? 'application-disabled' : 'application-enabled',
    submit: enabled ? 'Disable' : 'Enable',
    of,
    look: 'plain',
    fields: hidden('enabled', String(!enabled)),
  })}${form({ method: 'DELETE', path, back, done: 'application-removed', submit: 'Remove', of, look: 'danger' })}</div>`;
}

const describe = ({ kind, directoryRoles }: User) =>
  directoryRoles.length > 0 ? `${kind} with a directory role` : kind;
