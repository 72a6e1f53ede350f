// Path A, step 2: reads one raw row; where order matters, all that wait on its connection, oldest first.
import { Injectable } from '@nestjs/common';
import { type Config, channelOf, type InboundEvent } from '@otklik/channels';
import { Connections } from '../desk/read-connections.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Files } from '../platform/files.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Log } from '../platform/log.js';
import { CheckSender } from './check-sender.js';
import { errorText, isOutage, retryAt } from './failures.js';
import { ParseWorkers } from './parse-workers.js';
import { ProcessRawJob } from './process-raw.job.js';
import { allDue, endRaw, loadRaw, noteFailure, noteOutage, oldestDue, type RawRef, type RawRow } from './raw.store.js';
import { combine, NotItsTurn, rowEnd, worksOf } from './raw-work.js';
import { factsOfService, provenFor, senderVerdict } from './sender-verdict.js';
import { TakeEvent } from './take-event.js';

interface Drain {
  /** A row came while it ran: look once more before ending. */
  again: boolean;
}

@Injectable()
export class ProcessRaw {
  private readonly drains = new Map<string, Drain>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly log: Log,
    private readonly files: Files,
    private readonly connections: Connections,
    private readonly parse: ParseWorkers,
    private readonly checkSender: CheckSender,
    private readonly take: TakeEvent,
  ) {}

  /** @throws only when the house is ill (database away, disk full): the queue and the sweep try again. */
  @Handles(ProcessRawJob)
  async run(ref: RawRef): Promise<void> {
    const connection = await this.connections.byId(ref.workspaceId, ref.connectionId);
    if (connection && channelOf(connection.kind)?.abilities.ordered) return this.drain(ref);
    const raw = await loadRaw(this.database, ref.workspaceId, ref.rawId);
    if (raw?.state === 'received') await this.attempt(raw);
  }

  @Sweeps(ProcessRawJob)
  async due(now: Date): Promise<JobOrder[]> {
    const rows = await allDue(this.database, now, 500);
    return rows.map((ref) => ProcessRawJob.order(ref, ref.rawId));
  }

  /**
   * One drain a connection in this process; the turn taken in each transaction keeps the order between processes. A job
   * that finds one running ends at once: waiting for it would keep a place in the queue from everybody else.
   */
  private async drain(ref: RawRef): Promise<void> {
    const key = `${ref.workspaceId} ${ref.connectionId}`;
    const running = this.drains.get(key);
    if (running) {
      running.again = true;
      return;
    }
    const drain: Drain = { again: true };
    this.drains.set(key, drain);
    await this.drainAll(ref, drain, () => this.drains.delete(key));
  }

  private async drainAll({ workspaceId, connectionId }: RawRef, drain: Drain, ended: () => void): Promise<void> {
    try {
      while (drain.again) {
        drain.again = false;
        for (;;) {
          const id = await oldestDue(this.database, workspaceId, connectionId, this.clock.now());
          const raw = id && (await loadRaw(this.database, workspaceId, id));
          if (!raw) break;
          if (raw.state === 'received') await this.attempt(raw);
        }
      }
    } finally {
      ended();
    }
  }

  /** One attempt at one row; a row that fails waits or rests, and stands in nobody's way. */
  private async attempt(raw: RawRow): Promise<void> {
    try {
      await this.read(raw);
    } catch (error) {
      if (error instanceof NotItsTurn) return;
      if (isOutage(error)) {
        await noteOutage(this.database, raw.workspaceId, raw.id, errorText(error)).catch(() => undefined);
        throw error;
      }
      const attempts = raw.attempts + 1;
      const dueAt = retryAt(attempts, this.clock.now());
      this.log.error('a raw row could not be read', error, { rawId: raw.id, attempts, resting: dueAt === null });
      await noteFailure(this.database, raw.workspaceId, raw.id, { error: errorText(error), dueAt });
      if (dueAt) await this.later(raw, attempts, dueAt);
    }
  }

  private async read(raw: RawRow): Promise<void> {
    const connection = await this.connections.byId(raw.workspaceId, raw.connectionId);
    const channel = connection && channelOf(connection.kind);
    if (!connection || !channel) return this.endEmpty(raw, 'connection-removed');
    const body = raw.body ?? (await this.files.readRaw(raw.bodyFile!));
    const ownAddresses = connection.address ? [connection.address.toLowerCase()] : [];
    const { kind, config } = connection;
    const understood = await this.parse.run({ kind, config, ownAddresses, body, envelope: raw.envelope });
    if (understood.length === 0) return this.endEmpty(raw, 'own-echo');
    for (const { event } of understood) await this.authenticate(event, raw, body, config);
    for (const work of worksOf(raw, connection, channel, understood, () => this.clock.now())) await this.take.run(work);
  }

  /** Only of what may become a message: reports are believed by their own rules. */
  private async authenticate(event: InboundEvent, raw: RawRow, body: Buffer, config: Config): Promise<void> {
    const { mail } = event;
    if (mail?.verdict !== 'accept') return;
    const { found, genuine } = mail;
    mail.genuine = undefined;
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
    const { remoteAddress, helo, from } = raw.envelope;
    const posted = raw.source === 'webhook';
    const checked = found
      ? senderVerdict(factsOfService(found, event.sender.id))
      : posted && !genuine
        ? null
        : await this.checkSender.run({
            body: genuine ? Buffer.from(genuine) : body,
            remoteAddress: posted ? null : text(remoteAddress),
            helo: text(helo),
            mailFrom: text(from),
            trusted: text(config.trustedAuthserv),
          });
    if (checked) mail.authentication = provenFor(checked, mail.from?.address ?? null);
  }

  private async endEmpty(raw: RawRow, reason: string): Promise<void> {
    await endRaw(this.database, raw.workspaceId, raw.id, rowEnd(null, { ...combine([]), reason }));
  }

  private async later(raw: RawRow, attempts: number, dueAt: Date): Promise<void> {
    const { workspaceId, connectionId, id } = raw;
    const order = ProcessRawJob.order({ workspaceId, connectionId, rawId: id }, `${id}_${attempts}`, dueAt);
    await this.jobs
      .enqueue(order)
      .catch((error) => this.log.error('a retry waits for the sweep', error, { rawId: id }));
  }
}
