// `npm run simulate -- --tickets 50000 [--seed N] [--desk sofia]`: lives desks' years by chance and holds every figure of their reports against a recount.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './running.mjs';

const { values } = parseArgs({
  options: { tickets: { type: 'string' }, seed: { type: 'string' }, desk: { type: 'string' } },
});
const jest = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    '--runTestsByPath',
    'apps/api/test/stories/simulated-year.test.ts',
  ],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      FORCE_COLOR: '0',
      SIMULATED_TICKETS: values.tickets ?? '50000',
      ...(values.desk ? { SIMULATED_DESK: values.desk } : {}),
      ...(values.seed ? { SIMULATED_SEED: values.seed } : {}),
    },
  },
);
jest.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
