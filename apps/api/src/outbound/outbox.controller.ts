// The outbox page: mails that could not leave, for owners to read, and to send once a relay is set.
import { Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { hasWayOut, inspectMail } from '@otklik/channels';
import { Connections } from '../desk/read-connections.js';
import type { Env } from '../env.js';
import { Database } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Secrets } from '../platform/secrets.js';
import { ReadSides } from '../tickets/sides/read-sides.js';
import { findKeptMail, type KeptMail, type KeptMailLine, listKeptMails } from './kept-mail.store.js';
import { headersOf, linksOf } from './kept-mail-text.js';
import { OutboxLine, OutboxMail, OutboxPage, OutboxQuery, SentKeptMails } from './outbox.requests.js';
import { SendKeptMails } from './send-kept-mails.js';

@ApiTags('outbox')
@Controller('api/v1/outbox')
export class OutboxController {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'smtpUrl'>,
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly connections: Connections,
    private readonly sendKept: SendKeptMails,
    private readonly sides: ReadSides,
  ) {}

  @Get()
  @Access('owner')
  @ApiOkResponse({ type: OutboxPage })
  async page(@CallerOf() caller: Caller, @Query() query: OutboxQuery): Promise<OutboxPage> {
    const limit = query.limit ?? 50;
    const before = /^[0-9a-f-]{36}$/.test(query.cursor ?? '') ? query.cursor! : null;
    const rows = await listKeptMails(this.database, caller.workspaceId, before, limit + 1);
    const items = await this.inTheirTickets(caller.workspaceId, rows.slice(0, limit).map(lineOf));
    const relays = (await this.connections.all(caller.workspaceId)).some((one) => hasWayOut(one.config));
    const relay = this.env.smtpUrl !== null || relays;
    return { items, next: rows.length > limit ? items.at(-1)!.id : null, relay };
  }

  @Get(':id')
  @Access('owner')
  @ApiOkResponse({ type: OutboxMail })
  async one(@CallerOf() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<OutboxMail> {
    const kept = await findKeptMail(this.database, caller.workspaceId, id);
    if (!kept) throw new DomainError('not-found');
    const raw = this.rawOf(kept);
    const { text, html, attachments } = inspectMail(raw, kept.id);
    const files = attachments.map(({ name, contentType, size }) => ({ name, contentType, size: size ?? 0 }));
    const [line] = await this.inTheirTickets(caller.workspaceId, [lineOf(kept)]);
    return { ...line!, headers: headersOf(raw), text, html, links: linksOf(text, html), files };
  }

  @Post('send')
  @HttpCode(200)
  @Access('owner')
  @ApiOkResponse({ type: SentKeptMails })
  send(@CallerOf() caller: Caller): Promise<SentKeptMails> {
    const by = caller.agentId ? 'agent' : 'api';
    return this.sendKept.run(caller.workspaceId, { by, agentId: caller.agentId });
  }

  /** A side conversation is found in its ticket. */
  private async inTheirTickets(workspaceId: string, lines: OutboxLine[]): Promise<OutboxLine[]> {
    const ids = lines.flatMap((line) => line.ticketId ?? []);
    const sides = await this.sides.tickets(this.database, workspaceId, ids);
    return lines.map((line) => ({ ...line, ticketId: sides.get(line.ticketId ?? '') ?? line.ticketId }));
  }

  private rawOf({ raw, sealed }: KeptMail): Buffer {
    return sealed ? Buffer.from(this.secrets.open(raw.toString('utf8')), 'latin1') : raw;
  }
}

function lineOf({ id, connectionId, ticketId, messageId, sender, recipients, subject, at }: KeptMailLine): OutboxLine {
  return { id, connectionId, ticketId, messageId, from: sender, to: recipients, subject, at: at.toISOString() };
}
