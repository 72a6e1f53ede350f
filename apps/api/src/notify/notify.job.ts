// Four orders of this room: ring what came, push it, mail what was missed, forget what is old. Each stands for a row.
import { defineJob } from '../platform/jobs/define-job.js';

/** Rows of one agent still wait to be told. */
export const RingAgent = defineJob<{ workspaceId: string; agentId: string }>('ring-agent', 'desk');

/** A row of `push` is due. */
export const SendPush = defineJob<{ workspaceId: string; pushId: string }>('send-push', 'world');

/** An agent's digest is due. */
export const SendDigest = defineJob<{ workspaceId: string; agentId: string }>('send-digest', 'desk');

/** Some notifications are older than anybody looks back. */
export const ForgetNotifications = defineJob<Record<string, never>>('forget-notifications', 'desk');
