// The ledger's way back as an order: give the failed rows of a replay to path A, a batch at a time, until all have ended.
import { defineJob } from '../platform/jobs/define-job.js';

export const ReplayFailedJob = defineJob<{ workspaceId: string; replayId: string }>('replay-failed', 'desk');
