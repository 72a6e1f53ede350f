// The order to set the clock of a time rule for every ticket that is here already.
import { defineJob } from '../platform/jobs/define-job.js';

export const ArmRule = defineJob<{ workspaceId: string; ruleId: string }>('arm-rule', 'desk');
