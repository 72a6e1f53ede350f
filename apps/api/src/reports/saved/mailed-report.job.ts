// A saved report is due at its readers.
import { defineJob } from '../../platform/jobs/define-job.js';

export const MailReport = defineJob<{ workspaceId: string; reportId: string }>('mail-report', 'desk');
