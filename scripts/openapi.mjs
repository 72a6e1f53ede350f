// The OpenAPI document and its golden file: `npm run openapi` writes it, `npm run check` compares (--check).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ROOT, run } from './running.mjs';

const GOLDEN = join(ROOT, 'apps/api/openapi.golden.json');
const check = process.argv.includes('--check');

if (!(await build({ ifStale: true, only: ['server'], quiet: check }))) process.exit(1);
const { code, output } = await run(process.execPath, ['apps/api/bin/otklik.js', 'openapi']);
if (code !== 0) {
  console.error(output);
  process.exit(1);
}
const golden = existsSync(GOLDEN) ? readFileSync(GOLDEN, 'utf8') : '{}';
if (!check) {
  writeFileSync(GOLDEN, output);
  console.log(
    golden === output
      ? 'apps/api/openapi.golden.json is up to date.'
      : 'apps/api/openapi.golden.json was written anew.',
  );
} else if (golden !== output) {
  const changes = differences(JSON.parse(golden), JSON.parse(output));
  const shown = changes.slice(0, 20);
  console.error(
    `The API is not what apps/api/openapi.golden.json says:\n${shown.map((line) => `  ${line}`).join('\n')}`,
  );
  if (changes.length > shown.length) console.error(`  … and ${changes.length - shown.length} more`);
  console.error('If that is meant, run `npm run openapi` and commit the file.');
  process.exitCode = 1;
}

function differences(before, now, path = '') {
  if (JSON.stringify(before) === JSON.stringify(now)) return [];
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isObject(before) || !isObject(now)) return [`${path}: ${short(before)} → ${short(now)}`];
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((key) =>
    differences(before[key], now[key], `${path}/${key}`),
  );
}

function short(value) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
