// The end of the mail of what was missed: one click of a mail program, or a small page with one button; opening it ends nothing.
import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReadAgents } from '../people/read-agents.js';
import { Access } from '../platform/http/access.js';
import { Secrets } from '../platform/secrets.js';
import { type Locale, localeOf, say, type WordKey } from '../platform/words/words.js';
import { sendButtonPage } from './button-page.js';
import { ChangeNotifySettings } from './change-notify-settings.js';
import { readUnsubscribeToken } from './unsubscribe-token.js';

@ApiExcludeController()
@Controller('unsubscribe')
export class UnsubscribeController {
  constructor(
    private readonly secrets: Secrets,
    private readonly agents: ReadAgents,
    private readonly settings: ChangeNotifySettings,
  ) {}

  @Get(':token')
  @Access('public')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const agent = await this.agent(token);
    await answer(reply, agent ? 'ask' : 'wrong', localeOf(agent?.locale ?? request.headers['accept-language']), token);
  }

  /** As RFC 8058 asks: a POST without cookies, whatever it carries, ends it; a second one changes nothing. */
  @Post(':token')
  @HttpCode(200)
  @Access('public')
  async end(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const agent = await this.agent(token);
    if (agent) await this.settings.run(agent, { digest: 'off' });
    await answer(reply, agent ? 'done' : 'wrong', localeOf(agent?.locale ?? request.headers['accept-language']), token);
  }

  private async agent(token: string): Promise<{ workspaceId: string; agentId: string; locale: string } | null> {
    const key = readUnsubscribeToken(this.secrets, token);
    const agent = key && (await this.agents.run(key.workspaceId)).find((one) => one.id === key.agentId);
    return agent ? { ...key, locale: agent.locale } : null;
  }
}

async function answer(reply: FastifyReply, what: 'ask' | 'done' | 'wrong', locale: Locale, token: string) {
  const words = (key: WordKey) => say(locale, key);
  const [title, text] = (
    {
      ask: ['unsubscribe.title', 'unsubscribe.text'],
      done: ['unsubscribe.done-title', 'unsubscribe.done-text'],
      wrong: ['unsubscribe.wrong-title', 'unsubscribe.wrong-text'],
    } as const
  )[what];
  await sendButtonPage(reply, {
    ...{ status: what === 'wrong' ? 404 : 200, locale, title: words(title), text: words(text) },
    button: what === 'ask' ? { path: `/unsubscribe/${token}`, label: words('unsubscribe.confirm') } : null,
  });
}
