import type { CloudModel, ServicePrincipal, Tenant, User, Vault } from './model.ts';

/** The model with the look-ups that every part needs, and a way to say that it changed. */
export class Cloud {
  readonly model: CloudModel;
  /** The sandbox's clock, in milliseconds since 1970. */
  readonly now: () => number;
  #onChange: () => void;

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
    return this.model.vaults.find((vault) => vault.name.toLowerCase() === wanted);
  }

  servicePrincipal(tenantId: string, clientId: string): ServicePrincipal | undefined {
    return this.model.servicePrincipals.find(
      (principal) => principal.tenantId === tenantId && principal.clientId === clientId,
    );
  }
}
