import type { Cloud } from '../cloud/cloud.ts';
import { vaultRoles } from '../cloud/identifiers.ts';
import type { ServicePrincipal, Tenant, Vault } from '../cloud/model.ts';

const style = `
body { font: 14px/1.5 "Segoe UI", system-ui, sans-serif; margin: 0; color: #242424; background: #faf9f8 }
header { background: #0f6cbd; color: #fff; padding: .8rem 1.5rem }
header h1 { font-size: 1.1rem; margin: 0 }
main { padding: 1rem 1.5rem; max-width: 70rem }
section { background: #fff; border: 1px solid #e1dfdd; border-radius: 4px; margin: 0 0 1rem; padding: .8rem 1rem }
h2 { font-size: 1rem; margin: 0 0 .4rem } h3 { font-size: .9rem; margin: .8rem 0 .2rem }
table { border-collapse: collapse } td, th { padding: .15rem .8rem .15rem 0; text-align: left; vertical-align: top }
form { display: inline } button, input, select { font: inherit; padding: .1rem .5rem }
code { font-size: .85rem } .quiet { color: #616161 }`;

/** The page of the local Azure: what a customer's administrator would see and do in the portal. */
export function controlPage(cloud: Cloud): string {
  const { model } = cloud;
  const tenants = model.tenants.filter(
    ({ id }) => model.vaults.some((vault) => vault.tenantId === id) || hasPeople(cloud, id),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Local Azure</title>
<style>${style}</style>
<header><h1>Local Azure: what a customer's administrator would do in the portal</h1></header>
<main>
${tenants.map((tenant) => tenantSection(cloud, tenant)).join('\n')}
<section><h2>New</h2>
${form('POST', '/api/tenants', 'Create tenant', '<input name="name" placeholder="Name of the organization" required>')}
</section>
</main>
</html>
`;
}

function hasPeople(cloud: Cloud, tenantId: string): boolean {
  return cloud.model.users.some((user) => user.tenantId === tenantId);
}

function tenantSection(cloud: Cloud, tenant: Tenant): string {
  const users = cloud.model.users.filter((user) => user.tenantId === tenant.id);
  const principals = cloud.model.servicePrincipals.filter((principal) => principal.tenantId === tenant.id);
  const vaults = cloud.model.vaults.filter((vault) => vault.tenantId === tenant.id);
  return `<section>
<h2>${escapeText(tenant.name)} <span class="quiet"><code>${tenant.id}</code></span></h2>
<p>People: ${users.map(({ name, kind }) => `${escapeText(name)} <span class="quiet">(${kind})</span>`).join(', ')}<br>
People who are no administrators ${tenant.userConsent ? 'may consent themselves' : 'need an approval to consent'}.
${form('PATCH', `/api/tenants/${tenant.id}`, 'Change', hidden('userConsent', String(!tenant.userConsent)))}</p>
<h3>Enterprise applications</h3>
${principals.length === 0 ? '<p class="quiet">None: nobody has consented yet.</p>' : ''}
<table>${principals.map((principal) => principalRow(cloud, principal)).join('')}</table>
${vaults.map((vault) => vaultPart(cloud, vault, principals)).join('\n')}
<h3>New vault</h3>
${form(
  'POST',
  '/api/vaults',
  'Create vault',
  `${hidden('tenant', tenant.id)}<input name="name" placeholder="vault-name" required>
<select name="accessModel"><option value="rbac">Role-based access control</option><option value="access-policy">Access policies</option></select>`,
)}
</section>`;
}

function principalRow(cloud: Cloud, { id, clientId, enabled }: ServicePrincipal): string {
  const name = cloud.model.applications.find((application) => application.clientId === clientId)?.name ?? clientId;
  const path = `/api/enterprise-applications/${id}`;
  return `<tr><td>${escapeText(name)}<td><code>${id}</code><td>${enabled ? 'enabled' : 'disabled'}<td>
${form('PATCH', path, enabled ? 'Disable' : 'Enable', hidden('enabled', String(!enabled)))}
${form('DELETE', path, 'Delete')}</tr>`;
}

function vaultPart(cloud: Cloud, vault: Vault, principals: ServicePrincipal[]): string {
  const path = `/api/vaults/${vault.name}`;
  const secrets = vault.secrets.filter(({ deleted }) => deleted === undefined);
  const rbac = vault.accessModel === 'rbac';
  const networks = ['open', 'firewall', 'private'].filter((network) => network !== vault.network);
  return `<h3>Vault ${escapeText(vault.name)} <span class="quiet">(${rbac ? 'role-based access control' : 'access policies'}, network ${vault.network})</span></h3>
<p>${secrets.length === 0 ? 'No secrets' : secrets.length === 1 ? '1 secret: ' : `${secrets.length} secrets: `}${secrets
    .slice(0, 20)
    .map(({ name, versions }) => `<code>${escapeText(name)}</code> <span class="quiet">v${versions.length}</span>`)
    .join(', ')}${secrets.length > 20 ? ' …' : ''}</p>
<p>${rbac ? roleList(cloud, vault) : policyList(cloud, vault)}</p>
<p>${principals.map((principal) => (rbac ? grantRole(path, principal) : grantPolicy(path, principal))).join(' ')}
${networks.map((network) => form('PATCH', path, `Network: ${network}`, hidden('network', network))).join(' ')}
${form('DELETE', path, 'Delete vault')}</p>
<p>${form('PUT', `${path}/secrets/{name}`, 'Set secret', '<input name="name" placeholder="secret-name" required> <input name="value" placeholder="value" required>')}</p>`;
}

function roleList(cloud: Cloud, vault: Vault): string {
  if (vault.roleAssignments.length === 0) return '<span class="quiet">No role assignments.</span>';
  return vault.roleAssignments
    .map(({ id, roleId, principalId }) => {
      const role = Object.entries(vaultRoles).find(([, known]) => known === roleId)?.[0] ?? roleId;
      const removal = form('DELETE', `/api/vaults/${vault.name}/role-assignments/${id}`, 'Remove');
      return `${role} for ${escapeText(principalName(cloud, principalId))} ${removal}`;
    })
    .join('<br>');
}

function policyList(cloud: Cloud, vault: Vault): string {
  if (vault.accessPolicies.length === 0) return '<span class="quiet">No access policies.</span>';
  return vault.accessPolicies
    .map(({ principalId, permissions }) => {
      const removal = form('DELETE', `/api/vaults/${vault.name}/access-policies/${principalId}`, 'Remove');
      return `${permissions.join(', ')} for ${escapeText(principalName(cloud, principalId))} ${removal}`;
    })
    .join('<br>');
}

function grantRole(path: string, principal: ServicePrincipal): string {
  const options = Object.keys(vaultRoles).map((role) => `<option>${role}</option>`);
  return form(
    'POST',
    `${path}/role-assignments`,
    'Assign role',
    `${hidden('principal', principal.id)}<select name="role">${options.join('')}</select>`,
  );
}

function grantPolicy(path: string, principal: ServicePrincipal): string {
  return form(
    'PUT',
    `${path}/access-policies/${principal.id}`,
    'Set access policy',
    '<input name="permissions" value="get list set delete recover" size="26">',
  );
}

function principalName(cloud: Cloud, principalId: string): string {
  const clientId = cloud.model.servicePrincipals.find(({ id }) => id === principalId)?.clientId;
  const name = cloud.model.applications.find((application) => application.clientId === clientId)?.name;
  const identity = cloud.model.managedIdentities.find((known) => known.principalId === principalId);
  return name ?? identity?.name ?? `somebody who is gone (${principalId})`;
}

function form(method: string, path: string, label: string, fields = ''): string {
  const action = `/form?method=${method}&amp;path=${encodeURIComponent(path)}`;
  return `<form method="post" action="${action}">${fields}<button>${escapeText(label)}</button></form>`;
}

function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escapeText(value)}">`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
