// What the scripts of this folder have in common: where the repository is, running programs, hashing sources, telling time.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository these scripts belong to: a copy of it (as the tests of the checks make) is a root of its own. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const NOT_SOURCE = new Set(['node_modules', 'dist', 'dist-test', 'dist-types', 'coverage', '.git', 'data']);

/** Every file below the given files and folders of the repository, relative to it, sorted. */
export function filesBelow(paths, root = ROOT) {
  const found = [];
  const walk = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (!statSync(full).isDirectory()) return void found.push(path);
    for (const name of readdirSync(full))
      if (!NOT_SOURCE.has(name) && !name.endsWith('.tsbuildinfo')) walk(`${path}/${name}`);
  };
  for (const path of paths) walk(path);
  return found.sort();
}

/** A hash of the contents of everything below the given paths. */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of filesBelow(paths))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(ROOT, path)))
      .update('\0');
  return hash.digest('hex');
}

/**
 * Runs a program and waits for it.
 * @param {{ env?: Record<string, string | undefined>, show?: boolean, cwd?: string, patience?: number, onLine?: (line: string) => void }} options
 *   show: its output goes straight to ours; otherwise it comes back as `output`; patience: after so many ms it is killed
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { env, show = false, cwd = ROOT, patience, onLine } = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let rest = '';
    const hear = (stream) => (chunk) => {
      output += chunk;
      if (show) stream.write(chunk);
      if (!onLine) return;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    };
    child.stdout.setEncoding('utf8').on('data', hear(process.stdout));
    child.stderr.setEncoding('utf8').on('data', hear(process.stderr));
    const stop = (signal) => child.kill(signal);
    const late = patience && setTimeout(() => stop('SIGKILL'), patience);
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.once('error', (error) => done({ code: 127, output: `${output}${error.message}` }));
    child.once('close', (code) => {
      clearTimeout(late);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      done({ code: code ?? 1, output });
    });
  });
}

export const seconds = (began) => `${((performance.now() - began) / 1000).toFixed(1)} s`;

/** Ends the script with a plain sentence where Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Otklik needs Node 20.19 or newer; this is ${process.versions.node}. Get it from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
