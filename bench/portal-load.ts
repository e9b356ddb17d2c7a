import type { Browser, Page } from 'playwright-core';
import type { WholeService } from '../scripts/whole-service/start-whole-service.ts';
import { type Figure, median } from './figure.ts';
import { beginSignIn, closeVisit, finishSignIn, openVisit } from './portal-visit.ts';

/** Milliseconds in which something is there. */
const most = 1_000;

interface LoadOptions {
  browser: Browser;
  service: WholeService;
  rounds: number;
}

/**
 * Milliseconds from a page's request to what it shows, with the 1,000 integrations of the service: with nothing in the browser's
 * cache and with everything in it, beside a page of the same server that is only a line of text.
 */
export async function portalLoad({ browser, service, rounds }: LoadOptions): Promise<Figure[]> {
  // Once for the server, which loads what it needs when it is asked for it.
  await visit(browser, service);
  const visits: Visit[] = [];
  for (let round = 0; round < rounds; round += 1) visits.push(await visit(browser, service));
  const of = (take: (visit: Visit) => number) => median(visits.map(take));
  const [emptyCold, emptyWarm] = [of(({ empty }) => empty.cold), of(({ empty }) => empty.warm)];
  const withinASecond = { unit: 'ms', bound: most, target: 1 } as const;
  return [
    { case: 'a line of text: first content, cold cache', value: emptyCold, unit: 'ms' },
    { case: 'a line of text: first content, warm cache', value: emptyWarm, unit: 'ms' },
    { case: 'first content, cold cache', value: of(({ signedOut }) => signedOut.cold), ...withinASecond },
    { case: 'first content, warm cache', value: of(({ signedOut }) => signedOut.warm), ...withinASecond },
    {
      case: 'first content, cold cache, beside the line of text',
      value: of(({ signedOut }) => signedOut.cold),
      unit: 'ms',
      bound: emptyCold,
    },
    {
      case: 'first content, warm cache, beside the line of text',
      value: of(({ signedOut }) => signedOut.warm),
      unit: 'ms',
      bound: emptyWarm,
    },
    { case: 'the list has rows, signed in, cold cache', value: of(({ list }) => list.cold.rows), ...withinASecond },
    { case: 'the list has rows, signed in, warm cache', value: of(({ list }) => list.warm.rows), ...withinASecond },
    {
      case: 'the list has rows after a reload, which asks the issuer',
      value: of(({ reload }) => reload),
      ...withinASecond,
    },
    {
      case: 'tasks of over 50 ms until then, cold cache',
      value: of(({ list }) => list.cold.longTasks.length),
      unit: 'tasks',
    },
    {
      case: 'tasks of over 50 ms, together, cold cache',
      value: of(({ list }) => sum(list.cold.longTasks)),
      unit: 'ms',
    },
    {
      case: 'the longest of them, cold cache',
      value: of(({ list }) => Math.max(0, ...list.cold.longTasks)),
      unit: 'ms',
    },
  ];
}

interface Visit {
  empty: Cached<number>;
  signedOut: Cached<number>;
  list: Cached<Seen>;
  /** From the reload on, by the clock. */
  reload: number;
}

interface Cached<T> {
  cold: T;
  warm: T;
}

/** What one document saw, in milliseconds since its request. */
interface Seen {
  rows: number;
  longTasks: number[];
}

/** Each in turn, so that whatever else the machine does meets all of them alike. */
async function visit(browser: Browser, service: WholeService): Promise<Visit> {
  const health = `${service.host.url}/api/health`;
  const empty = await openVisit(browser);
  await empty.goto(health);
  const emptyCold = await firstContent(empty);
  await empty.goto(health);
  const emptyWarm = await firstContent(empty);
  await closeVisit(empty);

  const page = await openVisit(browser);
  await page.addInitScript(watch);
  await page.goto(`${service.host.url}/portal/integrations`);
  const signedOutCold = await firstContent(page);
  await page.reload();
  const signedOutWarm = await firstContent(page);
  await beginSignIn(page, service, '/integrations');
  const debug = await page.context().newCDPSession(page);
  await debug.send('Network.clearBrowserCache');
  await finishSignIn(page);
  const cold = await seen(page);
  const began = Date.now();
  await page.reload();
  const warm = await seen(page);
  const reload = (await page.evaluate<number>('performance.timeOrigin + seen.rows')) - began;
  await closeVisit(page);
  return {
    empty: { cold: emptyCold, warm: emptyWarm },
    signedOut: { cold: signedOutCold, warm: signedOutWarm },
    list: { cold, warm },
    reload,
  };
}

/** Notes when the list has rows, to the frame that shows them, and the long tasks until then. */
const watch = `
  globalThis.seen = { longTasks: [] };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  globalThis.shown = new Promise((done) => {
    const look = () => {
      if (document.querySelector('[role=table][aria-label=Integrations] [data-index]') === null) requestAnimationFrame(look);
      else requestAnimationFrame((time) => done((seen.rows = time)));
    };
    requestAnimationFrame(look);
  });
`;

async function firstContent(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((done) =>
    new PerformanceObserver((list) => {
      const [entry] = list.getEntriesByName('first-contentful-paint');
      if (entry !== undefined) done(entry.startTime - ${requested});
    }).observe({ type: 'paint', buffered: true }))`);
}

/** After the way by which the browser came to the document. */
const requested = `performance.getEntriesByType('navigation')[0].fetchStart`;

async function seen(page: Page): Promise<Seen> {
  await page.getByRole('table', { name: 'Integrations' }).getByRole('cell').first().waitFor();
  return page.evaluate<Seen>(`shown.then(() => ({
    rows: seen.rows - ${requested},
    longTasks: seen.longTasks.filter(({ startTime }) => startTime < seen.rows).map(({ duration }) => duration),
  }))`);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
