// `npm run check`: everything a machine can say about the source without running it; CI runs it, and it changes nothing.
//   node scripts/check.mjs                 all of it
//   node scripts/check.mjs staircase lint  only these
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkLockFile } from './checks/lock-file.mjs';
import { checkOpenings } from './checks/openings.mjs';
import { checkWords } from './checks/words.mjs';
import { ROOT, requireNode, run, seconds } from './running.mjs';

const bin = (path) => join(ROOT, 'node_modules', path);
const tool =
  (path, ...args) =>
  async () => {
    const { code, output } = await run(process.execPath, [bin(path), ...args], {
      env: { NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    return code === 0 ? [] : [output.trim() || `${path} ended with ${code}`];
  };
const script =
  (...args) =>
  async () => {
    const { code, output } = await run(process.execPath, args);
    return code === 0 ? [] : [output.trim()];
  };

/** Each check answers with its complaints; an empty list is a pass. */
const CHECKS = {
  types: { says: 'every file type-checks, tests included', run: tool('typescript/bin/tsc', '-b') },
  lint: {
    says: 'linted and formatted, process.env only in env.ts',
    run: tool(
      '@biomejs/biome/bin/biome',
      'check',
      '.',
      '--diagnostic-level=error',
      '--max-diagnostics=50',
      '--colors=off',
    ),
  },
  staircase: {
    says: 'rooms import downward only, tables stay private, libs know no app',
    run: tool(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      'apps/api/src',
      'apps/api/test',
      'libs',
      '--config',
      '.dependency-cruiser.cjs',
    ),
  },
  'dead-code': {
    says: 'no file, export or dependency that nobody uses',
    run: tool('knip/bin/knip.js', '--no-progress'),
  },
  'lock-file': {
    says: 'every native dependency is locked for four platforms',
    run: async () => checkLockFile(join(ROOT, 'package-lock.json')),
  },
  openapi: { says: 'the OpenAPI document equals its golden file', run: script('scripts/openapi.mjs', '--check') },
  metrics: { says: 'docs/metrics.md says what the code counts', run: script('scripts/metrics.mjs', '--check') },
  openings: { says: 'every file opens with one sentence', run: async () => checkOpenings(ROOT) },
  words: { says: 'every catalogue has the same words in en, ru, bg', run: () => checkWords(ROOT) },
};

requireNode();
if (!existsSync(join(ROOT, 'node_modules'))) {
  console.error('Nothing is installed yet. Run `npm ci` first.');
  process.exit(1);
}
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in CHECKS));
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(', ')}. There are: ${Object.keys(CHECKS).join(', ')}.`);
  process.exit(1);
}
let failed = 0;
for (const [name, check] of Object.entries(CHECKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const began = performance.now();
  const complaints = await check.run();
  if (complaints.length > 0) failed += 1;
  console.log(`${complaints.length > 0 ? '✗' : '✓'} ${name.padEnd(10)} ${check.says} (${seconds(began)})`);
  for (const complaint of complaints) console.log(complaint.replace(/^/gm, '    '));
}
const total = wanted.length || Object.keys(CHECKS).length;
console.log(failed === 0 ? `\nAll ${total} checks passed.` : `\n${failed} of ${total} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;
