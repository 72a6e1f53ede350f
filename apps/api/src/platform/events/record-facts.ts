// Where everything that happens is written down: facts and outbox rows in the very transaction of the rows they speak of.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { LANES } from '../database/instance.js';
import { prepared } from '../database/prepared.js';
import { newId } from '../ids.js';
import { Log } from '../log.js';
import { asSide, type Fact, type NewFact } from './define-event.js';
import { EventListeners } from './event-listeners.js';
import { Relay } from './relay.js';

/** The lane of a ticket: its facts always travel in the same one. */
export function laneOf(ticketId: string): number {
  return Number.parseInt(ticketId.slice(-2), 16) % LANES;
}

@Injectable()
export class Facts {
  constructor(
    private readonly listeners: EventListeners,
    private readonly relay: Relay,
    private readonly log: Log,
  ) {}

  /**
   * Records facts of one ticket in order, and one outbox row for each durable consumer that listens.
   * The caller holds the ticket's row lock (or has just inserted it). Courtesies hear of it after the commit.
   */
  async record(tx: Tx, ticket: { workspaceId: string; ticketId: string }, news: NewFact[]): Promise<Fact[]> {
    if (news.length === 0) return [];
    const { workspaceId, ticketId } = ticket;
    const [row] = await tx.query<{ seq: number; side: boolean }>(
      prepared(
        `UPDATE ticket SET seq = seq + $3 WHERE workspace_id = $1 AND id = $2 RETURNING seq, side_of IS NOT NULL AS side`,
      ),
      [workspaceId, ticketId, news.length],
    );
    if (!row) throw new Error('facts of a ticket that does not exist');
    return this.write(tx, ticket, news, { before: row.seq - news.length, side: row.side });
  }

  /** The first facts of a ticket inserted in this transaction, its `seq` counting them already; never a side's. */
  begin(tx: Tx, ticket: { workspaceId: string; ticketId: string }, news: NewFact[]): Promise<Fact[]> {
    return this.write(tx, ticket, news, { before: 0, side: false });
  }

  private async write(
    tx: Tx,
    { workspaceId, ticketId }: { workspaceId: string; ticketId: string },
    news: NewFact[],
    { before, side }: { before: number; side: boolean },
  ): Promise<Fact[]> {
    const facts: Fact[] = news.map((fact, index) => ({
      id: newId(),
      workspaceId,
      ticketId,
      seq: before + index + 1,
      // The one place by which nothing that is counted, promised, asked or routed hears of a side conversation.
      type: side ? asSide(fact.type) : fact.type,
      at: fact.at.toISOString(),
      payload: fact.payload,
    }));
    await tx.query(
      prepared(`WITH written AS (
         INSERT INTO fact (workspace_id, id, ticket_id, seq, type, at, payload)
         SELECT $1, f.id, $2, f.seq, f.type, f.at, f.payload
         FROM jsonb_to_recordset($3::jsonb) AS f(id uuid, seq int, type text, at timestamptz, payload jsonb)
         RETURNING 1)
       INSERT INTO outbox (consumer, lane, workspace_id, ticket_id, facts)
       SELECT a.consumer, $4, $1, $2, a.facts FROM jsonb_to_recordset($5::jsonb) AS a(consumer text, facts jsonb)`),
      [workspaceId, ticketId, JSON.stringify(facts), laneOf(ticketId), JSON.stringify(this.listeners.audiences(facts))],
    );
    tx.afterCommit(() => this.announce(facts));
    return facts;
  }

  /**
   * Tells the durable consumers, once, of what happened to no ticket: the row it speaks of is its only record. What is
   * about the same thing comes in order.
   */
  async tell(tx: Tx, about: { workspaceId: string; aboutId: string }, { type, at, payload }: NewFact): Promise<void> {
    const { workspaceId, aboutId } = about;
    const fact: Fact = { id: newId(), workspaceId, ticketId: aboutId, seq: 0, type, at: at.toISOString(), payload };
    await tx.query(
      prepared(`INSERT INTO outbox (consumer, lane, workspace_id, ticket_id, facts)
       SELECT a.consumer, $1, $2, $3, a.facts FROM jsonb_to_recordset($4::jsonb) AS a(consumer text, facts jsonb)`),
      [laneOf(aboutId), workspaceId, aboutId, JSON.stringify(this.listeners.audiences([fact]))],
    );
    tx.afterCommit(() => this.relay.wake());
  }

  private announce(facts: Fact[]): void {
    this.relay.wake();
    for (const courtesy of this.listeners.courtesies) {
      try {
        courtesy(facts);
      } catch (error) {
        this.log.error('a courtesy failed; nothing depends on it', error);
      }
    }
  }
}
