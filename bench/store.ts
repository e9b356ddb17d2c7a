import { execFileSync } from 'node:child_process';
import { type Figure, median } from './figure.ts';
import { type FilledStore, fillStore } from './fill-store.ts';
import { type BenchService, startService } from './start-service.ts';

/** Before that a new process is still compiling what it runs. */
const warmUps = 200;
const runs = 200;
const pageRuns = 15;
/** Until then a new process takes more and more memory, as V8 lets the room for short-lived objects grow. */
const settlingPages = 150;
const pageSize = 100;

/** Reads of the configuration store: time beside a route that does nothing, storage requests, memory while paging. */
export async function benchStore({ small }: { small: boolean }): Promise<Figure[]> {
  const service = await startService();
  try {
    const store = await fillStore(service.deps, service.organizationId, small ? 1_000 : 10_000);
    return [...(await reads(service, store)), ...(await paging(service, store)), ...(await routes(service, store))];
  } finally {
    await service.stop();
  }
}

async function reads(service: BenchService, { projectId, environmentId }: FilledStore): Promise<Figure[]> {
  const paths = ['/api/health', `/api/v1/environments/${environmentId}/`, `/api/v1/projects/${projectId}/`];
  await medianTimes(service, paths, warmUps);
  const [nothing = 0, environment = 0, project = 0] = await medianTimes(service, paths, runs);
  const pages = `/api/v1/projects/${projectId}/parameters/?environment=${environmentId}&page_size=${pageSize}`;
  await service.get(pages);
  const [page = 0] = await medianTimes(service, [pages], pageRuns);
  return [
    { case: 'a route that does nothing', value: nothing, unit: 'ms' },
    { case: 'one environment', value: environment, unit: 'ms', bound: nothing, target: 3 },
    { case: 'one project', value: project, unit: 'ms', bound: nothing, target: 3 },
    { case: `a page of ${pageSize} parameters in one environment`, value: page, unit: 'ms', bound: nothing },
  ];
}

/** Asks for one after the other in turns, so that whatever else the machine does meets all of them alike. */
async function medianTimes(service: BenchService, paths: readonly string[], turns: number): Promise<number[]> {
  const times = paths.map((): number[] => []);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [index, path] of paths.entries()) times[index]?.push((await service.get(path)).milliseconds);
  }
  return times.map(median);
}

interface Page {
  path: string;
  milliseconds: number;
  memory: number;
}

async function paging(service: BenchService, store: FilledStore): Promise<Figure[]> {
  for (let walked = 0; walked < settlingPages; ) walked += (await walk(service, store)).length;
  const pages = await walk(service, store);
  const around = async (position: number) => {
    const window = pages.slice(Math.max(0, position - 5), position + 5);
    const storage: number[] = [];
    for (const { path } of window) storage.push(await service.countRequests(path));
    // The median: now and then a page takes one more, to see whether the caller's key still opens.
    return { milliseconds: median(window.map(({ milliseconds }) => milliseconds)), storage: median(storage) };
  };
  const begin = await around(5);
  const middle = await around(Math.floor(pages.length / 2));
  const end = await around(pages.length - 5);
  const tenth = Math.ceil(pages.length / 10);
  const peak = (some: readonly Page[]) => Math.max(...some.map(({ memory }) => memory));
  const [early, late] = [peak(pages.slice(0, tenth)), peak(pages.slice(tenth))];
  return [
    { case: 'first pages', value: begin.milliseconds, unit: 'ms' },
    { case: 'middle pages', value: middle.milliseconds, unit: 'ms', bound: begin.milliseconds, target: 1.5 },
    { case: 'last pages', value: end.milliseconds, unit: 'ms', bound: begin.milliseconds, target: 1.5 },
    { case: 'first pages', value: begin.storage, unit: 'requests' },
    { case: 'middle pages', value: middle.storage, unit: 'requests', bound: begin.storage, target: 1 },
    { case: 'last pages', value: end.storage, unit: 'requests', bound: begin.storage, target: 1 },
    { case: 'peak memory in the first tenth of the pages', value: early, unit: 'MiB' },
    { case: 'peak memory in all pages after', value: late, unit: 'MiB', bound: early, target: 1.2 },
  ];
}

/** Follows `next` from the first page to the last. */
async function walk(service: BenchService, { projectId, environmentId, visible }: FilledStore): Promise<Page[]> {
  const pages: Page[] = [];
  let count = 0;
  const first = `/api/v1/projects/${projectId}/parameters/?environment=${environmentId}&page_size=${pageSize}`;
  for (let path: string | null = first; path !== null; ) {
    const { json, milliseconds } = await service.get(path);
    pages.push({ path, milliseconds, memory: memoryOf(service) });
    count += json.results.length;
    path = json.next;
  }
  if (count !== visible) throw new Error(`the pages held ${count} parameters instead of ${visible}`);
  return pages;
}

/** Requests to table storage of a read by each route, while the key is remembered. */
async function routes(service: BenchService, { projectId, environmentId }: FilledStore): Promise<Figure[]> {
  const project = `/api/v1/projects/${projectId}/`;
  const { json } = await service.get(`${project}parameters/?page_size=1&environment=${environmentId}`);
  const [parameter] = json.results;
  const paths = [
    '/api/v1/environments/',
    `/api/v1/environments/${environmentId}/`,
    '/api/v1/projects/',
    project,
    `${project}parameters/?page_size=100&environment=${environmentId}`,
    `${project}parameters/?page_size=100`,
    parameter.url,
    `${parameter.url}values/`,
    '/api/v1/types/',
    '/api/v1/users/',
    '/api/v1/users/current/',
    '/api/v1/groups/',
    '/api/v1/serviceaccounts/',
    '/api/v1/audit/',
    '/api/v1/integrations/azure/key_vault/',
  ];
  const figures: Figure[] = [];
  for (const path of paths) {
    await service.countRequests(path);
    const storage = await service.countRequests(path);
    const name = new URL(path, 'http://service').pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{}');
    figures.push({ case: `GET ${name}`, value: storage, unit: 'requests' });
  }
  return figures;
}

/** Resident memory of the worker, in MiB. */
function memoryOf(service: BenchService): number {
  const pid = service.workerPid();
  if (pid === undefined) throw new Error('the worker is gone');
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
