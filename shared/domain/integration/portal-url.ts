/** Places in the Azure portal, with the tenant chosen; the portal's origin differs between clouds. */
export interface PortalPlace {
  portalUrl: string;
  tenantId: string;
}

const inTenant = ({ portalUrl, tenantId }: PortalPlace) => `${portalUrl}/#@${tenantId}`;

/** All vaults: which subscription holds the vault is not known from outside. */
export const vaultsUrl = (place: PortalPlace): string =>
  `${inTenant(place)}/view/HubsExtension/BrowseResource/resourceType/Microsoft.KeyVault%2Fvaults`;

export const enterpriseApplicationsUrl = (place: PortalPlace): string =>
  `${inTenant(place)}/view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`;

export const tenantUrl = (place: PortalPlace): string =>
  `${inTenant(place)}/view/Microsoft_AAD_IAM/TenantPropertiesBlade`;
