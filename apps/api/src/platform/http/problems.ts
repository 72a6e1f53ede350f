// How a refusal leaves the house: problem+json (RFC 9457) with a code for programs and words for the person, in their language.
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOf, isDatabaseGone } from '../database/database-gone.js';
import { DomainError, ERROR_STATUS, type ErrorCode } from '../errors.js';
import { Log } from '../log.js';
import { localeOf, say, type WordKey } from '../words/words.js';
import { CALLER, type Caller } from './access.js';

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  [member: string]: unknown;
}

@Injectable()
@Catch()
export class Problems implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const { code, params } = understand(error);
    if (ERROR_STATUS[code] >= 500)
      this.log.error('a request failed', error, { method: request.method, route: request.routeOptions?.url });
    const caller = (request as unknown as Record<symbol, Caller | undefined>)[CALLER];
    const locale = caller?.locale ?? localeOf(request.headers['accept-language']);
    const problem = problemOf(code, params, locale);
    if (code === 'too-many-requests') reply.header('retry-after', String(params.seconds ?? 1));
    if (code === 'unavailable') reply.header('retry-after', '5');
    hearOut(request, reply);
    reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }
}

/**
 * What nobody read of a refused request is read and thrown away. Hanging up on somebody who still speaks costs them the
 * answer; not listening leaves their next request waiting behind this one.
 */
function hearOut(request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.readableEnded) return;
  reply.removeHeader('connection');
  request.raw.unpipe();
  request.raw.resume();
}

/** The document of a refusal; `params` become its members. */
export function problemOf(code: ErrorCode, params: DomainError['params'], locale: string): Problem {
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  return {
    ...params,
    type: `urn:otklik:problem:${code}`,
    title: say(locale, `error.${code}` as WordKey, shown),
    status: ERROR_STATUS[code],
    code,
  };
}

/** What Fastify refuses before any route is found: an address that is no text, or a parameter without end. */
export function refuseAddress(_: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf('bad-request', {}, localeOf(request.headers['accept-language']));
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** Values that PostgreSQL cannot hold: NUL characters, half characters, numbers and instants out of range or of no shape. */
const UNSTORABLE = new Set(['22P02', '22P05', '22021', '22003', '22007', '22008']);
const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);

function understand(error: unknown): { code: ErrorCode; params: DomainError['params'] } {
  if (error instanceof DomainError) return { code: error.code, params: error.params };
  const driver = codeOf(error);
  if (isDatabaseGone(error)) return { code: 'unavailable', params: {} };
  if (driver && DISK_FULL.has(driver)) return { code: 'disk-full', params: {} };
  if (driver && UNSTORABLE.has(driver)) return { code: 'bad-request', params: {} };
  if (driver === 'FST_ERR_CTP_BODY_TOO_LARGE' || driver === 'FST_REQ_FILE_TOO_LARGE')
    return { code: 'body-too-large', params: { limit: '1 MB' } };
  if (driver === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { code: 'unsupported-media', params: {} };
  const status =
    error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number })?.statusCode ?? 500);
  const byStatus: Record<number, ErrorCode> = {
    400: 'bad-request',
    401: 'sign-in-needed',
    403: 'not-allowed',
    404: 'not-found',
    405: 'bad-request',
    409: 'conflict',
    413: 'body-too-large',
    415: 'unsupported-media',
    429: 'too-many-requests',
  };
  return {
    code: byStatus[status] ?? (status < 500 ? 'bad-request' : 'internal'),
    params: status === 413 ? { limit: '1 MB' } : {},
  };
}
