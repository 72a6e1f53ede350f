// A relay was set: an owner sends what was kept. Each mail becomes what it was: a queued message, a letter or a system mail.
import { Inject, Injectable } from '@nestjs/common';
import { hasWayOut } from '@otklik/channels';
import { Connections } from '../desk/read-connections.js';
import type { Env } from '../env.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import type { JobOrder } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { SendSystemMail } from '../platform/mail.js';
import type { Actor } from '../tickets/events.js';
import { ResendMessage } from '../tickets/resend-message.js';
import { deleteKeptMail, type KeptMailLine, listKeptMails } from './kept-mail.store.js';
import { requeueLetters } from './letters/letter.store.js';
import { SendLetter } from './letters/send-letter.job.js';
import { requeueSystemMails } from './system-mail.store.js';

const BATCH = 100;

@Injectable()
export class SendKeptMails {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'smtpUrl'>,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly connections: Connections,
    private readonly resend: ResendMessage,
  ) {}

  /** How many are on their way now, and how many still have no relay. */
  async run(workspaceId: string, actor: Actor): Promise<{ queued: number; kept: number }> {
    const relays = new Set<string | null>();
    for (const one of await this.connections.all(workspaceId)) {
      if (hasWayOut(one.config) || this.env.smtpUrl) relays.add(one.id);
    }
    let queued = await this.systemMails(workspaceId, relays.size > 0 || this.env.smtpUrl !== null);
    let kept = 0;
    for (let before: string | null = null; ; ) {
      const lines: KeptMailLine[] = await listKeptMails(this.database, workspaceId, before, BATCH);
      for (const line of lines) {
        if (line.messageId === null) continue;
        if (relays.has(line.connectionId) && (await this.requeue(workspaceId, line, actor))) queued++;
        else kept++;
      }
      if (lines.length < BATCH) return { queued, kept };
      before = lines.at(-1)!.id;
    }
  }

  private async requeue(workspaceId: string, line: KeptMailLine, actor: Actor): Promise<boolean> {
    const { ticketId, messageId } = line;
    if (!ticketId || !messageId) return false;
    try {
      await this.resend.run({ workspaceId, ticketId, messageId, actor });
      return true;
    } catch (error) {
      // Sent or queued by somebody else in between.
      if (error instanceof DomainError) return false;
      throw error;
    }
  }

  private async systemMails(workspaceId: string, relay: boolean): Promise<number> {
    if (!relay) return 0;
    const ids = await requeueSystemMails(this.database, workspaceId, this.clock.now());
    for (const id of ids) {
      await deleteKeptMail(this.database, workspaceId, id);
      await this.jobs.enqueue(SendSystemMail.order({ workspaceId, systemMailId: id }, `${id}_kept`) as JobOrder);
    }
    const letters = await requeueLetters(this.database, workspaceId, this.clock.now());
    for (const id of letters) {
      await deleteKeptMail(this.database, workspaceId, id);
      await this.jobs.enqueue(SendLetter.order({ workspaceId, letterId: id }, `${id}_kept`) as JobOrder);
    }
    return ids.length + letters.length;
  }
}
