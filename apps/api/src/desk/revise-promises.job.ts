// The order to reckon every open deadline of a workspace anew: its policies or its working hours have changed.
import { defineJob } from '../platform/jobs/define-job.js';

export const RevisePromises = defineJob<{ workspaceId: string }>('revise-promises', 'desk');
