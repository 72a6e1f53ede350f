// The order to train a workspace's models of satisfaction on its own answers, once a day.
import { defineJob } from '../platform/jobs/define-job.js';

export const TrainSatisfactionJob = defineJob<{ workspaceId: string }>('train-satisfaction', 'desk');
