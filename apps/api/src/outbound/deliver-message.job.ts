// Path B as an order: send the oldest unsent message of this ticket's conversation. The row's own state is the guard.
import { defineJob } from '../platform/jobs/define-job.js';

/**
 * `dueAt`: ISO; not before it. `messageId` names the message that asked for it; an older one goes first. Which server it
 * waits for is known only once its ticket was read.
 */
export const DeliverMessage = defineJob<{
  workspaceId: string;
  ticketId: string;
  messageId: string;
  dueAt: string | null;
}>('deliver-message', 'world', () => null);
