// Who owns a folder: a lock file naming a living process, which a recycled process number cannot fool.
import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

export interface ProcessMark {
  pid: number;
  /** When that process began, in the system's own words; null where the system does not tell. */
  began: string | null;
}

export interface ProcessLock {
  release(): void;
}

/** When a living process began; null when there is none (a zombie counts as dead); `unknown` where the system hides it. */
export function processBegan(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return null;
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${fields[19]}`;
    }
    if (process.platform === 'win32') return 'unknown';
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return 'unknown';
  }
}

/** The command line of a living process; null where it cannot be read. */
export function processCommand(pid: number): string | null {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    if (process.platform === 'win32') return null;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/** The living process that holds the lock file, or null. */
export function lockHolder(file: string): ProcessMark | null {
  const mark = read(file);
  return mark && isAlive(mark) ? mark : null;
}

/**
 * Takes the lock for this process.
 * @returns the lock, or the mark of the living process that holds it. A lock left by a dead process is taken over.
 */
export function takeLock(file: string): ProcessLock | ProcessMark {
  const mine = JSON.stringify({ pid: process.pid, began: processBegan(process.pid) } satisfies ProcessMark);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o644 });
  try {
    for (;;) {
      try {
        linkSync(draft, file);
        return { release: () => releaseLock(file, mine) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = lockHolder(file);
      if (holder) return holder;
      bury(file);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes a lock whose holder is dead; puts it back when somebody alive took it in the meantime. */
function bury(file: string): void {
  const grave = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, grave);
  } catch {
    return;
  }
  const mark = read(grave);
  if (mark && isAlive(mark)) {
    try {
      linkSync(grave, file);
    } catch {
      // A third process was quicker: it holds the lock now.
    }
  }
  rmSync(grave, { force: true });
}

function releaseLock(file: string, mine: string): void {
  try {
    if (readFileSync(file, 'utf8') === mine) rmSync(file);
  } catch {
    // Somebody removed the folder: there is nothing left to release.
  }
}

function read(file: string): ProcessMark | null {
  try {
    const mark = JSON.parse(readFileSync(file, 'utf8')) as ProcessMark;
    return Number.isInteger(mark.pid) ? mark : null;
  } catch {
    return null;
  }
}

function isAlive(mark: ProcessMark): boolean {
  const began = processBegan(mark.pid);
  if (began === null) return false;
  return began === 'unknown' || mark.began === null || mark.began === 'unknown' || began === mark.began;
}
