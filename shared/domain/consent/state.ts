/** The OAuth `state`: which consent the callback belongs to, and a secret that only this browser flow knows. */
export interface State {
  consentId: string;
  token: string;
}

const form = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z0-9_-]{1,100})$/;

export function formatState({ consentId, token }: State): string {
  return `${consentId}.${token}`;
}

/** Nothing when the text is no state of ours. */
export function parseState(text: string): State | undefined {
  const [, consentId, token] = form.exec(text) ?? [];
  return consentId === undefined || token === undefined ? undefined : { consentId, token };
}
