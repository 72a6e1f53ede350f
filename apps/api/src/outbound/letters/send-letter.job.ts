// The order to send one mail that follows a chat, if it is still needed then.
import { defineJob } from '../../platform/jobs/define-job.js';

export const SendLetter = defineJob<{ workspaceId: string; letterId: string }>('send-letter', 'world');
