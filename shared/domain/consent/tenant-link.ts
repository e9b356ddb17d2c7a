/** Proof that an organization may use a tenant: one of its people signed in there and completed the consent. */
export interface TenantLink {
  organizationId: string;
  /** The tenant's GUID, in lower case. */
  tenantId: string;
  /**
   * Domain of the account that signed in: an id_token does not carry the tenant's display name, and reading it from
   * Microsoft Graph would need a permission that nothing else needs. The tenant's id when the account has no domain.
   */
  name: string;
  /** Id and name of the principal who completed the consent. */
  linkedById: string;
  linkedByName: string;
  /** `oid` of the person who signed in at Entra, and the account's name if Entra told it. */
  signedInObjectId: string;
  signedInAs?: string;
  linkedAt: Date;
}
