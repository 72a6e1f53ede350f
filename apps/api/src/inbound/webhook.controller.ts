// Path A by webhook: signature on the raw bytes, then the raw row, and only then 200.
import { All, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { channelOf, type WebhookRequest } from '@otklik/channels';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Connections } from '../desk/read-connections.js';
import type { Env } from '../env.js';
import { Clock } from '../platform/clock.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import { Access } from '../platform/http/access.js';
import { OutgoingFetch } from '../platform/http/outgoing-fetch.js';
import { originalHeaders } from '../platform/http/raw-body.js';
import { Log } from '../platform/log.js';
import { countRefusal } from './refusals.js';
import { StoreRaw } from './store-raw.js';

/** Headers that say nothing about the message and may hold a secret: they are not kept. */
const NOT_KEPT = /^(authorization|cookie|connection|host|content-length|accept.*|.*secret.*|.*token.*|x-forwarded-.*)$/;

@ApiExcludeController()
@Controller('hooks')
export class WebhookController {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly clock: Clock,
    private readonly outgoing: OutgoingFetch,
    private readonly connections: Connections,
    private readonly storeRaw: StoreRaw,
    private readonly log: Log,
  ) {}

  @All(':kind/:key')
  @Access('public')
  async receive(
    @Param('kind') kind: string,
    @Param('key') key: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const channel = channelOf(kind);
    const connection = channel ? await this.connections.byKey(kind, key) : null;
    if (!channel || !connection || connection.state === 'off') {
      countRefusal('webhook', channel ? kind : 'unknown', 'unknown-connection');
      throw new DomainError('connection-unknown');
    }
    const hook = hookOf(request, this.env.publicUrl);
    const world = { now: this.clock.now(), fetch: this.outgoing.fetch };
    const verification = await channel.verify(hook, connection.config, world);
    if (verification.verdict === 'refuse') {
      countRefusal('webhook', kind, 'signature');
      this.log.warn('a webhook was refused', { connectionId: connection.id, kind, reason: verification.reason });
      throw new DomainError('signature-refused');
    }
    if (verification.verdict === 'answer') {
      await reply
        .status(verification.status)
        .header('content-type', verification.contentType)
        .header('x-content-type-options', 'nosniff')
        .send(verification.body);
      return;
    }
    const { workspaceId, id: connectionId } = connection;
    const envelope = keptHeaders(hook.headers);
    await this.storeRaw.run([{ workspaceId, connectionId, source: 'webhook', envelope, body: Buffer.from(hook.body) }]);
    const { contentType, body } = channel.received ?? { contentType: 'text/plain', body: 'ok' };
    await reply.status(200).header('content-type', contentType).send(body);
  }
}

function hookOf(request: FastifyRequest, publicUrl: string): WebhookRequest {
  const query = Object.entries((request.query ?? {}) as Record<string, unknown>);
  return {
    method: request.method,
    path: request.url.split('?')[0]!,
    url: publicUrl + request.url,
    query: Object.fromEntries(
      query.map(([name, value]) => [name, Array.isArray(value) ? String(value[0]) : String(value)]),
    ),
    headers: originalHeaders(request),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}

function keptHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !NOT_KEPT.test(name))
      .map(([name, value]) => [name, value.slice(0, 2000)]),
  );
}
