export type Figures = Record<string, { value: number; of: string }>;

export interface Assumptions {
  /** Day of the prices. */
  asOf: string;
  currency: string;
  prices: Figures;
  measured: Figures;
  assumed: Figures;
}

export interface Cost {
  what: string;
  /** How it is computed, in the names of the assumptions. */
  formula: string;
  /** In the assumptions' currency, before free grants. */
  cost: number;
}

/** Tests done at once by a worker, and tests of a message: shared/use-cases/checks. */
const atOnce = 12;
const perMessage = 50;

/** What a month of 1,000 integrations, the first import of 10,000 secrets, and a service that does nothing cost. */
export function computeCost({ prices, measured, assumed }: Assumptions, memoryGB: number): Record<string, Cost[]> {
  const all = { ...prices, ...measured, ...assumed };
  const of = (name: keyof typeof all): number => {
    const figure = all[name];
    if (figure === undefined) throw new Error(`${name} is not among the assumptions`);
    return figure.value;
  };
  const storage = (requests: number) => (requests / 10_000) * of('storagePer10000');
  const vault = (requests: number) => (requests / 10_000) * of('vaultPer10000');
  const logs = (bytes: number) => (bytes / 1e9) * of('logsPerGB');
  const executions = (count: number, seconds: number) =>
    (count / 1e6) * of('executionsPerMillion') + seconds * memoryGB * of('executionPerGBSecond');

  const keptSpans = of('alwaysKept') + (1 - of('alwaysKept')) / of('checksPerKept');
  const checks = 1_000 * of('checksPerMonth');
  const secrets = 10_000;
  const timers = of('timersPerMonth');
  return {
    '1,000 integrations, a month': [
      {
        what: 'Storage',
        formula: '1,000 × checksPerMonth × storagePerCheck',
        cost: storage(checks * of('storagePerCheck')),
      },
      {
        what: 'Functions',
        formula: `1,000 × checksPerMonth × secondsPerCheck / ${atOnce}, and a message for ${perMessage}`,
        cost: executions(checks / perMessage, (checks * of('secondsPerCheck')) / atOnce),
      },
      {
        what: 'Logs and spans',
        formula:
          '1,000 × checksPerMonth × (linesPerCheck + spansPerCheck × (alwaysKept + (1 − alwaysKept) / checksPerKept))',
        cost: logs(checks * (of('linesPerCheck') + of('spansPerCheck') * keptSpans)),
      },
      {
        what: "Customers' vaults (their bill)",
        formula: '1,000 × checksPerMonth × vaultPerCheck',
        cost: vault(checks * of('vaultPerCheck')),
      },
    ],
    '10,000 secrets, imported once': [
      { what: 'Storage', formula: '10,000 × storagePerSecret', cost: storage(secrets * of('storagePerSecret')) },
      {
        what: 'Functions',
        formula: '10,000 × secondsPerSecret',
        cost: executions(1, secrets * of('secondsPerSecret')),
      },
      { what: 'Logs and spans', formula: '10,000 × bytesPerSecret', cost: logs(secrets * of('bytesPerSecret')) },
      {
        what: "Customers' vaults (their bill)",
        formula: '10,000 × vaultPerSecret',
        cost: vault(secrets * of('vaultPerSecret')),
      },
    ],
    'The service itself, a month': [
      { what: 'Storage', formula: 'timersPerMonth × storagePerTimer', cost: storage(timers * of('storagePerTimer')) },
      {
        what: 'Functions',
        formula: 'timersPerMonth × leastSeconds',
        cost: executions(timers, timers * of('leastSeconds')),
      },
      { what: 'Private network, if there is one', formula: '720 × networkPerHour', cost: 720 * of('networkPerHour') },
    ],
  };
}
