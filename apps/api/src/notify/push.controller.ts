// The doors of pushes: an agent's browsers subscribe, leave, and are sent one to try.
import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { personOf } from './notifications.controller.js';
import { PushView, SubscribedView, SubscribeRequest, TestPushRequest } from './notifications.requests.js';
import { PushKeys } from './push-keys.js';
import { SubscribePush } from './subscribe-push.js';
import { TryPush } from './try-push.js';

@ApiTags('notifications')
@Controller('api/v1/push')
export class PushController {
  constructor(
    private readonly keys: PushKeys,
    private readonly subscriptions: SubscribePush,
    private readonly tryPush: TryPush,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: PushView })
  async read(@CallerOf() caller: Caller): Promise<PushView> {
    const browsers = await this.subscriptions.list(personOf(caller));
    return {
      publicKey: (await this.keys.run()).publicKey,
      browsers: browsers.map(({ id, label, createdAt, sentAt }) => ({
        id,
        label,
        createdAt: createdAt.toISOString(),
        sentAt: sentAt?.toISOString() ?? null,
      })),
    };
  }

  @Post('browsers')
  @Access('agent')
  @ApiCreatedResponse({ type: SubscribedView })
  async subscribe(@CallerOf() caller: Caller, @Body() { label, ...target }: SubscribeRequest): Promise<SubscribedView> {
    return { id: await this.subscriptions.run(personOf(caller), target, label) };
  }

  @Delete('browsers/:id')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  drop(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    return this.subscriptions.drop(personOf(caller), id);
  }

  @Post('test')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  test(@CallerOf() caller: Caller, @Body() { id }: TestPushRequest): Promise<void> {
    return this.tryPush.run(personOf(caller), id);
  }
}
