/** Builds the app and the portal into dist/, for hosts of this checkout, and the folder that is deployed into package/. */
import { fileURLToPath } from 'node:url';
import { buildApp } from './build-app.ts';
import { buildPortal } from './build-portal.ts';
import { assemblePackage } from './package/assemble-package.ts';
import { describePackage } from './package/describe-package.ts';

const folder = fileURLToPath(new URL('../package', import.meta.url));
const metafile = await buildApp();
await buildPortal();
await assemblePackage(folder);
process.stdout.write(`package/: ${await describePackage(folder, metafile)}`);
