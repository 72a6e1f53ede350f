// Mends package-lock.json: npm forgets the builds of native dependencies for other platforms; this asks the registry for them.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingBuilds } from './checks/lock-file.mjs';
import { ROOT } from './running.mjs';

const path = join(ROOT, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const FIELDS = ['version', 'cpu', 'os', 'libc', 'license', 'engines', 'dist'];
for (const { name, range, parent } of missingBuilds(lock)) {
  const shell = process.platform === 'win32';
  const answer = JSON.parse(
    execFileSync('npm', ['view', `${name}@${range}`, ...FIELDS, '--json'], { encoding: 'utf8', shell }),
  );
  const build = Array.isArray(answer) ? answer.at(-1) : answer;
  // Beside its siblings: at the root, or inside the package that wants another version than the root's.
  const nested = parent.split('node_modules/').length > 2 ? parent.slice(0, parent.lastIndexOf('node_modules/')) : '';
  lock.packages[`${nested}node_modules/${name}`] = {
    version: build.version,
    resolved: build.dist.tarball,
    integrity: build.dist.integrity,
    ...(build.cpu ? { cpu: build.cpu } : {}),
    ...(parent in lock.packages && lock.packages[parent].dev ? { dev: true } : {}),
    ...(build.license ? { license: build.license } : {}),
    optional: true,
    ...(build.os ? { os: build.os } : {}),
    ...(build.libc ? { libc: build.libc } : {}),
    ...(build.engines ? { engines: build.engines } : {}),
  };
  console.log(`added ${name}@${build.version}`);
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
