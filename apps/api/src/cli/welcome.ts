// What a person reads when the desk is up: where to go next, and once, with which password.
import type { Env } from '../env.js';
import type { FirstRun } from './first-run.js';

export function welcome(env: Env, first: FirstRun | null): string {
  const here = `http://localhost:${env.port}`;
  const lines = [`Otklik is ready: ${here}`, ''];
  if (env.publicUrl !== here) lines.push(line('Public address', env.publicUrl));
  lines.push(line('Sign in', `${here}/sign-in`));
  if (first) lines.push(credentials(first));
  lines.push(line('Write as a customer', `${here}/demo, a sample site with the chat on it`));
  if (env.role !== 'web') {
    lines.push(line('Send a mail', `to support@${env.mailDomain}, by SMTP to ${env.smtpHost}:${env.smtpPort}`));
    lines.push(
      line(
        'Mails to customers',
        env.smtpUrl
          ? `go out through ${new URL(env.smtpUrl).host}`
          : 'are kept in Settings → Outbox until SMTP_URL names a relay',
      ),
    );
  }
  lines.push(line('Programs', `${here}/api/docs`));
  if (first) lines.push(line('Something to see', 'npx otklik seed --demo fills the desk with a month of tickets'));
  lines.push(line('Is all well?', 'npx otklik doctor'));
  lines.push('', 'Ctrl-C stops everything. Nothing that was confirmed is ever lost.');
  return lines.join('\n');
}

export function credentials({ email, password }: FirstRun): string {
  const known = 'the one in OTKLIK_OWNER_PASSWORD';
  return [line('  e-mail', email), line('  password', password ? `${password}   (shown only now)` : known)].join('\n');
}

const line = (label: string, words: string) => `  ${label.padEnd(21)} ${words}`;
