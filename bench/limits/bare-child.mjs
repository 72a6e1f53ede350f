// Starts a bare engine as a process of its own, as the desk is one, and says what it said first.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** @returns {Promise<{ said: any, ask: (what: any) => Promise<any>, close: () => void }>} */
export async function bare(file, words = []) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), words, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [said] = await once(child, 'message');
  const ask = async (what) => {
    child.send(what);
    return (await once(child, 'message'))[0];
  };
  return { said, pid: child.pid, ask, close: () => child.kill() };
}
