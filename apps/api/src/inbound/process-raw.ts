// Path A, step 2: reads what waits of one connection, turn by turn; where order matters, oldest first.
import { Injectable } from '@nestjs/common';
import { type Config, channelOf, type InboundEvent } from '@otklik/channels';
import { type Connection, Connections } from '../desk/read-connections.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { Files } from '../platform/files.js';
import { newId } from '../platform/ids.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { Log } from '../platform/log.js';
import { FindMessage } from '../tickets/find-message.js';
import { CheckSender } from './check-sender.js';
import { Drain } from './drain.js';
import { errorText, isOutage, retryAt } from './failures.js';
import { ParseWorkers } from './parse-workers.js';
import { ProcessRawJob } from './process-raw.job.js';
import { dueConnections, endRaw, noteFailure, noteOutage, oldestDue, type RawRef, type RawRow } from './raw.store.js';
import { combine, type EventWork, NotItsTurn, rowEnd, takeTurn, worksOf } from './raw-work.js';
import { factsOfService, provenFor, senderVerdict } from './sender-verdict.js';
import { TakeEvent } from './take-event.js';
import { TakeMessage } from './take-message.js';
import type { Understood } from './understand.js';

/** So long a connection is read while others wait. */
const TURN_MS = 1000;
/** How many rows may become messages in one transaction: so long may a ticket of theirs be locked. */
const TOGETHER = 16;

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
    private readonly takeMessage: TakeMessage,
    private readonly messages: FindMessage,
  ) {}

  /**
   * One drain a connection in this process, for one turn: then other connections have theirs. The turn that is taken in
   * each transaction keeps the order between processes.
   * @throws only when the house is ill (database away, disk full): the queue and the sweep try again.
   */
  @Handles(ProcessRawJob)
  async run(ref: RawRef): Promise<void> {
    const { workspaceId, connectionId } = ref;
    if (this.tellDrain(connectionId)) return;
    const until = performance.now() + TURN_MS;
    const drain = new Drain({
      oldest: (limit) => oldestDue(this.database, workspaceId, connectionId, this.clock.now(), limit),
      late: () => performance.now() > until,
    });
    this.drains.set(connectionId, drain);
    try {
      const connection = await this.connections.byId(workspaceId, connectionId);
      if (connection && channelOf(connection.kind)?.abilities.ordered)
        await drain.inOrder(TOGETHER, (rows) => this.oneOrMany(rows));
      else await drain.byHands((raw) => this.attempt(raw));
    } finally {
      this.drains.delete(connectionId);
    }
    if (drain.again) await this.jobs.enqueue(ProcessRawJob.order({ ...ref }, `${ref.rawId}_t${newId()}`));
  }

  @Sweeps(ProcessRawJob)
  async due(now: Date): Promise<JobOrder[]> {
    const rows = await dueConnections(this.database, now, 500);
    return rows.map((ref) => ProcessRawJob.order(ref, ref.rawId));
  }

  /** Whoever stored a row of a connection that is being drained here needs no job for it: the drain looks once more. */
  tellDrain(connectionId: string): boolean {
    const running = this.drains.get(connectionId);
    running?.tell();
    return running !== undefined;
  }

  /** Under a flood the oldest rows become messages in one transaction; where that fails, each by itself. */
  private async oneOrMany(rows: RawRow[]): Promise<void> {
    const plain = rows.length > 1 ? await this.plainMessages(rows).catch(nothingUnlessOutage) : [];
    if (plain.length > 1) {
      try {
        await this.database.transaction(async (tx) => {
          const raws = plain.map(({ raw }) => raw);
          await takeTurn(tx, raws, this.clock.now());
          for (const { write } of plain) await write(tx);
        });
        return;
      } catch (error) {
        if (error instanceof NotItsTurn) return;
        if (!isOutage(error))
          this.log.info('rows are read one by one', { rows: plain.length, reason: errorText(error) });
      }
    }
    for (const raw of rows.slice(0, Math.max(1, plain.length))) await this.attempt(raw);
  }

  /** Of the oldest rows those that are one new message each with nothing to be fetched, up to the first that is not. */
  private async plainMessages(rows: RawRow[]): Promise<{ raw: RawRow; write: (tx: Tx) => Promise<unknown> }[]> {
    const [{ workspaceId, connectionId }] = rows as [RawRow];
    const connection = await this.connections.byId(workspaceId, connectionId);
    const channel = connection && channelOf(connection.kind);
    if (!channel) return [];
    const plain: EventWork[] = [];
    for (const raw of rows) {
      if (raw.attempts > 0 || !raw.body) break;
      const understood = await this.understand(raw, connection, raw.body).catch(() => []);
      const [work, another] = worksOf(raw, connection, channel, understood, () => this.clock.now());
      if (!work || another || !isPlain(work.event)) break;
      plain.push(work);
    }
    const names = plain.map(({ event }) => event.externalId);
    const taken = await this.messages.taken(this.database, workspaceId, connectionId, names);
    const first = plain.findIndex(({ event }) => taken.has(event.externalId));
    const fresh = first < 0 ? plain : plain.slice(0, first);
    return Promise.all(
      fresh.map(async (work) => ({ raw: work.raw, write: await this.takeMessage.prepare(work, { unknown: true }) })),
    );
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
    const understood = await this.understand(raw, connection, body);
    if (understood.length === 0) return this.endEmpty(raw, 'own-echo');
    for (const { event } of understood) await this.authenticate(event, raw, body, connection.config);
    for (const work of worksOf(raw, connection, channel, understood, () => this.clock.now())) await this.take.run(work);
  }

  private understand(raw: RawRow, { kind, config, address }: Connection, body: Buffer): Promise<Understood[]> {
    const ownAddresses = address ? [address.toLowerCase()] : [];
    return this.parse.run({ kind, config, ownAddresses, body, envelope: raw.envelope });
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

/** Whatever is wrong with a row, it costs that row an attempt, by itself. */
function nothingUnlessOutage(error: unknown): [] {
  if (isOutage(error)) throw error;
  return [];
}

const isPlain = ({ kind, mail, attachments }: InboundEvent): boolean =>
  kind === 'message' && !mail && attachments.length === 0;
