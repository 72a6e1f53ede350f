// "What are they talking about?": the phrases of many answers, each with its trend and three of those who say it.
import { Injectable } from '@nestjs/common';
import { themesOf, wilson } from '@otklik/survey';
import { Database, type Tx } from '../../platform/database/database.js';
import { periodBefore } from '../../platform/report-period.js';
import type { AnswersQuery, AnswerThemes, ThemesOfLanguage } from './answers.requests.js';
import { type AnswersAsk, countPhrases, MOST_FOR_THEMES, quoteThemes } from './answers.store.js';
import { ListAnswers, nothingAsked } from './list-answers.js';

const LANGUAGES = ['en', 'ru', 'bg'] as const;
/** Of one language; what comes after is said by few. */
const MOST_SHOWN = 15;

@Injectable()
export class FindThemes {
  constructor(
    private readonly database: Database,
    private readonly answers: ListAnswers,
  ) {}

  /** Of the answers that are chosen, whatever theme is. @throws DomainError like ListAnswers */
  async run(workspaceId: string, query: AnswersQuery): Promise<AnswerThemes> {
    const ask = await this.answers.askOf(workspaceId, query);
    const before = periodBefore(ask.period);
    const found = { ...ask.period, previousFrom: before.from, previousTo: before.to, cut: false };
    if (nothingAsked(query, ask)) return { ...found, languages: [] };
    return this.database.reading(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const counted = await this.count(tx, ask);
      const quoted = await quoteThemes(
        tx,
        ask,
        counted.flatMap(({ language, themes }) => themes.map(({ key }) => ({ language, key }))),
      );
      const quotes = new Map(quoted.map((row) => [`${row.language}:${row.key}`, row]));
      const languages = counted.map(
        ({ language, n, previousN, themes }): ThemesOfLanguage => ({
          ...{ language, n },
          themes: themes.map(({ key, now, before: was, difference, low, high, verdict }) => {
            const theme = `${language}:${key}`;
            return {
              ...{ theme, said: quotes.get(theme)?.said ?? key, count: now, n, share: now / n, ...wilson(now, n) },
              ...{ previousCount: was, previousN, change: { difference, low, high, verdict } },
              quotes: quotes.get(theme)?.quotes ?? [],
            };
          }),
        }),
      );
      return { ...found, cut: counted.reduce((sum, { n }) => sum + n, 0) >= MOST_FOR_THEMES, languages };
    });
  }

  private async count(tx: Tx, ask: AnswersAsk) {
    const { answers, phrases, fewOf } = await countPhrases(tx, ask, periodBefore(ask.period));
    const nameOf = ({ language, key }: { language: string; key: string }) => `${language}:${key}`;
    const now = new Map(phrases.now.map((row) => [nameOf(row), row.n]));
    const before = new Map(phrases.before.map((row) => [nameOf(row), row.n]));
    // Said by enough on one side: by how many on the other, were it one or two, must be known as well.
    const lacks = (rows: typeof phrases.now, other: Map<string, number>) => [
      ...new Set(rows.filter((row) => !other.has(nameOf(row))).map((row) => row.key)),
    ];
    for (const row of await fewOf(lacks(phrases.before, now), false)) now.set(nameOf(row), row.n);
    for (const row of await fewOf(lacks(phrases.now, before), true)) before.set(nameOf(row), row.n);
    const keys = [...new Set([...now.keys(), ...before.keys()])];
    return LANGUAGES.flatMap((language) => {
      const nOf = (rows: { language: string; n: number }[]) => rows.find((row) => row.language === language)?.n ?? 0;
      const [n, previousN] = [nOf(answers.now), nOf(answers.before)];
      if (n === 0) return [];
      const own = keys
        .filter((name) => name.startsWith(`${language}:`))
        .map((name) => ({ key: name.slice(3), now: now.get(name) ?? 0, before: before.get(name) ?? 0 }));
      return [{ language, n, previousN, themes: themesOf(own, { now: n, before: previousN }).slice(0, MOST_SHOWN) }];
    });
  }
}
