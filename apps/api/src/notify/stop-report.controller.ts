// The end of a mailed report for one receiver: one click of a mail program, or a small page with one button; opening it ends nothing.
import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../platform/http/access.js';
import { localeOf, say } from '../platform/words/words.js';
import { type StoppedReport, StopReportMails } from '../reports/saved/stop-report-mails.js';
import { sendButtonPage } from './button-page.js';

@ApiExcludeController()
@Controller('unsubscribe/report')
export class StopReportController {
  constructor(private readonly stop: StopReportMails) {}

  @Get(':token')
  @Access('public')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const told = await this.stop.read(token);
    await answer(reply, told, request.headers['accept-language'], `/unsubscribe/report/${token}`);
  }

  /** As RFC 8058 asks: a POST without cookies, whatever it carries, ends it; a second one changes nothing. */
  @Post(':token')
  @HttpCode(200)
  @Access('public')
  async end(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await answer(reply, await this.stop.run(token), request.headers['accept-language'], null);
  }
}

/** `path`: where the button of the question posts to; null: it is done. */
async function answer(
  reply: FastifyReply,
  told: StoppedReport | null,
  language: string | undefined,
  path: string | null,
): Promise<void> {
  const locale = localeOf(told?.locale ?? language);
  if (!told) {
    const [title, text] = [say(locale, 'unsubscribe.wrong-title'), say(locale, 'report-off.wrong')];
    return sendButtonPage(reply, { status: 404, locale, title, text, button: null });
  }
  await sendButtonPage(reply, {
    ...{ status: 200, locale },
    title: say(locale, path ? 'unsubscribe.title' : 'unsubscribe.done-title'),
    text: say(locale, path ? 'report-off.ask' : 'report-off.done', { report: told.name ?? '—' }),
    button: path === null ? null : { path, label: say(locale, 'unsubscribe.confirm') },
  });
}
