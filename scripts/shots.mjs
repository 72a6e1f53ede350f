// `npm run shots`: pictures of every page and window, in every language, theme and size, into ./shots.
//   npm run shots -- --only inbox,ticket --look ru,dark,phone --to /elsewhere --no-seed
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { ROOT, requireNode } from './running.mjs';

requireNode();
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    look: { type: 'string', default: '' },
    to: { type: 'string', default: join(ROOT, 'shots') },
    'no-seed': { type: 'boolean', default: false },
  },
});
if (!(await build({ ifStale: true }))) process.exit(1);
const jest = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    '--testMatch=**/e2e/shots.ts',
  ],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      SHOTS_ONLY: values.only,
      SHOTS_LOOK: values.look,
      SHOTS_FOLDER: values.to,
      SHOTS_SEED: values['no-seed'] ? 'no' : 'yes',
    },
  },
);
jest.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
