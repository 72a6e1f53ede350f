// A person's history under another card: the tickets that follow an identity, and what was written from it.
import type { Tx } from '../platform/database/database.js';

export interface MovedTicket {
  id: string;
  state: string;
}

/** All tickets of a card go to another; locked in order of id, like every other who takes several. */
export async function moveAllTickets(tx: Tx, workspaceId: string, from: string, to: string): Promise<MovedTicket[]> {
  return tx.query<MovedTicket>(
    `WITH mine AS (
       SELECT id FROM ticket WHERE workspace_id = $1 AND contact_id = $2 ORDER BY id FOR UPDATE
     )
     UPDATE ticket t SET contact_id = $3 FROM mine WHERE t.workspace_id = $1 AND t.id = mine.id RETURNING t.id, t.state`,
    [workspaceId, from, to],
  );
}

/** Those of a card's tickets that came with the other, and those opened since by an identity of the other. */
export async function moveTicketsHome(
  tx: Tx,
  workspaceId: string,
  home: { from: string; to: string; tickets: string[]; identities: string[] },
): Promise<MovedTicket[]> {
  return tx.query<MovedTicket>(
    `WITH mine AS (
       SELECT id FROM ticket WHERE workspace_id = $1 AND contact_id = $2
         AND (id = ANY($4::uuid[]) OR identity_id = ANY($5::uuid[])) ORDER BY id FOR UPDATE
     )
     UPDATE ticket t SET contact_id = $3 FROM mine WHERE t.workspace_id = $1 AND t.id = mine.id RETURNING t.id, t.state`,
    [workspaceId, home.from, home.to, home.tickets, home.identities],
  );
}

/** What these identities wrote while the cards were one is theirs again, in whichever ticket of the two it stands. */
export async function moveMessagesHome(
  tx: Tx,
  workspaceId: string,
  home: { from: string; to: string; identities: string[] },
): Promise<void> {
  await tx.query(
    `UPDATE message SET contact_id = $3 WHERE workspace_id = $1 AND contact_id = $2 AND identity_id = ANY($4::uuid[])
       AND ticket_id IN (
         SELECT t.id FROM ticket t WHERE t.workspace_id = $1 AND t.contact_id IN ($2, $3))`,
    [workspaceId, home.from, home.to, home.identities],
  );
}
