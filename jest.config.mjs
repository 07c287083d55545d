const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
};
const database = {
  ...base,
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/test/support/after-env.ts'],
};

/** Pure rules run without a database; everything else shares one embedded PostgreSQL and one migrated template. */
export default {
  testTimeout: 60_000,
  // Every file leaves its own copy of Nest and TypeORM behind in the worker.
  workerIdleMemoryLimit: '1GB',
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/invariants/**/*.spec.ts'] },
    { ...database, displayName: 'e2e', testMatch: ['<rootDir>/test/{e2e,database}/**/*.spec.ts'] },
  ],
};
