import { computeCost } from '../../infra/cost/compute-cost.ts';
import { costTables } from '../../infra/cost/cost-table.ts';
import { telemetry } from '../../shared/config/telemetry.ts';
import { readJson, readText } from './infra-files.ts';

const assumptions = readJson('infra/cost/assumptions.json');

test('the costs in the runbook are those of the assumptions', () => {
  expect(readText('docs/operations.md')).toContain(costTables(assumptions));
});

test("they are those of the settings' defaults", () => {
  const { CHECK_SPANS_ONE_IN } = telemetry.settings;
  expect(assumptions.assumed.checksPerKept.value).toBe(Number(CHECK_SPANS_ONE_IN.default));
});

test('they are computed from prices per unit', () => {
  const figure = (value: number) => ({ value, of: '' });
  const round = {
    asOf: '2026-01-01',
    currency: 'EUR',
    prices: {
      storagePer10000: figure(1),
      executionPerGBSecond: figure(0.001),
      executionsPerMillion: figure(10),
      vaultPer10000: figure(2),
      logsPerGB: figure(3),
      networkPerHour: figure(0.5),
    },
    measured: {
      storagePerCheck: figure(0.5),
      vaultPerCheck: figure(5),
      storagePerSecret: figure(0.2),
      vaultPerSecret: figure(1),
    },
    assumed: {
      checksPerMonth: figure(3_000),
      secondsPerCheck: figure(0.12),
      secondsPerSecret: figure(0.01),
      linesPerCheck: figure(100),
      spansPerCheck: figure(6_000),
      checksPerKept: figure(9),
      alwaysKept: figure(0.1),
      bytesPerSecret: figure(100_000),
      timersPerMonth: figure(100_000),
      storagePerTimer: figure(2),
      leastSeconds: figure(1),
    },
  };
  const amounts = Object.values(computeCost(round, 2)).map((lines) => lines.map(({ cost }) => cost));
  // 3,000,000 tests: 1,500,000 requests; 60,000 messages and 30,000 s of 2 GB;
  // 0.3 GB of lines, and of 18 GB of spans a tenth of what is left and a tenth; 15,000,000 requests to vaults.
  expect(amounts[0]).toEqual([150, expect.closeTo(0.6 + 60), expect.closeTo(3 * (0.3 + 18 * 0.2)), 3_000]);
  expect(amounts[1]).toEqual([expect.closeTo(0.2), expect.closeTo(0.00001 + 0.2), 3, 2]);
  expect(amounts[2]).toEqual([20, expect.closeTo(1 + 200), 360]);
});
