// A customer has written: if the connection is set to, they are told at once that we have it, and when to expect us.
import { Injectable } from '@nestjs/common';
import { nextOpening } from '../desk/business-time.js';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { localeOf } from '../platform/words/words.js';
import { HoldTicket } from '../tickets/hold-ticket.js';
import { PostMessage } from '../tickets/post-message.js';
import { ReadStanding, type Standing } from '../tickets/read-standing.js';
import { UsualAnswer } from '../tickets/usual-answer.js';
import { acknowledgementText, promiseSentence, whyNotAcknowledged } from './acknowledgement.js';
import { type AcknowledgementSettings, decide, lastTold, listAcknowledgements } from './acknowledgement.store.js';
import type { Happening } from './happening.js';
import { firstName } from './rule-action.js';
import type { TicketKey } from './rule-work.store.js';

@Injectable()
export class Acknowledge {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly standings: ReadStanding,
    private readonly tickets: HoldTicket,
    private readonly workspaces: ReadWorkspace,
    private readonly calendars: CalendarInForce,
    private readonly usual: UsualAnswer,
    private readonly post: PostMessage,
  ) {}

  /** Once an episode: with the customer's words that opened or reopened the ticket. The rules were asked before. */
  async run(key: TicketKey, happening: Happening): Promise<void> {
    const began = happening.occasions.has('opened') || happening.occasions.has('reopened');
    if (!began || happening.by !== 'customer') return;
    const standing = (await this.standings.run(this.database, key.workspaceId, [key.ticketId])).get(key.ticketId);
    if (!standing) return;
    const settings = (await listAcknowledgements(this.database, key.workspaceId)).find(
      (one) => one.connectionId === standing.connectionId,
    );
    if (!settings?.enabled || settings.since > happening.at) return;
    const text = await this.words(key.workspaceId, standing, settings);
    await this.database.transaction((tx) => this.tell(tx, key, standing, settings, text));
  }

  /** The decision and the message are one transaction: told once, or not at all. */
  private async tell(
    tx: Tx,
    key: TicketKey,
    standing: Standing,
    { quietMinutes }: AcknowledgementSettings,
    text: string,
  ): Promise<void> {
    const { workspaceId, ticketId } = key;
    if (!(await this.tickets.run(tx, workspaceId, ticketId))) return;
    const now = this.clock.now();
    const toldAt = await lastTold(tx, workspaceId, standing.identityId);
    const whyNot = whyNotAcknowledged(standing, { toldAt, quietMinutes, now });
    const messageId = whyNot ? null : newId();
    const { episode, identityId } = standing;
    if (!(await decide(tx, workspaceId, { ticketId, episode, identityId, messageId, whyNot, at: now }))) return;
    if (!messageId) return;
    await this.post.run(
      {
        workspaceId,
        ticketId,
        actor: { by: 'system', agentId: null },
        kind: 'bot',
        text,
        html: null,
        idempotencyKey: null,
        holdSeconds: 0,
        messageId,
      },
      tx,
    );
  }

  private async words(workspaceId: string, standing: Standing, { wording }: AcknowledgementSettings): Promise<string> {
    const [workspace, hours, usualSeconds] = await Promise.all([
      this.workspaces.run(workspaceId),
      this.calendars.run(this.database, workspaceId, standing.teamId),
      this.usual.run(workspaceId, standing.channel),
    ]);
    const now = this.clock.now();
    const opening = hours && nextOpening(hours, now);
    const opensAt = opening && opening > now ? opening : null;
    const timeZone = hours?.timeZone ?? workspace.timeZone;
    const locale = localeOf(standing.language, localeOf(standing.contactLocale, localeOf(workspace.locale)));
    return acknowledgementText(wording, locale, {
      closed: opensAt !== null,
      name: firstName(standing.contactName),
      number: String(standing.number),
      promise: promiseSentence(locale, { usualSeconds, opensAt, timeZone }, now),
      workspace: workspace.name,
    });
  }
}
