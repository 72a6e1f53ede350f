// The token in the mail of what was missed: it says whose mails end, and can do nothing else. Pure but for the secret.
import type { Secrets } from '../platform/secrets.js';

interface AgentKey {
  workspaceId: string;
  agentId: string;
}

const PURPOSE = 'digest-off';
const TOKEN = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.([\w-]{10,60})$/;

export const unsubscribeToken = (secrets: Secrets, { workspaceId, agentId }: AgentKey): string =>
  `${workspaceId}.${agentId}.${secrets.sign(PURPOSE, `${workspaceId} ${agentId}`)}`;

/** Null: it is none of ours. */
export function readUnsubscribeToken(secrets: Secrets, token: string): AgentKey | null {
  const [, workspaceId = '', agentId = '', signature = ''] = TOKEN.exec(token) ?? [];
  return secrets.verify(PURPOSE, `${workspaceId} ${agentId}`, signature) ? { workspaceId, agentId } : null;
}
