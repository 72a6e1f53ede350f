// A ticket's row as it is on its first day, for lives that are lived by its rules without a database.
import type { Ticket } from '../../src/tickets/ticket.js';

export type NewTicket = Pick<
  Ticket,
  'workspaceId' | 'id' | 'number' | 'channel' | 'connectionId' | 'contactId' | 'identityId' | 'language' | 'startedBy'
>;

export function blankTicket(known: NewTicket, at: Date): Ticket {
  return {
    ...known,
    ...{ openedAt: at, stateSince: at, lastMessageAt: at },
    ...{ conversation: null, subject: null, assigneeId: null, teamId: null, lastAssigneeId: null },
    ...{ mergedInto: null, follows: null, snoozedUntil: null, snoozedBy: null, trashedAt: null, sideOf: null },
    ...{ firstCustomerAt: null, firstResponseAt: null, waitingSince: null, solvedAt: null, closeAt: null },
    ...{ seq: 0, requesterWaitS: 0, agentWaitS: 0, handoffs: 0, touches: 0, segments: 0 },
    ...{ lastCustomerSeq: 0, customerReadSeq: 0, priority: 1, episode: 1, tags: [], preview: '', state: 'new' },
    ...{ everAssigned: false, spam: false, aside: false, sideWakes: false },
  };
}
