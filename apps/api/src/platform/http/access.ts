// Who may pass a door: each route says it in one word; the guard in people/ obeys it, and the doors test reads it.
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';

export type AgentRole = 'owner' | 'lead' | 'agent';

/** `public`: anyone, the route itself checks what it is given. Otherwise the least role that may pass (owner > lead > agent). */
export type AccessLevel = 'public' | AgentRole;

export const ACCESS = Symbol('access');
export const Access = (level: AccessLevel) => SetMetadata(ACCESS, level);

/** The person or program behind a request, resolved by the guard. */
export interface Caller {
  workspaceId: string;
  /** null: an API key. */
  agentId: string | null;
  apiKeyId: string | null;
  role: AgentRole;
  locale: string;
}

export const CALLER = Symbol('caller');
export const CallerOf = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  return (context.switchToHttp().getRequest() as Record<symbol, Caller>)[CALLER]!;
});
