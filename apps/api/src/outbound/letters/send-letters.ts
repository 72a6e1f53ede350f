// A letter goes: taken by one worker, settled before the first try, sent by a mailbox's own way out, and told on the ticket.
import { Injectable } from '@nestjs/common';
import { channelOf, hasWayOut } from '@otklik/channels';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { OutgoingFetch } from '../../platform/http/outgoing-fetch.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Log } from '../../platform/log.js';
import { Secrets } from '../../platform/secrets.js';
import { MarkMailed } from '../../tickets/mark-mailed.js';
import { rawMailOf } from '../keep-mail.js';
import { deleteKeptMail, insertKeptMail } from '../kept-mail.store.js';
import { isGivenUp, nextTry } from '../retry-times.js';
import { outcomeOf } from '../send-outcome.js';
import { type ComposedLetter, ComposeLetter } from './compose-letter.js';
import { DecideLetter } from './decide-letter.js';
import { claimLetter, dueLetters, type Letter, settleLetter } from './letter.store.js';
import { flagAddress } from './letter-address.store.js';
import { SendLetter } from './send-letter.job.js';

/** A taken letter is ours for this long; then a sweep may take it up again, with the same Message-ID. */
const CLAIM_MS = 5 * 60_000;
const SEND_MS = 2 * 60_000;

type Settled = Letter & { recipient: string; messageIds: string[] };
type End = 'sent' | 'kept' | 'failed' | 'unknown';

@Injectable()
export class SendLetters {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly log: Log,
    private readonly secrets: Secrets,
    private readonly outgoing: OutgoingFetch,
    private readonly decide: DecideLetter,
    private readonly compose: ComposeLetter,
    private readonly mark: MarkMailed,
  ) {}

  @Handles(SendLetter)
  async run({ workspaceId, letterId }: { workspaceId: string; letterId: string }): Promise<void> {
    const letter = await this.take(workspaceId, letterId);
    if (!letter) return;
    const composed = await this.compose.run(letter);
    if (!composed) return settleLetter(this.database, letter, { state: 'needless', dueAt: null, reason: 'gone' });
    // A crash hid what became of the last try: where the other side would not know a second copy, it is not sent.
    if (letter.state === 'sending' && !composed.idempotent) return this.end(letter, 'unknown', 'crash');
    if (!hasWayOut(composed.config)) return this.keep(letter, composed);
    try {
      await this.send(letter, composed);
    } catch (error) {
      return this.obey(letter, composed, error);
    }
    await deleteKeptMail(this.database, workspaceId, letterId);
    await this.end(letter, 'sent', null);
  }

  @Sweeps(SendLetter)
  async due(now: Date): Promise<JobOrder[]> {
    return (await dueLetters(this.database, now)).map((one) => SendLetter.order(one, one.letterId) as JobOrder);
  }

  /** Under one transaction: it is ours, and it is settled what it carries; or it is not needed any more. */
  private take(workspaceId: string, letterId: string): Promise<Settled | null> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const until = new Date(now.getTime() + CLAIM_MS);
      const letter = await claimLetter(tx, workspaceId, letterId, now, until);
      if (!letter) return null;
      const decision = await this.decide.run(tx, letter);
      if ('needless' in decision) {
        await settleLetter(tx, letter, { state: 'needless', dueAt: null, reason: decision.needless });
        return null;
      }
      await settleLetter(tx, letter, { state: 'sending', dueAt: until, reason: null, ...decision });
      return { ...letter, ...decision };
    });
  }

  /** Through the mail channel's own client: one place knows how relays refuse. @throws ChannelError */
  private async send({ recipient }: Settled, { part, config }: ComposedLetter): Promise<void> {
    const signal = AbortSignal.timeout(SEND_MS);
    const { fetch, reachable } = this.outgoing;
    const client = channelOf('email')!.client({ config, fetch, reachable, signal, hookUrl: '' });
    await client.send(part, recipient);
  }

  /** Sealed: it holds a way into somebody's conversation. */
  private async keep(letter: Settled, { part, subject, mailbox }: ComposedLetter): Promise<void> {
    const { envelope, raw } = rawMailOf(part);
    await insertKeptMail(this.database, {
      workspaceId: letter.workspaceId,
      id: letter.id,
      connectionId: mailbox?.id ?? null,
      ticketId: letter.ticketId,
      messageId: null,
      sender: envelope.from,
      recipients: envelope.to,
      subject,
      raw: Buffer.from(this.secrets.seal(raw.toString('latin1'))),
      sealed: true,
      at: this.clock.now(),
    });
    await this.end(letter, 'kept', null);
  }

  private async obey(letter: Settled, composed: ComposedLetter, error: unknown): Promise<void> {
    const now = this.clock.now();
    const outcome = outcomeOf(error, 0, composed.idempotent);
    const reason = ('remedy' in outcome ? outcome.remedy : outcome.reason).replace(/\s+/g, ' ').slice(0, 300);
    this.log.warn('a letter could not be sent', {
      letterId: letter.id,
      outcome: outcome.do,
      attempts: letter.attempts,
    });
    if (outcome.do === 'fail') {
      if (outcome.unreachable && letter.conversation) {
        const { workspaceId, connectionId, conversation } = letter;
        await flagAddress(this.database, { workspaceId, connectionId, conversation }, letter.recipient, now);
      }
      return this.end(letter, 'failed', reason);
    }
    if (outcome.do === 'unknown') return this.end(letter, 'unknown', reason);
    if (isGivenUp(now, letter.createdAt)) return this.end(letter, 'failed', reason);
    const dueAt = nextTry(now, letter.attempts, outcome.do === 'retry' ? outcome.afterSeconds : null);
    await settleLetter(this.database, letter, { state: 'waiting', dueAt, reason });
    const { workspaceId, id: letterId } = letter;
    await this.jobs.enqueue(
      SendLetter.order({ workspaceId, letterId }, `${letterId}_again${letter.attempts}`, dueAt) as JobOrder,
    );
  }

  private end(letter: Settled, state: End, reason: string | null): Promise<void> {
    return this.database.transaction(async (tx) => {
      await settleLetter(tx, letter, { state, dueAt: null, reason });
      if (letter.kind === 'answers') await this.mark.run(tx, letter, { state, to: letter.recipient, reason });
      else if (letter.askedBy) await this.mark.transcript(tx, letter, { actor: letter.askedBy, state });
    });
  }
}
