// An import as an order: go through its file from where it was left.
import { defineJob } from '../platform/jobs/define-job.js';

export const GoThroughImportJob = defineJob<{ workspaceId: string; importId: string }>('go-through-import', 'desk');
