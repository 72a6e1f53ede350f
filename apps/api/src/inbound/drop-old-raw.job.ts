// The ledger's tidying as an order: let go of what has outlived the time its workspace keeps it.
import { defineJob } from '../platform/jobs/define-job.js';

export const DropOldRawJob = defineJob<{ workspaceId: string }>('drop-old-raw', 'desk');
