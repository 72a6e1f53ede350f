// The order to routing: this person came, went or has room again. Rooms above carry it out; the row says until when it stands.
import { defineJob } from '../../platform/jobs/define-job.js';

export const RouteAgent = defineJob<{ workspaceId: string; agentId: string }>('route-agent', 'desk');
