import { fileURLToPath } from 'node:url';
import { stageApp } from './stage-app.ts';

// Where azure.yaml looks for what is deployed.
await stageApp(fileURLToPath(new URL('../dist-package/', import.meta.url)));
