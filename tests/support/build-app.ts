import { buildApp } from '../../scripts/build-app.ts';

/** Once before all tests: the functions host loads the app as it is built. */
export default buildApp;
