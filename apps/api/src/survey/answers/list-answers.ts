// "What did they say?": open answers, newest first, with counts of what may be chosen, for leads and for who solved.
import { Injectable } from '@nestjs/common';
import { accuracyOf, FEELINGS, USUAL_REASONS } from '@otklik/survey';
import { ReadTags } from '../../desk/tags.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Sql } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { dayOf, periodBefore, periodOf } from '../../platform/report-period.js';
import { type Locale, localeOf } from '../../platform/words/words.js';
import { FindWords } from '../../tickets/search/find-words.js';
import { surveysOf } from '../survey.store.js';
import { wordsIn } from '../survey-settings.js';
import type { AnswersPage, AnswersQuery, AnswersSummary, OpenAnswer } from './answers.requests.js';
import { type AnswersAsk, groupAnswers, readAnswerLines } from './answers.store.js';
import { agreement, countAnswers, feelingShare } from './count-answers.js';

const PAGE = 50;
const KNOWN = ['en', 'ru', 'bg'] as const;

@Injectable()
export class ListAnswers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
    private readonly words: FindWords,
    private readonly tags: ReadTags,
  ) {}

  /** @throws DomainError validation-failed for days that make no period, a torn cursor, a theme that is none */
  async run(
    workspaceId: string,
    query: AnswersQuery & { cursor?: string; limit?: number },
    locale: string,
  ): Promise<AnswersPage> {
    const ask = await this.askOf(workspaceId, query);
    const { cursor, limit = PAGE } = query;
    if (nothingAsked(query, ask)) return { items: [], next: null };
    const after = cursor ? readCursor(cursor) : null;
    const lines = await readAnswerLines(this.database, ask, { after, limit });
    const [tags, reasons] = await this.names(workspaceId, localeOf(locale));
    const shown = lines.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(
        ({ position: _, ...line }): OpenAnswer => ({
          ...line,
          at: line.at.toISOString(),
          reasons: line.reasons.map((id) => reasons.get(id) ?? id),
          tags: line.tags.map((id) => ({ id, name: tags.get(id) ?? String(id) })),
        }),
      ),
      next: lines.length > limit && last ? writeCursor(last.position, last.id) : null,
    };
  }

  /** @throws DomainError like run */
  async summary(workspaceId: string, query: AnswersQuery, locale: string): Promise<AnswersSummary> {
    const ask = await this.askOf(workspaceId, query);
    const [tags, reasons] = await this.names(workspaceId, localeOf(locale));
    const nothing = nothingAsked(query, ask);
    const groupsOf = async (sql: Sql, some: AnswersAsk) => (nothing ? [] : groupAnswers(sql, some));
    return this.database.reading(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const now = await groupsOf(tx, ask);
      const before = await groupsOf(tx, { ...ask, period: periodBefore(ask.period) });
      const counts = countAnswers(now, ask.chosen);
      const named = (list: { value: string; n: number }[], name: (value: string) => string | null = () => null) =>
        list.map((one) => ({ ...one, name: name(one.value) }));
      return {
        ...ask.period,
        n: counts.n,
        kinds: named(counts.kinds),
        standings: named(counts.standings),
        languages: named(counts.languages),
        reasons: named(counts.reasons, (id) => reasons.get(id) ?? id),
        tags: named(counts.tags, (id) => tags.get(Number(id)) ?? id),
        feelings: FEELINGS.map((feeling) => feelingShare(feeling, now, before, ask.chosen)),
        measured: KNOWN.map((language) => ({ language, ...accuracyOf(language) })),
        agreement: [agreement(now, ask.chosen, 'low', 'negative'), agreement(now, ask.chosen, 'good', 'positive')],
      };
    });
  }

  /** From what a browser asks to what the store is asked. @throws DomainError validation-failed */
  async askOf(workspaceId: string, query: AnswersQuery): Promise<AnswersAsk> {
    const { timeZone } = await this.workspaces.run(workspaceId);
    const { channel, teamId, agentId, kind, standing, reason, language, feeling, tag, theme, q } = query;
    return {
      workspaceId,
      timeZone,
      period: periodOf(query, dayOf(this.clock.now(), timeZone)),
      ...{ channel: channel || null, teamId: teamId ?? null, agentId: agentId ?? null },
      words: q?.trim() ? await this.words.run(q) : null,
      chosen: {
        ...{ kind: kind ?? null, standing: standing ?? null, reason: reason || null, language: language ?? null },
        ...{ feeling: feeling ?? null, tag: tag ?? null, theme: theme ? readTheme(theme) : null },
      },
    };
  }

  /** Tags by number, reasons by id in the reader's language. */
  private async names(workspaceId: string, locale: Locale): Promise<[Map<number, string>, Map<string, string>]> {
    const tags = new Map((await this.tags.run(workspaceId)).map(({ id, name }) => [id, name]));
    const reasons = new Map(USUAL_REASONS.map(({ id, words }) => [id, words[locale]]));
    for (const { settings } of await surveysOf(this.database, workspaceId))
      for (const { id, words } of settings.reasons) reasons.set(id, wordsIn(words, locale));
    return [tags, reasons];
  }
}

/** Words were looked for of which nothing is left ("and", "и"): nothing is found, as by the search of tickets. */
export const nothingAsked = (query: AnswersQuery, ask: AnswersAsk): boolean => Boolean(query.q?.trim()) && !ask.words;

function readTheme(theme: string): { language: string; key: string } {
  const [, language, key] = /^(en|ru|bg):(.{1,190})$/u.exec(theme) ?? [];
  if (!language || !key) throw new DomainError('validation-failed', { fields: ['theme'] });
  return { language, key };
}

const writeCursor = (at: string, id: string): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

function readCursor(cursor: string): { at: string; id: string } {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (
      typeof at === 'string' &&
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(at) &&
      !Number.isNaN(Date.parse(at)) &&
      typeof id === 'string' &&
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    )
      return { at, id };
  } catch {
    // falls through: whatever it was, it is not ours
  }
  throw new DomainError('validation-failed', { fields: ['cursor'] });
}
