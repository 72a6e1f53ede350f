// The order to forget bulk work that is too old to be taken back.
import { defineJob } from '../../platform/jobs/define-job.js';

export const DropOldBulksJob = defineJob<{ workspaceId: string; bulkId: string }>('drop-old-bulk', 'desk');
