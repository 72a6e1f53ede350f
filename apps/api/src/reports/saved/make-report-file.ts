// A report leaves the desk: as a PDF, as sheets, as lines, or as the words of a mail; always by the same figures as the screen.
import { Injectable } from '@nestjs/common';
import type { SurveyKind } from '@otklik/survey';
import { ReadAgents } from '../../people/read-agents.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors.js';
import { say } from '../../platform/words/words.js';
import { ReadBreakdown } from '../breakdown.report.js';
import type { BreakdownReport } from '../breakdown.requests.js';
import { breakdownCsv, breakdownLines } from '../breakdown-csv.js';
import type { BrokenDown, Dimension } from '../figures.js';
import { ReadLoad } from '../load.report.js';
import { NameGroups } from '../name-groups.js';
import { type OverviewAsk, ReadOverview } from '../overview.report.js';
import { csvOf, daysSheet, overviewCsv, overviewLines, workLines } from '../overview-csv.js';
import { breakdownTable, breakdownTitle, loadBlocks } from '../paper/breakdown-paper.js';
import { CARD_FIGURES, cardsBlocks, cardsCsv, cardsLines } from '../paper/cards-paper.js';
import { drawPdf } from '../paper/draw-pdf.js';
import { loadLines } from '../paper/load-lines.js';
import { monthlyBlocks } from '../paper/monthly-paper.js';
import { overviewBlocks } from '../paper/overview-paper.js';
import type { Block, Paper, Sheet } from '../paper/paper.js';
import { dayWords, instantWords, monthWords } from '../paper/paper-words.js';
import { promiseLines, promisesSay } from '../paper/promise-lines.js';
import { satisfactionBlocks, satisfactionCsv, satisfactionLines } from '../paper/satisfaction-paper.js';
import { writeXlsx } from '../paper/write-xlsx.js';
import { ReadPromises } from '../promises.report.js';
import { addDays, dayOf, periodBefore } from '../report-period.js';
import { ReadSatisfaction } from '../satisfaction.report.js';
import { ReadWork } from '../work.report.js';
import { namedDays, type PeriodName } from './named-period.js';
import type { FEELINGS, FiledTab, STANDINGS } from './saved-reports.requests.js';
import type { FileKind } from './saved-reports.store.js';

export interface PaperAsk extends OverviewAsk {
  tab: FiledTab;
  period: PeriodName | null;
  figure: BrokenDown;
  by: Dimension;
  field: string | null;
  /** Of satisfaction; null: CSAT, or the kind most sent. */
  kind: SurveyKind | null;
  /** Of loyalty. */
  gone: number | null;
  currency: string | null;
  /** Which open answers. */
  answers: AnswersAsk;
  locale: string;
}

/** What open answers are chosen by, beside the filters of every report. */
export interface AnswersAsk {
  standing?: (typeof STANDINGS)[number];
  feeling?: (typeof FEELINGS)[number];
  reason?: string;
  theme?: string;
  q?: string;
  language?: string;
  tag?: number;
}

/** Without what is absent. */
export function answersOf(asked: { [Name in keyof AnswersAsk]?: AnswersAsk[Name] | undefined }): AnswersAsk {
  const { standing, feeling, reason, theme, q, language, tag } = asked;
  const chosen = Object.entries({ standing, feeling, reason, theme, q, language, tag }).filter(([, value]) => value);
  return Object.fromEntries(chosen) as AnswersAsk;
}

/** What a report says, before it is put on paper. */
export interface Told {
  title: string;
  sheets: Sheet[];
  blocks: Block[];
  csv: string;
  /** The days it speaks of, in words. */
  under: string;
}

/** Everything a report can become. */
export interface Made {
  paper: Paper;
  sheets: Sheet[];
  csv: string;
}

const TYPES: Record<FileKind, string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

@Injectable()
export class MakeReportFile {
  private readonly offered = new Map<FiledTab, (ask: PaperAsk) => Promise<Told>>();

  constructor(
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
    private readonly agents: ReadAgents,
    private readonly overviews: ReadOverview,
    private readonly breakdowns: ReadBreakdown,
    private readonly loads: ReadLoad,
    private readonly satisfactions: ReadSatisfaction,
    private readonly names: NameGroups,
    private readonly promises: ReadPromises,
    private readonly work: ReadWork,
  ) {}

  /** A room above that has a report of its own makes it leave the desk like the others. */
  offer(tab: FiledTab, tell: (ask: PaperAsk) => Promise<Told>): void {
    this.offered.set(tab, tell);
  }

  /** @throws DomainError validation-failed for days that make no period */
  async run(asked: PaperAsk): Promise<Made> {
    const { name, timeZone } = await this.workspaces.run(asked.workspaceId);
    const today = dayOf(this.clock.now(), timeZone);
    const named = asked.period ?? (asked.tab === 'monthly' && !asked.from ? 'last-month' : null);
    const ask = named ? { ...asked, ...namedDays(named, today) } : asked;
    const { locale } = ask;
    const offered = this.offered.get(ask.tab);
    const told = offered ? await offered(ask) : await this.counted(ask);
    const { under } = told;
    const made = {
      at: instantWords(this.clock.now().toISOString(), locale, timeZone),
      zone: timeZone,
      workspace: name,
    };
    const paper: Paper = {
      ...{ locale, title: told.title, blocks: told.blocks, under },
      small: say(locale, 'report.small', { zone: timeZone }),
      made: say(locale, 'report.made', made),
    };
    return { paper, sheets: told.sheets, csv: told.csv };
  }

  /** The bytes of one kind, and a name that says which days they are of. */
  async file(made: Made, as: FileKind, ask: Pick<PaperAsk, 'tab'>) {
    const content =
      as === 'pdf' ? await drawPdf(made.paper) : as === 'xlsx' ? await writeXlsx(made.sheets) : Buffer.from(made.csv);
    return { name: `${ask.tab}.${as}`, contentType: TYPES[as], content };
  }

  /** Of the days asked for, beside those before. */
  private async counted(ask: PaperAsk): Promise<Told> {
    const told = await this.told(ask);
    const { period, previous } = told;
    const day = (one: string) => dayWords(one, ask.locale);
    const under = say(ask.locale, 'report.period', {
      ...{ from: day(period.from), to: day(period.to), beforeFrom: day(previous.from), beforeTo: day(previous.to) },
    });
    return { ...told, under };
  }

  private async told(ask: PaperAsk) {
    const { tab, locale } = ask;
    if (tab === 'breakdown') {
      const report = await this.names.run(ask.workspaceId, await this.breakdowns.run(ask));
      const title = breakdownTitle(report, locale);
      const sheets = [{ name: title, lines: breakdownLines(report) }];
      const blocks: Block[] = [breakdownTable(report, locale, null)];
      return { ...report, title, sheets, blocks, csv: breakdownCsv(report) };
    }
    if (tab === 'load') {
      const report = await this.loads.run(ask);
      const lines = loadLines(report);
      const title = say(locale, 'report.load');
      const previous = periodBefore(report.period);
      return {
        ...{ ...report, previous, title, csv: csvOf(lines) },
        ...{ sheets: [{ name: title, lines }], blocks: loadBlocks(report, locale) },
      };
    }
    if (tab === 'monthly') return this.month(ask);
    if (tab === 'satisfaction') return this.satisfaction(ask);
    if (tab === 'cards') return this.cards(ask);
    const report = await this.overviews.run(ask);
    const promises = await this.promises.run(ask);
    const work = await this.work.run(ask);
    const shown = overviewLines(report).filter(([section]) => section !== 'days');
    const title = await this.titled(ask, say(locale, 'report.overview'));
    const sheets = [
      { name: say(locale, 'report.overview'), lines: [...shown, ...workLines(work)] },
      { name: say(locale, 'report.trends'), lines: daysSheet(report) },
      { name: say(locale, 'report.promises'), lines: promiseLines(promises) },
    ];
    const blocks: Block[] = [
      ...overviewBlocks(report, locale),
      { kind: 'heading', text: say(locale, 'report.promises') },
      { kind: 'text', text: promisesSay(promises, locale) },
    ];
    return { ...report, title, sheets, blocks, csv: overviewCsv(report, promises, work) };
  }

  private async satisfaction(ask: PaperAsk) {
    const { workspaceId, locale, kind } = ask;
    const made = await this.satisfactions.run({ ...ask, kind: kind ?? undefined });
    const report = await this.names.satisfaction(workspaceId, made);
    const title = await this.titled(ask, say(locale, 'report.satisfaction'));
    const sheets = [{ name: say(locale, 'report.satisfaction'), lines: satisfactionLines(report) }];
    return { ...report, title, sheets, blocks: satisfactionBlocks(report, locale), csv: satisfactionCsv(report) };
  }

  private async cards(ask: PaperAsk) {
    const { workspaceId, locale } = ask;
    const reports: BreakdownReport[] = [];
    for (const figure of CARD_FIGURES)
      reports.push(await this.names.run(workspaceId, await this.breakdowns.run({ ...ask, figure, by: 'agent' })));
    const title = await this.titled(ask, say(locale, 'report.cards'));
    const sheets = [{ name: say(locale, 'report.cards'), lines: cardsLines(reports, locale) }];
    const csv = cardsCsv(reports, locale);
    return { ...reports[0]!, title, sheets, blocks: cardsBlocks(reports, locale), csv };
  }

  private async month(ask: PaperAsk) {
    const { workspaceId, locale } = ask;
    const overview = await this.overviews.run(ask);
    const { from, to } = overview.period;
    if (from.slice(0, 7) !== to.slice(0, 7)) throw new DomainError('validation-failed', { fields: ['from', 'to'] });
    const eve = addDays(from, -1);
    const [load, before, byTeam, byChannel, promises] = await Promise.all([
      this.loads.run(ask),
      this.loads.run({ ...ask, from: eve, to: eve }),
      this.breakdowns.run({ ...ask, figure: 'first-response', by: 'team' }).then((r) => this.names.run(workspaceId, r)),
      this.breakdowns.run({ ...ask, figure: 'tickets.opened', by: 'channel' }),
      this.promises.run(ask),
    ]);
    const openBefore = before.days.at(-1)?.n ?? 0;
    const month = { overview, load, openBefore, promises, byTeam, byChannel, now: this.clock.now() };
    const title = say(locale, 'report.monthly', { month: monthWords(from, locale) });
    const sheets: Sheet[] = [
      { name: say(locale, 'report.headline'), lines: overviewLines(overview).filter(([one]) => one !== 'days') },
      { name: say(locale, 'report.trends'), lines: daysSheet(overview) },
      { name: say(locale, 'report.by-team'), lines: breakdownLines(byTeam) },
      { name: say(locale, 'report.by-channel'), lines: breakdownLines(byChannel) },
      { name: say(locale, 'report.backlog'), lines: loadLines(load) },
      { name: say(locale, 'report.promises'), lines: promiseLines(promises) },
    ];
    return { ...overview, title, sheets, blocks: monthlyBlocks(month, locale), csv: overviewCsv(overview) };
  }

  /** Whose figures they are, where they are one person's. */
  private async titled({ workspaceId, agentId }: PaperAsk, title: string): Promise<string> {
    if (!agentId) return title;
    const agent = (await this.agents.run(workspaceId)).find(({ id }) => id === agentId);
    return agent ? `${title} · ${agent.name}` : title;
  }
}
