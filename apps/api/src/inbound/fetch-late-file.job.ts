// The order to fetch a file that was not to be had when its message came: its row in `late_file` is the record.
import { defineJob } from '../platform/jobs/define-job.js';

export const FetchLateFileJob = defineJob<{ workspaceId: string; lateFileId: string }>('fetch-late-file', 'world');
