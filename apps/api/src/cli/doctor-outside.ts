// The doctor looks outside: the public address, the mail relay, Redis.
import { connect } from 'node:net';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import type { Env } from '../env.js';
import { doubtful, type Finding, fine, wrong } from './finding.js';

const PATIENCE_MS = 8000;

export async function lookOutside(env: Env): Promise<Finding[]> {
  return [...publicAddress(env), await relay(env), ...(await redis(env))];
}

function publicAddress({ publicUrl, trustProxy, mailDomain, host, port }: Env): Finding[] {
  const { hostname, protocol } = new URL(publicUrl);
  const local = hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[?::1/.test(hostname);
  const findings: Finding[] = local
    ? [
        doubtful(
          `PUBLIC_URL is ${publicUrl}: survey links, the chat on your site and webhooks work on this machine only.`,
          'Set PUBLIC_URL=https://help.example.com, the address at which the world reaches this desk.',
        ),
      ]
    : [fine(`The world reaches this desk at ${publicUrl}.`)];
  if (!local && protocol === 'http:')
    findings.push(
      doubtful(
        'PUBLIC_URL is plain http: passwords and links travel in the open.',
        'Put a proxy with TLS before the desk and use https.',
      ),
    );
  if (!local && protocol === 'https:' && !trustProxy) {
    findings.push(
      doubtful(
        'PUBLIC_URL is https but TRUST_PROXY is off: every visitor seems to come from the proxy.',
        'Set TRUST_PROXY=true if only your proxy can reach this port.',
      ),
    );
  }
  if (!local && host === '127.0.0.1')
    findings.push(
      doubtful(
        `The desk listens on 127.0.0.1:${port} only.`,
        'That is right behind a proxy on this machine; otherwise set HOST=0.0.0.0.',
      ),
    );
  if (!local && mailDomain.endsWith('localhost'))
    findings.push(
      doubtful(
        `MAIL_DOMAIN is ${mailDomain}: nobody outside can write to it.`,
        'Set MAIL_DOMAIN to your domain and point its MX record here.',
      ),
    );
  return findings;
}

async function relay({ smtpUrl }: Env): Promise<Finding> {
  if (!smtpUrl) {
    return doubtful(
      'SMTP_URL is not set: answers by mail are not sent but kept in the outbox page.',
      'Set SMTP_URL=smtp://user:password@relay.example.com:587.',
    );
  }
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const transport = createTransport({
    host: hostname,
    port: Number(port) || (protocol === 'smtps:' ? 465 : 587),
    secure: protocol === 'smtps:',
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  try {
    await transport.verify();
    return fine(`The mail relay ${new URL(smtpUrl).host} takes our mail.`);
  } catch (error) {
    return wrong(
      `The mail relay ${new URL(smtpUrl).host} refuses us: ${(error as Error).message}`,
      'Check host, port, user and password in SMTP_URL. Mail waits and is tried again.',
    );
  } finally {
    transport.close();
  }
}

async function redis({ redisUrl, role, shape }: Env): Promise<Finding[]> {
  if (!redisUrl)
    return shape === 'standard' && role === 'all'
      ? [fine('No REDIS_URL: jobs stand in PostgreSQL, which is enough for one process.')]
      : [];
  const { hostname, port } = new URL(redisUrl);
  if (!(await answers(hostname, Number(port || 6379)))) {
    return [
      wrong(
        `Redis does not answer at ${hostname}:${port || 6379}.`,
        'Start it, or mend REDIS_URL. Nothing is lost meanwhile: jobs are found again by the sweep.',
      ),
    ];
  }
  const client = new Redis(redisUrl, { maxRetriesPerRequest: 1, connectTimeout: PATIENCE_MS, lazyConnect: true });
  client.on('error', () => {});
  try {
    await client.connect();
    const findings: Finding[] = [fine(`Redis answers at ${hostname}.`)];
    const [, policy] = (await client.config('GET', 'maxmemory-policy')) as string[];
    if (policy && policy !== 'noeviction')
      findings.push(
        wrong(
          `Redis may throw jobs away (maxmemory-policy ${policy}).`,
          'Set it to noeviction; our docker-compose.yml shows how.',
        ),
      );
    const [, appendonly] = (await client.config('GET', 'appendonly')) as string[];
    if (appendonly === 'no')
      findings.push(
        doubtful(
          'Redis forgets everything when it is restarted (appendonly no).',
          'Set appendonly yes. Nothing would be lost, but jobs would be late.',
        ),
      );
    return findings;
  } catch (error) {
    return [wrong(`Redis at ${hostname} refuses us: ${(error as Error).message}`, 'Check the password in REDIS_URL.')];
  } finally {
    client.disconnect();
  }
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = (reached: boolean) => {
      socket.destroy();
      answer(reached);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}
