// The public page of a link, at /q/<key>: a GET only shows, a POST records; one answer a visitor, or a person.
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isGood, isPoint } from '@otklik/survey';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../../env.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Database } from '../../platform/database/database.js';
import { ENV } from '../../platform/env.token.js';
import { DomainError, ERROR_STATUS } from '../../platform/errors.js';
import { Access } from '../../platform/http/access.js';
import { Limits } from '../../platform/http/limits.js';
import { Log } from '../../platform/log.js';
import { LOCALES, type Locale, localeOf, say } from '../../platform/words/words.js';
import { formFields, scoreOf, textOf } from '../answer-form.js';
import { NOTHING_YET } from '../page-afterwards.js';
import { PAGE_HEADERS } from '../page-style.js';
import { ReadAfterwards } from '../read-afterwards.js';
import { publicSaidPath } from '../said/said.store.js';
import { type Survey, surveyById } from '../survey.store.js';
import { askPage, problemPage } from '../survey-page.js';
import { askedScale, followUpIn } from '../survey-settings.js';
import { AnswerLink } from './answer-link.js';
import { answerOf, type LinkAnswer, linkByKey, type SurveyLink } from './link.store.js';
import { LinkTokens } from './link-tokens.js';

type Fields = Record<string, unknown>;
const COOKIE = 'otklik_answer';
const HALF_A_YEAR = 15_552_000;

interface Opened {
  link: SurveyLink;
  survey: Survey;
  locale: Locale;
  path: string;
  contactId: string | null;
  /** The word of this browser: known from before, or new. */
  visitor: string;
  who: Buffer;
}

@ApiExcludeController()
@Controller('q')
export class LinkPageController {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly database: Database,
    private readonly limits: Limits,
    private readonly log: Log,
    private readonly tokens: LinkTokens,
    private readonly workspaces: ReadWorkspace,
    private readonly answer: AnswerLink,
    private readonly afterwards: ReadAfterwards,
  ) {}

  @Get(':key')
  @Access('public')
  async show(
    @Param('key') key: string,
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.respond({ key, person: null, fields: query, request, reply }, (opened) => this.page(opened, query));
  }

  @Get(':key/:person')
  @Access('public')
  async showPerson(
    @Param() { key = '', person = '' }: { key?: string; person?: string },
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.respond({ key, person, fields: query, request, reply }, (opened) => this.page(opened, query));
  }

  @Post(':key')
  @Access('public')
  async save(
    @Param('key') key: string,
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.respond({ key, person: null, fields: body ?? {}, request, reply }, (opened) =>
      this.record(opened, body ?? {}, request, reply),
    );
  }

  @Post(':key/:person')
  @Access('public')
  async savePerson(
    @Param() { key = '', person = '' }: { key?: string; person?: string },
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.respond({ key, person, fields: body ?? {}, request, reply }, (opened) =>
      this.record(opened, body ?? {}, request, reply),
    );
  }

  private async record(opened: Opened, body: Fields, request: FastifyRequest, reply: FastifyReply) {
    const { link, survey, locale, contactId, visitor, who } = opened;
    await this.limits.take('link-answer-ip', request.ip, 60, 600);
    await this.limits.take('link-answer', link.id, 600, 60);
    const score = scoreOf(body.score);
    if (score === null || !isPoint(survey.kind, survey.settings.scaleMax, score))
      return { status: 400, html: (await this.page(opened, {}, true)).html };
    const comment = textOf(body.comment) ?? undefined;
    const said = { score, ...(comment === undefined ? {} : { comment }), ...formFields(body) };
    await this.answer.run(link, survey, locale, { who, contactId, ...said });
    // Only now does the browser keep a word of ours; without it the form itself carries the word.
    if (!contactId) reply.header('set-cookie', this.cookie(link, visitor));
    return this.page(opened, {});
  }

  private cookie({ key }: SurveyLink, visitor: string): string {
    const secure = this.env.publicUrl.startsWith('https:') ? '; Secure' : '';
    return `${COOKIE}=${visitor}; Path=/q/${key}; Max-Age=${HALF_A_YEAR}; HttpOnly; SameSite=Lax${secure}`;
  }

  private async page(opened: Opened, query: Fields, nothingChosen = false): Promise<{ status: number; html: string }> {
    const { link, survey, locale, path, visitor, who, contactId } = opened;
    const [answer, { name: workspace, timeZone }, saidUrl, told] = await Promise.all([
      answerOf(this.database, link, who),
      this.workspaces.run(link.workspaceId),
      publicSaidPath(this.database, link.workspaceId),
      contactId ? this.afterwards.toldByLink(link, who) : null,
    ]);
    const scale = askedScale(survey, locale, true);
    const chosen = scoreOf(query.score);
    const reviews = answer && isGood(scale.kind, scale.max, answer.score) ? survey.settings.reviews : [];
    const html = askPage({
      locale,
      path,
      about: { workspace, timeZone },
      carried: contactId ? {} : { visitor },
      scale,
      chosen: chosen !== null && isPoint(scale.kind, scale.max, chosen) ? chosen : null,
      nothingChosen,
      saved: answer && savedOf(answer, survey, locale),
      after: { ...NOTHING_YET, told, reviews, saidUrl, quiet: true },
    });
    return { status: 200, html };
  }

  private async respond(
    asked: { key: string; person: string | null; fields: Fields; request: FastifyRequest; reply: FastifyReply },
    work: (opened: Opened) => Promise<{ status: number; html: string }>,
  ): Promise<void> {
    const { key, person, fields, request, reply } = asked;
    const locale = LOCALES.find((one) => one === fields.lang) ?? localeOf(request.headers['accept-language']);
    const path =
      person === null ? `/q/${encodeURIComponent(key)}` : `/q/${encodeURIComponent(key)}/${encodeURIComponent(person)}`;
    let done: { status: number; html: string };
    try {
      await this.limits.take('link-page', request.ip, 240, 60);
      done = await work(await this.open(key, person, { locale, path }, fields, request));
    } catch (error) {
      done = this.problem(error, locale, path);
    }
    reply.headers(PAGE_HEADERS).status(done.status).type('text/html; charset=utf-8').send(done.html);
  }

  /** @throws DomainError link-wrong: no such link, switched off, or a person's address that is not whole. */
  private async open(
    key: string,
    person: string | null,
    { locale, path }: { locale: Locale; path: string },
    fields: Fields,
    request: FastifyRequest,
  ): Promise<Opened> {
    const link = /^[\w-]{16}$/.test(key) ? await linkByKey(this.database, key) : null;
    const survey = link && (await surveyById(this.database, link.workspaceId, link.surveyId));
    if (!link?.enabled || !survey?.enabled || (link.who === 'named') !== (person !== null))
      throw new DomainError('link-wrong');
    const contactId = person === null ? null : this.tokens.readPerson(link, person);
    if (person !== null && !contactId) throw new DomainError('link-wrong');
    const kept = new RegExp(`(?:^|; )${COOKIE}=([\\w-]{22})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1];
    const visitor = kept ?? (this.tokens.isVisitor(fields.visitor) ? fields.visitor : this.tokens.visitor());
    return { link, survey, locale, path, contactId, visitor, who: this.tokens.hash(contactId ?? visitor) };
  }

  private problem(error: unknown, locale: Locale, path: string): { status: number; html: string } {
    if (!(error instanceof DomainError)) this.log.error('the page of a link failed', error);
    const code = error instanceof DomainError ? error.code : 'internal';
    const wrong = code === 'link-wrong';
    const title = say(locale, wrong ? 'survey.wrong-title' : 'survey.trouble-title');
    const text = wrong
      ? say(locale, 'survey.link-off')
      : say(locale, `error.${code}`, error instanceof DomainError ? error.params : {});
    return { status: wrong ? 404 : ERROR_STATUS[code], html: problemPage(locale, path, title, text) };
  }
}

function savedOf(answer: LinkAnswer, { kind, settings }: Survey, locale: Locale) {
  const { score, comment, reasons, more } = answer;
  const followUp = followUpIn({ kind, scaleMax: settings.scaleMax, wording: settings.wording }, score, locale);
  return { score, comment, followUp, reasons, more, toldMore: reasons.length > 0 || Object.keys(more).length > 0 };
}
