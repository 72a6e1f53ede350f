// After a test run: stops its PostgreSQL, if one was ever started, and removes every trace of it.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export default async function teardown() {
  if (process.env.OTKLIK_TEST_POSTGRES) await removeFolder(process.env.OTKLIK_TEST_POSTGRES);
}

export async function removeFolder(folder) {
  const pidFile = join(folder, 'desk', 'postgres', 'postmaster.pid');
  if (existsSync(pidFile)) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    try {
      // Nothing in there is worth keeping: an immediate shutdown.
      process.kill(pid, 'SIGQUIT');
      for (let waited = 0; waited < 500 && isAlive(pid); waited += 1) await sleep(10);
    } catch {
      // It has ended by itself.
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !/\) [ZX] /.test(existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'latin1') : '');
  } catch (error) {
    return error.code === 'EPERM';
  }
}
