// The orders of routing: look at one ticket, because something happened to it or is due; or at all that wait, because the terms changed.
import { defineJob } from '../../platform/jobs/define-job.js';

export const RouteTicketOrder = defineJob<{ workspaceId: string; ticketId: string }>('route-ticket', 'desk');
export const ReviseRouting = defineJob<{ workspaceId: string }>('revise-routing', 'desk');
