// Path C, the public page at /s/<token>: a GET only shows, a POST records; no account and no script.
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isPoint } from '@otklik/survey';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError, ERROR_STATUS } from '../platform/errors.js';
import { Access } from '../platform/http/access.js';
import { Limits } from '../platform/http/limits.js';
import { Log } from '../platform/log.js';
import { LOCALES, type Locale, localeOf, say } from '../platform/words/words.js';
import { latestAnswer } from './answer.store.js';
import { draftOf } from './answer-draft.store.js';
import { formFields, scoreOf, textOf } from './answer-form.js';
import { AnswerTokens } from './answer-tokens.js';
import { DraftComment } from './draft-comment.js';
import { findInvitation, type Invitation } from './invitation.store.js';
import { PAGE_HEADERS } from './page-style.js';
import { ReadAfterwards } from './read-afterwards.js';
import { openInvitation, RecordAnswer, sentInvitation } from './record-answer.js';
import { ReviseInvitations } from './revise-invitation.js';
import { readAbout } from './solved-episode.store.js';
import { surveyById } from './survey.store.js';
import { askPage, optOutPage, problemPage } from './survey-page.js';
import { followUpIn, retold } from './survey-settings.js';

type Fields = Record<string, unknown>;

@ApiExcludeController()
@Controller('s')
export class SurveyController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly limits: Limits,
    private readonly log: Log,
    private readonly tokens: AnswerTokens,
    private readonly record: RecordAnswer,
    private readonly revise: ReviseInvitations,
    private readonly afterwards: ReadAfterwards,
    private readonly drafts: DraftComment,
  ) {}

  @Get(':token')
  @Access('public')
  async show(
    @Param('token') token: string,
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.answer(token, query, request, reply, async (invitation, locale) => {
      const page = await this.page(invitation, token, locale, scoreOf(query.score), query.choose === '1');
      return { status: 200, html: page };
    });
  }

  @Post(':token')
  @Access('public')
  async save(
    @Param('token') token: string,
    @Body() sent: Fields | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const body = sent ?? {};
    await this.answer(token, body, request, reply, async (invitation, locale) => {
      await this.limits.take('survey-answer', invitation.id, 30, 60);
      const score = scoreOf(body.score);
      const { kind, max } = invitation.scale;
      if (score === null || !isPoint(kind, max, score)) {
        return { status: 400, html: await this.page(invitation, token, locale, null, true) };
      }
      const { workspaceId, id: invitationId } = invitation;
      const comment = textOf(body.comment) ?? undefined;
      await this.record.run({ workspaceId, invitationId, score, comment, ...formFields(body), source: 'page' });
      // A reload of what follows must not send the form again.
      return { status: 303, to: `/s/${token}?lang=${locale}` };
    });
  }

  /** What is being typed beside an answer; nothing is shown for it. */
  @Post(':token/draft')
  @Access('public')
  @HttpCode(204)
  async keepDraft(@Param('token') token: string, @Body() body: Fields): Promise<void> {
    const named = this.tokens.read(token);
    if (!named) throw new DomainError('link-wrong');
    await this.limits.take('survey-draft', named.invitationId, 120, 60);
    await this.drafts.keep(named, textOf(body?.comment) ?? '');
  }

  @Get(':token/opt-out')
  @Access('public')
  async askOptOut(
    @Param('token') token: string,
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const page = async (_: Invitation, locale: Locale) => {
      return { status: 200, html: optOutPage({ locale, path: `/s/${token}`, done: false }) };
    };
    await this.answer(token, query, request, reply, page, sentInvitation);
  }

  @Post(':token/opt-out')
  @Access('public')
  async optOut(
    @Param('token') token: string,
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const said = async (invitation: Invitation, locale: Locale) => {
      await this.revise.optOut(invitation.workspaceId, invitation.contactId);
      return { status: 200, html: optOutPage({ locale, path: `/s/${token}`, done: true }) };
    };
    // However late: who wants no more of them need not have answered in time.
    await this.answer(token, body ?? {}, request, reply, said, sentInvitation);
  }

  /** Opens the token and the invitation, or says in words why not; every answer is a small page that nobody keeps. */
  private async answer(
    token: string,
    fields: Fields,
    request: FastifyRequest,
    reply: FastifyReply,
    work: (invitation: Invitation, locale: Locale) => Promise<{ status: number; html?: string; to?: string }>,
    still: (found: Invitation | null, now: Date) => Invitation = openInvitation,
  ): Promise<void> {
    const wish = LOCALES.find((one) => one === fields.lang) ?? null;
    let locale = wish ?? localeOf(request.headers['accept-language']);
    let done: { status: number; html?: string; to?: string };
    try {
      const named = this.tokens.read(token);
      const found = named && (await findInvitation(this.database, named.workspaceId, named.invitationId));
      locale = wish ?? found?.locale ?? locale;
      done = await work(still(found, this.clock.now()), locale);
    } catch (error) {
      done = this.problem(error, locale, token);
    }
    reply.headers(PAGE_HEADERS);
    if (done.to) return void reply.status(done.status).header('location', done.to).send('');
    reply.status(done.status).type('text/html; charset=utf-8').send(done.html);
  }

  private async page(invitation: Invitation, token: string, locale: Locale, score: number | null, nothing: boolean) {
    const { workspaceId, id, scale, ticketId, episode, surveyId } = invitation;
    const [about, answer, survey] = await Promise.all([
      readAbout(this.database, workspaceId, ticketId, episode),
      latestAnswer(this.database, workspaceId, id),
      surveyById(this.database, workspaceId, surveyId),
    ]);
    if (!about) throw new DomainError('link-wrong');
    const draft = answer ? await draftOf(this.database, workspaceId, id) : null;
    const after = answer ? await this.afterwards.run(invitation, answer, survey) : undefined;
    const asked = { kind: scale.kind, scaleMax: scale.max, wording: survey?.settings.wording ?? {} };
    return askPage({
      locale,
      path: `/s/${token}`,
      about,
      // As it was asked, in the language of the invitation; in another language as it would be asked now.
      scale: locale === invitation.locale || !survey ? scale : retold(scale, survey, locale),
      chosen: score !== null && isPoint(scale.kind, scale.max, score) ? score : null,
      nothingChosen: nothing,
      ...(after ? { after, keepsAt: `/s/${token}/draft` } : {}),
      saved: answer && {
        score: answer.score,
        comment: answer.comment,
        draft,
        followUp: followUpIn(asked, answer.score, locale),
        reasons: answer.reasons,
        more: answer.more,
        toldMore: answer.reasons.length > 0 || Object.keys(answer.more).length > 0,
      },
    });
  }

  private problem(error: unknown, locale: Locale, token: string): { status: number; html: string } {
    const code = error instanceof DomainError ? error.code : 'internal';
    if (!(error instanceof DomainError)) this.log.error('the survey page failed', error);
    const known = { 'link-wrong': 'wrong', 'not-found': 'wrong', 'link-expired': 'expired' } as const;
    const kind = known[code as keyof typeof known];
    const params = error instanceof DomainError ? error.params : {};
    const title = say(locale, kind ? `survey.${kind}-title` : 'survey.trouble-title');
    const text = kind ? say(locale, `survey.${kind}-text`) : say(locale, `error.${code}`, params);
    const status = kind === 'wrong' ? 404 : ERROR_STATUS[code];
    return { status, html: problemPage(locale, `/s/${encodeURIComponent(token)}`, title, text) };
  }
}
