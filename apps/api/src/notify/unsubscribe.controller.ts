// The end of the mail of what was missed: one click of a mail program, or a small page with one button; opening it ends nothing.
import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReadAgents } from '../people/read-agents.js';
import { Access } from '../platform/http/access.js';
import { Secrets } from '../platform/secrets.js';
import { type Locale, localeOf, say, type WordKey } from '../platform/words/words.js';
import { PAGE_POLICY, STYLE } from '../survey/page-style.js';
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
  const form =
    what === 'ask'
      ? `<form method="post" action="/unsubscribe/${token}"><button>${words('unsubscribe.confirm')}</button></form>`
      : '';
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${words(title)}</title><style>${STYLE}</style></head>
<body><main><div class="card"><h1>${words(title)}</h1><p role="status">${words(text)}</p>${form}</div></main></body></html>`;
  await reply
    .status(what === 'wrong' ? 404 : 200)
    .headers({ 'content-security-policy': PAGE_POLICY, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .type('text/html; charset=utf-8')
    .send(html);
}
