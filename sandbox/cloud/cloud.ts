import type { CloudModel, ServicePrincipal, Tenant, User, Vault } from './model.ts';

/** The model with the look-ups that every part needs, and a way to say that it changed. */
export class Cloud {
  readonly model: CloudModel;
  /** The sandbox's clock, in milliseconds since 1970. */
  readonly now: () => number;
  #onChange: () => void;
  #vaults: { of: readonly Vault[]; count: number; byName: Map<string, Vault> } | undefined;

  constructor(model: CloudModel, options: { now?: () => number; onChange?: () => void } = {}) {
    this.model = model;
    this.now = options.now ?? Date.now;
    this.#onChange = options.onChange ?? (() => {});
  }

  /** Call after every change of the model; the state is saved soon after. */
  changed(): void {
    this.#onChange();
  }

  tenant(idOrDomain: string): Tenant | undefined {
    const wanted = idOrDomain.toLowerCase();
    return this.model.tenants.find((tenant) => tenant.id === wanted || tenant.domain.toLowerCase() === wanted);
  }

  user(id: string): User | undefined {
    return this.model.users.find((user) => user.id === id);
  }

  vault(name: string): Vault | undefined {
    const wanted = name.toLowerCase();
    const { vaults } = this.model;
    // Everybody may put vaults in and out: the index is made anew when their number or the list itself has changed.
    if (this.#vaults?.of !== vaults || this.#vaults.count !== vaults.length) {
      const byName = new Map(vaults.map((vault) => [vault.name.toLowerCase(), vault]));
      this.#vaults = { of: vaults, count: vaults.length, byName };
    }
    return this.#vaults.byName.get(wanted);
  }

  /** Whoever may be granted something in a vault. */
  principals(): Pick<ServicePrincipal, 'id' | 'tenantId' | 'clientId'>[] {
    const { servicePrincipals, managedIdentities } = this.model;
    const identities = managedIdentities.map(({ principalId, tenantId, clientId }) => ({
      id: principalId,
      tenantId,
      clientId,
    }));
    return [...servicePrincipals, ...identities];
  }

  servicePrincipal(tenantId: string, clientId: string): ServicePrincipal | undefined {
    return this.model.servicePrincipals.find(
      (principal) => principal.tenantId === tenantId && principal.clientId === clientId,
    );
  }
}
