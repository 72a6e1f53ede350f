// The order to judge the open tickets of a workspace that are due to be judged.
import { defineJob } from '../platform/jobs/define-job.js';

export const FlagTicketsJob = defineJob<{ workspaceId: string }>('flag-tickets', 'desk');
