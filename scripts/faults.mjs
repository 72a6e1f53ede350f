// `npm run faults -- --points 200 [--solves 10000] [--seed N] [--redis URL]`: kills the desk with -9 at chosen exchanges and counts
// what is missing; then tickets are solved and reopened so many times more, and it is counted who was asked. `-- --minutes 30 [--seed N]`:
// for so long the desk and its neighbours die or lose each other, without Redis and with it, and it is counted after each time.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { ROOT } from './running.mjs';

const { values } = parseArgs({
  options: {
    points: { type: 'string' },
    minutes: { type: 'string' },
    solves: { type: 'string' },
    seed: { type: 'string' },
    redis: { type: 'string' },
  },
});
if (!(await build({ ifStale: true }))) process.exit(1);
const jest = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    '--runTestsByPath',
    `apps/api/test/faults/${values.minutes ? 'minutes' : 'faults'}.test.ts`,
  ],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      FORCE_COLOR: '0',
      FAULT_POINTS: values.points ?? (values.solves ? '3' : '30'),
      ...(values.solves ? { FAULT_SOLVES: values.solves, FAULT_SOLVES_A_KILL: '200' } : {}),
      ...(values.minutes ? { FAULT_MINUTES: values.minutes } : {}),
      ...(values.seed ? { FAULT_SEED: values.seed } : {}),
      ...(values.redis ? { FAULT_REDIS_URL: values.redis } : {}),
    },
  },
);
jest.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
