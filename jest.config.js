import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  reporters: ['default', '<rootDir>/tests/support/closing-line-reporter.js'],
  globalSetup: '<rootDir>/tests/support/build-app.ts',
  testTimeout: 30_000,
  // Much of the time tests wait, for processes and for time to pass: jest's own choice on two cores is one after another.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};
