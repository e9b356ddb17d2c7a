import { fileURLToPath } from 'node:url';
import { buildApp } from './build-app.ts';
import { stageApp } from './stage-app.ts';

await buildApp();
// Where azure.yaml looks for what is deployed.
await stageApp(fileURLToPath(new URL('../dist-package/', import.meta.url)));
