// How the rule, channel and story tests run: TypeScript through swc, ES modules, libs straight from their source.
export default {
  testEnvironment: 'node',
  // Nothing here is asserted by time: a slow machine is allowed to be slow.
  testTimeout: 60_000,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      },
    ],
  },
  moduleNameMapper: {
    '^@otklik/(contract|survey|channels)$': '<rootDir>/libs/$1/src/index.ts',
    '^content-disposition$': '<rootDir>/apps/api/test/content-disposition.cjs',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  globalSetup: '<rootDir>/apps/api/test/postgres-folder.mjs',
  globalTeardown: '<rootDir>/apps/api/test/postgres-stop.mjs',
  testMatch: ['<rootDir>/{apps,libs,e2e}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/dist-test/', '/dist-types/'],
  modulePathIgnorePatterns: ['/dist/', '/dist-test/'],
};
