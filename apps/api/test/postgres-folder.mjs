// Before a test run: names the folder of its PostgreSQL (nobody starts it until a test asks), and clears what killed runs left.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, removeFolder } from './postgres-stop.mjs';

const PREFIX = 'otklik-test-';

export default async function setup() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      if (!isAlive(Number(readFileSync(join(folder, 'runner.pid'), 'utf8')))) await removeFolder(folder);
    } catch {
      // Not ours to read, or already gone.
    }
  }
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'runner.pid'), String(process.pid));
  process.env.OTKLIK_TEST_POSTGRES = folder;
}
