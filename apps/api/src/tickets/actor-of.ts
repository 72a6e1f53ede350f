// Who stands behind a request, as facts name them: a person, or a program with a key. Pure.
import type { Caller } from '../platform/http/access.js';
import type { Actor } from './events.js';

export const actorOf = (caller: Caller): Actor => ({ by: caller.agentId ? 'agent' : 'api', agentId: caller.agentId });
