// News that goes out to other systems: each delivery is a row with a due time; old ones go.
import { defineJob } from '../../platform/jobs/define-job.js';

export const SendHook = defineJob<{ workspaceId: string; deliveryId: string }>('send-hook', 'world');
export const ForgetDeliveries = defineJob<Record<string, never>>('forget-hook-deliveries', 'desk');
