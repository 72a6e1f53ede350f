// `npm run shots [-- word…]`: pictures of every page into ./shots; words narrow them down, e.g. `npm run shots -- inbox phone ru`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ROOT, requireNode } from './running.mjs';

requireNode();
if (!(await build({ ifStale: true }))) process.exit(1);
const jest = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    '--testMatch=**/e2e/shots.ts',
  ],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, SHOTS: process.argv.slice(2).join(' ') } },
);
jest.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
