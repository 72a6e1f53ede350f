// How the browser tests run: like the rest, one after another, with time for a browser.
import root from '../jest.config.mjs';

export default {
  ...root,
  rootDir: '..',
  displayName: 'browsers',
  testMatch: ['<rootDir>/e2e/**/*.test.ts'],
  maxWorkers: 1,
  testTimeout: 60_000,
};
