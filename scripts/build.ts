import { buildApp } from './build-app.ts';
import { buildPortal } from './build-portal.ts';

await buildApp();
await buildPortal();
