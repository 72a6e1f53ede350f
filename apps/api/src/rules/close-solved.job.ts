// The order to lock a solved ticket whose time to be reopened has passed.
import { defineJob } from '../platform/jobs/define-job.js';

export const CloseSolved = defineJob<{ workspaceId: string; ticketId: string }>('close-solved', 'desk');
