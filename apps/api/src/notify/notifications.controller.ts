// The doors of the bell: an agent's own notifications and settings, and nobody else's.
import { Body, Controller, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DomainError } from '../platform/errors.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { ChangeNotifySettings } from './change-notify-settings.js';
import { wholeGrid } from './kinds.js';
import { MarkNotificationsRead } from './mark-notifications-read.js';
import {
  ChangeNotifySettingsRequest,
  NotificationsPage,
  NotificationsQuery,
  NotifySettingsView,
  ReadRequest,
  UnreadCount,
  WatchersView,
  WatchRequest,
} from './notifications.requests.js';
import { ReadNotifications } from './read-notifications.js';
import { WatchTicket } from './watch-ticket.js';

@ApiTags('notifications')
@Controller('api/v1')
export class NotificationsController {
  constructor(
    private readonly readAll: ReadNotifications,
    private readonly markRead: MarkNotificationsRead,
    private readonly settings: ChangeNotifySettings,
    private readonly watchers: WatchTicket,
  ) {}

  @Get('notifications')
  @Access('agent')
  @ApiOkResponse({ type: NotificationsPage })
  list(@CallerOf() caller: Caller, @Query() query: NotificationsQuery): Promise<NotificationsPage> {
    const { unread = false, cursor = null, limit = 30 } = query;
    return this.readAll.run(personOf(caller), { unread, cursor, limit });
  }

  @Get('notifications/count')
  @Access('agent')
  @ApiOkResponse({ type: UnreadCount })
  async count(@CallerOf() caller: Caller): Promise<UnreadCount> {
    return { unread: await this.readAll.count(personOf(caller)) };
  }

  @Post('notifications/read')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  async read(@CallerOf() caller: Caller, @Body() { ids, ticketId, all }: ReadRequest): Promise<void> {
    const key = personOf(caller);
    if (all) return this.markRead.run(key, { all: true });
    if (ticketId) return this.markRead.run(key, { ticketId });
    if (!ids) throw new DomainError('bad-request');
    return this.markRead.run(key, { ids });
  }

  @Post('notifications/looked')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse({ description: 'The bell was opened: the digest leaves out what stood there.' })
  looked(@CallerOf() caller: Caller): Promise<void> {
    return this.markRead.looked(personOf(caller));
  }

  @Get('notifications/settings')
  @Access('agent')
  @ApiOkResponse({ type: NotifySettingsView })
  async mySettings(@CallerOf() caller: Caller): Promise<NotifySettingsView> {
    return view(await this.settings.read(personOf(caller)));
  }

  @Patch('notifications/settings')
  @Access('agent')
  @ApiOkResponse({ type: NotifySettingsView })
  async change(@CallerOf() caller: Caller, @Body() body: ChangeNotifySettingsRequest): Promise<NotifySettingsView> {
    const { quiet, ...rest } = body;
    if ([body.digestAt, quiet?.from, quiet?.to].some((time) => time !== undefined && !TIME.test(time)))
      throw new DomainError('validation-failed', { fields: 'time' });
    const days = quiet && [...new Set(quiet.days)].sort();
    return view(
      await this.settings.run(personOf(caller), { ...rest, ...(quiet && days ? { quiet: { ...quiet, days } } : {}) }),
    );
  }

  @Get('tickets/:id/watchers')
  @Access('agent')
  @ApiOkResponse({ type: WatchersView })
  async watching(@CallerOf() { workspaceId }: Caller, @Id('id') ticketId: string): Promise<WatchersView> {
    return { agentIds: await this.watchers.read({ workspaceId, ticketId }) };
  }

  @Put('tickets/:id/watchers/me')
  @Access('agent')
  @ApiOkResponse({ type: WatchersView })
  async watch(
    @CallerOf() caller: Caller,
    @Id('id') ticketId: string,
    @Body() { watching }: WatchRequest,
  ): Promise<WatchersView> {
    return { agentIds: await this.watchers.run({ ...personOf(caller), ticketId }, watching) };
  }
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** @throws DomainError not-allowed for an API key: a program has no bell. */
export function personOf({ workspaceId, agentId }: Caller): { workspaceId: string; agentId: string } {
  if (!agentId) throw new DomainError('not-allowed');
  return { workspaceId, agentId };
}

function view(settings: Awaited<ReturnType<ChangeNotifySettings['read']>>): NotifySettingsView {
  const { ways, quiet, timeZone, zone, pausedUntil, digest, digestAt, wordsInPush } = settings;
  return {
    grid: wholeGrid(ways),
    quiet,
    timeZone,
    zone,
    pausedUntil: pausedUntil?.toISOString() ?? null,
    digest,
    digestAt,
    wordsInPush,
  };
}
