// The order to let go of drafts that nobody came back to.
import { defineJob } from '../../platform/jobs/define-job.js';

export const DropOldDraftsJob = defineJob<Record<string, never>>('drop-old-drafts', 'desk');
