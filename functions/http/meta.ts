import { z } from 'zod';
import { problems } from '../../shared/errors.ts';
import { docsPage } from '../../shared/http/pages/docs.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { checkReadiness } from '../../shared/use-cases/check-readiness.ts';

/** Version of the API that the document states. */
const apiVersion = '1.0.0';

/** What describes the service itself. */
export const metaRoutes: Route[] = [
  route({
    name: 'health',
    method: 'GET',
    path: '/api/health',
    summary: 'Whether the process answers',
    auth: 'anonymous',
    request: {},
    responses: { 200: z.object({ status: z.literal('alive') }) },
    handle: async () => ({ status: 200, body: { status: 'alive' } }),
  }),
  route({
    name: 'ready',
    method: 'GET',
    path: '/api/ready',
    summary: 'Whether storage and keys can be used; keys are `stale` while they are used from memory only',
    auth: 'anonymous',
    request: {},
    responses: { 200: z.object({ status: z.literal('ready'), checks: z.record(z.string(), z.enum(['ok', 'stale'])) }) },
    handle: async ({ deps }) => ({ status: 200, body: { status: 'ready', checks: await checkReadiness(deps) } }),
  }),
  route({
    name: 'openapi',
    method: 'GET',
    path: '/api/v1/openapi.json',
    summary: 'This document',
    auth: 'anonymous',
    request: {},
    responses: { 200: z.looseObject({}) },
    handle: async ({ url }) => {
      const { openApiDocument } = await import('../../shared/http/openapi.ts');
      return { status: 200, body: openApiDocument(await allRoutes(), url.origin, apiVersion) };
    },
  }),
  route({
    name: 'docs',
    method: 'GET',
    path: '/api/v1/docs',
    summary: 'The addresses and the error codes, for a person to read',
    auth: 'anonymous',
    request: {},
    responses: { 200: null },
    handle: async () => ({
      status: 200,
      text: docsPage(await allRoutes(), problems),
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      },
    }),
  }),
];

/** Whoever asks whether the process answers does not wait for all of the routes to be loaded. */
async function allRoutes(): Promise<readonly Route[]> {
  return (await import('./routes.ts')).routes;
}
