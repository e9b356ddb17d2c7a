/** What a response's body says, or nothing when it is no JSON: a proxy on the way may answer with a page. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
