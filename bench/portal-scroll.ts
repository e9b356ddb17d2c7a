import type { Browser, Page } from 'playwright-core';
import type { ConnectedVault } from '../scripts/whole-service/connect-vault.ts';
import { insertLargeRun } from '../scripts/whole-service/insert-large-run.ts';
import { startPull } from '../scripts/whole-service/run-action.ts';
import type { WholeService } from '../scripts/whole-service/start-whole-service.ts';
import type { Figure } from './figure.ts';
import { beginSignIn, closeVisit, finishSignIn, openVisit } from './portal-visit.ts';

/** Pixels a second: a hand that turns the wheel fast. */
const speed = 6_000;
/** Milliseconds of a frame, at 60 a second; a frame that takes half of one more was late. */
const frame = 1_000 / 60;
/** What people begin to notice. */
const noticed = 50;
/** Rows in the document, as the tests have it. */
const mostRows = 60;

interface ScrollOptions {
  browser: Browser;
  service: WholeService;
  /** Of one of the integrations; gets an import with a run of 10,000 steps. */
  vault: ConnectedVault;
  seconds: number;
}

/** Frames while long lists are scrolled by the wheel: downwards, as rows are loaded, and upwards, when all are there. */
export async function portalScroll({ browser, service, vault, seconds }: ScrollOptions): Promise<Figure[]> {
  const { deps, organizationId } = service;
  const { id: actionId } = await startPull(service, vault);
  const taskId = await insertLargeRun(deps, { organizationId, integrationId: vault.integrationId, actionId });
  const lists = [
    {
      what: '10,000 steps',
      label: 'Steps',
      path: `/integrations/${vault.integrationId}/imports/${actionId}/tasks/${taskId}`,
    },
    { what: '1,000 integrations', label: 'Integrations', path: '/integrations' },
  ];
  const figures: Figure[] = [];
  for (const { what, label, path } of lists) {
    const page = await openVisit(browser);
    await beginSignIn(page, service, path);
    await finishSignIn(page);
    await page.getByRole('table', { name: label }).getByRole('cell').first().waitFor();
    figures.push(...asFigures(`${what}, downwards`, await scroll(page, label, seconds)));
    await loadAll(page, label);
    figures.push(...asFigures(`${what}, upwards, all loaded`, await scroll(page, label, -seconds)));
    await closeVisit(page);
  }
  return figures;
}

interface Scrolled {
  /** Milliseconds from each frame to the next. */
  frames: number[];
  /** The most rows that were in the document at once. */
  rows: number;
}

/** By real input. @param seconds negative: upwards */
async function scroll(page: Page, label: string, seconds: number): Promise<Scrolled> {
  const box = await page.getByRole('region', { name: label }).boundingBox();
  if (box === null) throw new Error(`${label} is not there`);
  const debug = await page.context().newCDPSession(page);
  const list = `document.querySelector('section[aria-label="${label}"]')`;
  await page.evaluate(watch);
  const begin = await page.evaluate<number>(`${list}.scrollTop`);
  await debug.send('Input.synthesizeScrollGesture', {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    yDistance: -seconds * speed,
    speed,
    gestureSourceType: 'mouse',
  });
  const scrolled = await page.evaluate<Scrolled>('scrolled()');
  const distance = await page.evaluate<number>(`Math.abs(${list}.scrollTop - ${begin})`);
  if (distance < 1_000) throw new Error(`${label} was scrolled by ${distance} pixels only`);
  return scrolled;
}

const watch = `
  const frames = [];
  let rows = 0, last, on = true;
  requestAnimationFrame(function next(time) {
    if (last !== undefined) frames.push(time - last);
    last = time;
    rows = Math.max(rows, document.querySelectorAll('[role=row]').length);
    if (on) requestAnimationFrame(next);
  });
  globalThis.scrolled = () => { on = false; return { frames, rows }; };
`;

/** As far down as it goes, until the last row is there. */
async function loadAll(page: Page, label: string): Promise<void> {
  const total = await page.getByRole('table', { name: label }).getAttribute('aria-rowcount');
  await page.getByRole('region', { name: label }).focus();
  const last = page.getByRole('table', { name: label }).locator(`[aria-rowindex="${total}"]`);
  while (!(await last.isVisible())) {
    await page.keyboard.press('End');
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }
}

function asFigures(name: string, { frames, rows }: Scrolled): Figure[] {
  const late = frames.filter((time) => time > frame * 1.5).length;
  return [
    {
      case: `${name}: frames of over ${noticed} ms`,
      value: frames.filter((time) => time > noticed).length,
      unit: 'frames',
      bound: 0,
      target: 1,
    },
    { case: `${name}: longest frame`, value: Math.max(...frames), unit: 'ms', bound: noticed, target: 1 },
    { case: `${name}: frames in time, of all`, value: frames.length - late, unit: 'frames', bound: frames.length },
    { case: `${name}: rows in the document`, value: rows, unit: 'rows', bound: mostRows, target: 1 },
  ];
}
