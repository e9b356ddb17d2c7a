/** `KEY-000000` and so on: they are in the order of numbers wherever they are sorted. */
export const keyName = (number: number): string => `KEY-${String(number).padStart(6, '0')}`;

/** So many names, each with a value of its own. */
export function numbered(count: number, make: (number: number) => string): [name: string, value: string][] {
  return Array.from({ length: count }, (_, number) => [keyName(number), make(number)]);
}

/** The name of a secret that the usual pattern takes for this parameter of the project `imported`. */
export function secretOf([name, value]: readonly [string, string]): [string, string] {
  return [`production-imported-${name}`, value];
}
