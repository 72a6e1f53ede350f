// The order to delete the file of an import that is over.
import { defineJob } from '../platform/jobs/define-job.js';

export const DropImportFileJob = defineJob<{ workspaceId: string; importId: string }>('drop-import-file', 'desk');
