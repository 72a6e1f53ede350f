// The links in mails that follow a chat: back into the conversation, and no more of these. Opening a link changes nothing.
import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../env.js';
import { LearnAddress } from '../outbound/letters/learn-address.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import { Access } from '../platform/http/access.js';
import { Limits } from '../platform/http/limits.js';
import { type Locale, localeOf, say, type WordKey } from '../platform/words/words.js';
import { PAGE_POLICY, STYLE } from '../survey/page-style.js';
import { isPageOfOurs, locationOf } from './page-of-ours.js';
import { chatOf } from './read-widget-lines.js';
import { TakeVisitorBack } from './take-visitor-back.js';

@ApiExcludeController()
@Controller('chat')
export class ReturnController {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly limits: Limits,
    private readonly back: TakeVisitorBack,
    private readonly addresses: LearnAddress,
  ) {}

  /** To the page they wrote from, where the widget finds the pass behind the `#`: no server on the way is told it. */
  @Get(':pass')
  @Access('public')
  async open(@Param('pass') pass: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(pass, request, reply, async () => {
      const { visitor, connection } = await this.back.whose(pass);
      const own = new URL(this.env.publicUrl).origin;
      const { page } = visitor;
      const named = isPageOfOurs(page, connection.config.origins, own);
      const to = named ? locationOf(page!) : `${this.env.publicUrl}/widget/?key=${encodeURIComponent(connection.key)}`;
      return { to: `${to}#otklik=${pass}` };
    });
  }

  @Get(':pass/stop')
  @Access('public')
  async ask(@Param('pass') pass: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(pass, request, reply, async (locale) => {
      await this.back.whose(pass);
      const form = `<form method="post" action="/chat/${pass}/stop"><button>${text(say(locale, 'letter.stop-confirm'))}</button></form>`;
      return { html: page(locale, 'letter.stop-title', 'letter.stop-text', form) };
    });
  }

  @Post(':pass/stop')
  @Access('public')
  async stop(@Param('pass') pass: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(pass, request, reply, async (locale) => {
      const { visitor } = await this.back.whose(pass);
      await this.addresses.stop(chatOf(visitor));
      return { html: page(locale, 'letter.stop-done', 'letter.stop-done-text') };
    });
  }

  private async answer(
    pass: string,
    request: FastifyRequest,
    reply: FastifyReply,
    work: (locale: Locale) => Promise<{ to: string } | { html: string }>,
  ): Promise<void> {
    let locale = localeOf(request.headers['accept-language']);
    let status = 200;
    let done: { to: string } | { html: string };
    try {
      await this.limits.take('chat-return', request.ip, 60, 60);
      locale = localeOf((await this.back.whose(pass).catch(() => null))?.visitor.locale, locale);
      done = await work(locale);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const expired = error.code === 'link-expired';
      status = expired ? 410 : error.code === 'too-many-requests' ? 429 : 404;
      done = {
        html: expired
          ? page(locale, 'letter.expired-title', 'letter.expired-text')
          : page(locale, 'letter.wrong-title', 'letter.wrong-text'),
      };
    }
    reply.headers({
      'content-security-policy': PAGE_POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    });
    if ('to' in done) await reply.status(303).header('location', done.to).send('');
    else await reply.status(status).type('text/html; charset=utf-8').send(done.html);
  }
}

function page(locale: Locale, title: WordKey, words: WordKey, more = ''): string {
  const heading = text(say(locale, title));
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${heading}</title><style>${STYLE}</style></head><body><main><div class="card"><h1>${heading}</h1><p>${text(say(locale, words))}</p>${more}</div></main></body></html>`;
}

const text = (words: string) => words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
