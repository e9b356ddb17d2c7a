import { execFileSync } from 'node:child_process';
import { type Figure, median } from './figure.ts';
import { type FilledStore, fillStore } from './fill-store.ts';
import { type BenchService, startService } from './start-service.ts';

const runs = 15;
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

const time = async (service: BenchService, path: string): Promise<number> => {
  await service.get(path);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push((await service.get(path)).milliseconds);
  return median(times);
};

async function reads(service: BenchService, { projectId, environmentId }: FilledStore): Promise<Figure[]> {
  const nothing = await time(service, '/api/health');
  const read = async (name: string, path: string, target?: number): Promise<Figure> => {
    return { case: name, value: await time(service, path), unit: 'ms', bound: nothing, target };
  };
  return [
    { case: 'a route that does nothing', value: nothing, unit: 'ms' },
    await read('one environment', `/api/v1/environments/${environmentId}/`, 3),
    await read('one project', `/api/v1/projects/${projectId}/`, 3),
    await read(
      `a page of ${pageSize} parameters in one environment`,
      `/api/v1/projects/${projectId}/parameters/?environment=${environmentId}&page_size=${pageSize}`,
    ),
  ];
}

/** Follows `next` from the first page to the last. */
async function paging(service: BenchService, { projectId, environmentId, visible }: FilledStore): Promise<Figure[]> {
  const pages: { milliseconds: number; storage: number; memory: number }[] = [];
  const before = memoryOf(service);
  let count = 0;
  const first = `/api/v1/projects/${projectId}/parameters/?environment=${environmentId}&page_size=${pageSize}`;
  for (let next: string | null = first; next !== null; ) {
    const { json, ...page } = await service.get(next);
    pages.push({ ...page, memory: memoryOf(service) });
    count += json.results.length;
    next = json.next;
  }
  if (count !== visible) throw new Error(`the pages held ${count} parameters instead of ${visible}`);
  const around = (position: number) => {
    const window = pages.slice(Math.max(0, position - 5), position + 5);
    return {
      milliseconds: median(window.map(({ milliseconds }) => milliseconds)),
      storage: Math.max(...window.map(({ storage }) => storage)),
    };
  };
  const begin = around(5);
  const middle = around(Math.floor(pages.length / 2));
  const end = around(pages.length - 5);
  const peak = Math.max(...pages.map(({ memory }) => memory));
  return [
    { case: 'first pages', value: begin.milliseconds, unit: 'ms' },
    { case: 'middle pages', value: middle.milliseconds, unit: 'ms', bound: begin.milliseconds, target: 1.5 },
    { case: 'last pages', value: end.milliseconds, unit: 'ms', bound: begin.milliseconds, target: 1.5 },
    { case: 'first pages', value: begin.storage, unit: 'requests' },
    { case: 'middle pages', value: middle.storage, unit: 'requests', bound: begin.storage, target: 1 },
    { case: 'last pages', value: end.storage, unit: 'requests', bound: begin.storage, target: 1 },
    { case: 'peak memory while paging', value: peak, unit: 'MiB', bound: before, target: 1.5 },
  ];
}

/** Requests to table storage of a read by each route, the key's own two included. */
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
    await service.get(path);
    const { storage } = await service.get(path);
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
