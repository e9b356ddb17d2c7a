export interface SignInSettings {
  issuer: string;
  client_id: string;
  scope: string;
}

/** What this deployment says of itself. */
export interface PortalConfig {
  /** Origin of the API; empty: the portal's own. */
  api_url: string;
  /** Null: sign-in is not configured. */
  sign_in: SignInSettings | null;
}

export async function loadConfig(): Promise<PortalConfig> {
  const response = await fetch(`${import.meta.env.BASE_URL}config.json`);
  if (!response.ok) throw new Error(`The portal's settings cannot be read: the service answered ${response.status}.`);
  return response.json();
}
