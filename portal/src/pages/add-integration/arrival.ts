/** How the browser came back from a consent: the API's callback put this into the address. */
export type Arrival =
  /** `code` completes the consent, once. */
  { consentId: string; code: string } | { consentId: string; code?: undefined };

/** Undefined: the page was opened in another way. What else the address says of a refusal is the API's to tell. */
export function readArrival(search: string): Arrival | undefined {
  const query = new URLSearchParams(search);
  const consentId = query.get('consent_id');
  const code = query.get('completion_code');
  if (consentId === null) return undefined;
  return code === null ? { consentId } : { consentId, code };
}
