// The one guard of every door: finds out who asks, and lets nobody further than the route's @Access says.
import { timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../env.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import { ACCESS, type AccessLevel, type AgentRole, CALLER, type Caller } from '../platform/http/access.js';
import { ReadApiKey } from './read-api-key.js';
import { ReadSession } from './read-session.js';
import { sessionCookie } from './session-cookie.js';

const RANK: Record<AgentRole, number> = { agent: 1, lead: 2, owner: 3 };
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly readSession: ReadSession,
    private readonly readApiKey: ReadApiKey,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** @throws DomainError sign-in-needed, csrf-failed, not-allowed */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const level = this.reflector.getAllAndOverride<AccessLevel | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (level === 'public') return true;
    if (!level) throw new DomainError('not-allowed');
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const caller = await this.identify(request, http.getResponse<FastifyReply>());
    if (!mayPass(caller.role, level)) throw new DomainError('not-allowed');
    (request as unknown as Record<symbol, Caller>)[CALLER] = caller;
    return true;
  }

  private async identify(request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const { authorization, cookie } = request.headers;
    if (authorization) {
      const caller = await this.readApiKey.run(authorization);
      if (!caller) throw new DomainError('sign-in-needed');
      return caller;
    }
    const session = await this.readSession.run(cookie);
    if (!session) throw new DomainError('sign-in-needed');
    if (!SAFE.has(request.method) && !same(request.headers['x-csrf-token'], session.csrf)) {
      throw new DomainError('csrf-failed');
    }
    if (session.extended)
      reply.header('set-cookie', sessionCookie(session.token, this.env.publicUrl.startsWith('https:')));
    return session.caller;
  }
}

/** owner > lead > agent */
export function mayPass(role: AgentRole, level: AgentRole): boolean {
  return RANK[role] >= RANK[level];
}

function same(given: string | string[] | undefined, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
