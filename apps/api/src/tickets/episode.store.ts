// The books of a ticket's episodes: opened when it is solved, closed when it is reopened; surveys and reports go by them.
import type { Tx } from '../platform/database/database.js';
import { prepared } from '../platform/database/prepared.js';
import type { Facts } from '../platform/events/record-facts.js';
import type { Actor } from './events.js';
import { after, type Measure, solve, type Ticket } from './ticket.js';
import { updateTicket } from './ticket.store.js';

/** Solves a locked ticket and opens the book of its episode. */
export async function solveLocked(
  tx: Tx,
  facts: Facts,
  ticket: Ticket,
  actor: Actor,
  at: Date,
  measure: Measure,
  heldUntil: Date | null = null,
): Promise<Ticket> {
  const change = solve(ticket, actor, at, measure, heldUntil);
  if (change.facts.length === 0) return ticket;
  await tx.query(
    prepared(`INSERT INTO episode (workspace_id, ticket_id, number, solved_at, solver_id, team_id, by_rule, held_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (workspace_id, ticket_id, number)
     DO UPDATE SET solved_at = excluded.solved_at, solver_id = excluded.solver_id, team_id = excluded.team_id,
       ended_at = NULL, held_until = excluded.held_until`),
    [
      ticket.workspaceId,
      ticket.id,
      ticket.episode,
      at,
      actor.agentId ?? ticket.assigneeId,
      ticket.teamId,
      actor.by === 'rule',
      heldUntil,
    ],
  );
  await updateTicket(tx, ticket, change.patch);
  await facts.record(tx, { workspaceId: ticket.workspaceId, ticketId: ticket.id }, change.facts);
  return after(ticket, change);
}

/** It was never solved: there is no book of it. Nobody has been asked about it, for it was held. */
export async function dropEpisode(tx: Tx, ticket: Ticket): Promise<void> {
  await tx.query(`DELETE FROM episode WHERE workspace_id = $1 AND ticket_id = $2 AND number = $3`, [
    ticket.workspaceId,
    ticket.id,
    ticket.episode,
  ]);
}

/** Closes the book of the episode that a reopening ended. */
export async function endEpisode(tx: Tx, ticket: Ticket, at: Date): Promise<void> {
  await tx.query(`UPDATE episode SET ended_at = $4 WHERE workspace_id = $1 AND ticket_id = $2 AND number = $3`, [
    ticket.workspaceId,
    ticket.id,
    ticket.episode,
    at,
  ]);
}

/** The reopening was only thanks: the episode before goes on. */
export async function resumeEpisode(tx: Tx, ticket: Ticket, number: number): Promise<void> {
  await tx.query(`UPDATE episode SET ended_at = NULL WHERE workspace_id = $1 AND ticket_id = $2 AND number = $3`, [
    ticket.workspaceId,
    ticket.id,
    number,
  ]);
}
