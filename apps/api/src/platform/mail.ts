// Mail the desk itself writes to its own people: a row with sealed words, sent by outbound/, in the same transaction as its cause.
import type { Clock } from './clock.js';
import type { Tx } from './database/database.js';
import { newId } from './ids.js';
import { defineJob } from './jobs/define-job.js';
import type { Jobs } from './jobs/jobs.js';
import type { Secrets } from './secrets.js';
import type { Locale } from './words/words.js';

/** Handled in outbound/: sends the queued row, or keeps it in the outbox page where no relay is set. */
export const SendSystemMail = defineJob<{ workspaceId: string; systemMailId: string }>('send-system-mail', 'world');

/** Every kind of system mail with what its words need. The row's `params` are these, as sealed JSON. */
export interface SystemMailParams {
  /** Somebody asked for a new password. `link` works once, for `hours`. */
  'password-reset': { name: string; workspace: string; link: string; hours: number };
  /** An owner made an account without a password; `link` sets the first one. */
  'agent-invited': { name: string; workspace: string; link: string; hours: number };
  /** A bad answer became a case of theirs, or of their team. */
  'case-opened': { name: string; workspace: string; ticket: string; link: string; settings: string };
  /** `said`: the score, who it was if that is known, and their words. `where`: the link. */
  'answer-by-link': { name: string; workspace: string; where: string; said: string; link: string; settings: string };
  /** What came while an agent was not there. `settings`: where these mails are switched off; `unsubscribe`: by one click. */
  'missed-news': {
    name: string;
    workspace: string;
    lines: string;
    link: string;
    settings: string;
    unsubscribe: string;
  };
  /** A report that somebody has had saved: its own words, and files that go with it. */
  report: { subject: string; text: string; html: string; fileIds: string[]; unsubscribe?: string };
}
export type SystemMailTemplate = keyof SystemMailParams;

export interface SystemMail<T extends SystemMailTemplate = SystemMailTemplate> {
  workspaceId: string;
  recipient: string;
  locale: Locale | string;
  template: T;
  params: SystemMailParams[T];
}

/** Queues one mail; it leaves after the transaction commits, and survives a crash in between. Returns the row's id. */
export async function queueSystemMail<T extends SystemMailTemplate>(
  tx: Tx,
  platform: { secrets: Secrets; jobs: Jobs; clock: Clock },
  mail: SystemMail<T>,
): Promise<string> {
  const id = newId();
  const now = platform.clock.now();
  await tx.query(
    `INSERT INTO system_mail (workspace_id, id, recipient, locale, template, params, state, due_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $7)`,
    [
      mail.workspaceId,
      id,
      mail.recipient,
      mail.locale,
      mail.template,
      platform.secrets.seal(JSON.stringify(mail.params)),
      now,
    ],
  );
  platform.jobs.enqueueAfter(tx, SendSystemMail.order({ workspaceId: mail.workspaceId, systemMailId: id }, id));
  return id;
}
