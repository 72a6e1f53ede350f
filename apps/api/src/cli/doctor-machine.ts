// The doctor looks at this machine: Node, the data folder, its room, the ports.
import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Env } from '../env.js';
import { DESK_LOCK } from '../platform/database/embedded-postgres.js';
import { lockHolder } from '../platform/process-lock.js';
import { doubtful, type Finding, fine, wrong } from './finding.js';
import { portRefusal } from './ports.js';

const MEGABYTE = 1024 * 1024;

export async function lookAtMachine(env: Env): Promise<Finding[]> {
  return [node(), await folder(env), await room(env), ...(await ports(env))];
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return wrong(`Node ${process.versions.node} is too old.`, 'Install Node 20.19 or newer from https://nodejs.org.');
  }
  return fine(`Node ${process.versions.node}.`);
}

async function folder({ dataDir }: Env): Promise<Finding> {
  try {
    await access(await present(dataDir), constants.W_OK | constants.X_OK);
    return fine(`The data folder ${dataDir} can be written.`);
  } catch {
    return wrong(
      `The data folder ${dataDir} cannot be written by this user.`,
      'Give it to this user (chown -R), or choose another with OTKLIK_DATA_DIR.',
    );
  }
}

async function room({ dataDir }: Env): Promise<Finding> {
  const { bavail, bsize } = await statfs(await present(dataDir));
  const free = Math.round((bavail * bsize) / MEGABYTE);
  if (free < 200)
    return wrong(
      `Only ${free} MB are free where ${dataDir} is.`,
      'Free some space now: without it nothing can be stored.',
    );
  if (free < 2000)
    return doubtful(
      `${free} MB are free where ${dataDir} is.`,
      'Mails carry files: free some space, or move the folder (OTKLIK_DATA_DIR).',
    );
  return fine(`${free} MB are free for data.`);
}

async function ports(env: Env): Promise<Finding[]> {
  const desk = env.shape === 'embedded' ? lockHolder(join(env.dataDir, DESK_LOCK)) : null;
  if (desk) return [await running(env, desk.pid)];
  const wanted: [string, number, string][] = [['PORT', env.port, env.host]];
  if (env.role !== 'web') wanted.push(['SMTP_PORT', env.smtpPort, env.smtpHost]);
  const findings: Finding[] = [];
  for (const [setting, port, host] of wanted) {
    const refusal = await portRefusal(port, host);
    if (refusal === null) findings.push(fine(`Port ${port} (${setting}) on ${host} is free.`));
    else if (refusal === 'EADDRINUSE' && env.shape === 'standard') {
      findings.push(
        doubtful(
          `Port ${port} (${setting}) is taken.`,
          `That may be this desk itself; otherwise stop the other program or set ${setting}.`,
        ),
      );
    } else if (refusal === 'EADDRINUSE') {
      findings.push(
        wrong(
          `Port ${port} (${setting}) is taken by another program.`,
          `Stop it, or choose another: ${setting}=${port + 1}.`,
        ),
      );
    } else {
      findings.push(
        wrong(
          `Port ${port} (${setting}) on ${host} cannot be used (${refusal}).`,
          'Ports below 1024 need root; HOST must be an address of this machine.',
        ),
      );
    }
  }
  return findings;
}

async function running(env: Env, pid: number): Promise<Finding> {
  const host = env.host === '0.0.0.0' || env.host === '::' ? '127.0.0.1' : env.host;
  try {
    const answer = await fetch(`http://${host}:${env.port}/health/ready`, { signal: AbortSignal.timeout(5000) });
    if (answer.ok) return fine(`The desk is running (process ${pid}) and ready.`);
    return wrong(
      `The desk is running (process ${pid}) but not ready (${answer.status}).`,
      'See what /health/ready answers, and the log of the desk.',
    );
  } catch {
    return wrong(
      `The desk is running (process ${pid}) but does not answer on port ${env.port}.`,
      'Is PORT the same as when it was started? Otherwise restart it; nothing is lost.',
    );
  }
}

/** The deepest folder on the way that exists already. */
async function present(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      await access(folder);
      return folder;
    } catch {
      if (folder === dirname(folder)) return folder;
    }
  }
}
