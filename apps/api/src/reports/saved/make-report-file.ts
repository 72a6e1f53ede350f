// A report leaves the desk: as a PDF, as sheets, as lines, or as the words of a mail; always by the same figures as the screen.
import { Injectable } from '@nestjs/common';
import { ReadAgents } from '../../people/read-agents.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { say } from '../../platform/words/words.js';
import { ReadBreakdown } from '../breakdown.report.js';
import { breakdownCsv, breakdownLines } from '../breakdown-csv.js';
import { countPromises } from '../facts.store.js';
import type { BrokenDown, Dimension } from '../figures.js';
import { ReadLoad } from '../load.report.js';
import { NameGroups } from '../name-groups.js';
import { type OverviewAsk, ReadOverview } from '../overview.report.js';
import { csvOf, daysSheet, overviewCsv, overviewLines } from '../overview-csv.js';
import { breakdownTable, breakdownTitle, loadBlocks } from '../paper/breakdown-paper.js';
import { drawPdf } from '../paper/draw-pdf.js';
import { loadLines } from '../paper/load-lines.js';
import { monthlyBlocks } from '../paper/monthly-paper.js';
import { overviewBlocks } from '../paper/overview-paper.js';
import type { Block, Paper, Sheet } from '../paper/paper.js';
import { dayWords, instantWords, monthWords } from '../paper/paper-words.js';
import { writeXlsx } from '../paper/write-xlsx.js';
import { addDays, dayOf, periodBefore } from '../report-period.js';
import { namedDays, type PeriodName } from './named-period.js';
import type { FiledTab } from './saved-reports.requests.js';
import type { FileKind } from './saved-reports.store.js';

export interface PaperAsk extends OverviewAsk {
  tab: FiledTab;
  period: PeriodName | null;
  figure: BrokenDown;
  by: Dimension;
  field: string | null;
  locale: string;
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
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
    private readonly agents: ReadAgents,
    private readonly overviews: ReadOverview,
    private readonly breakdowns: ReadBreakdown,
    private readonly loads: ReadLoad,
    private readonly names: NameGroups,
  ) {}

  /** @throws DomainError validation-failed for days that make no period */
  async run(asked: PaperAsk): Promise<Made> {
    const { name, timeZone } = await this.workspaces.run(asked.workspaceId);
    const today = dayOf(this.clock.now(), timeZone);
    const named = asked.period ?? (asked.tab === 'monthly' && !asked.from ? 'last-month' : null);
    const ask = named ? { ...asked, ...namedDays(named, today) } : asked;
    const { locale } = ask;
    const told = await this.told(ask);
    const { period, previous } = told;
    const day = (one: string) => dayWords(one, locale);
    const under = say(locale, 'report.period', {
      ...{ from: day(period.from), to: day(period.to), beforeFrom: day(previous.from), beforeTo: day(previous.to) },
    });
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
    const report = await this.overviews.run(ask);
    const title = await this.titled(ask, say(locale, 'report.overview'));
    const sheets = [
      { name: say(locale, 'report.overview'), lines: overviewLines(report).filter(([section]) => section !== 'days') },
      { name: say(locale, 'report.trends'), lines: daysSheet(report) },
    ];
    return { ...report, title, sheets, blocks: overviewBlocks(report, locale), csv: overviewCsv(report) };
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
      countPromises(this.database, workspaceId, { from, dayAfter: addDays(to, 1), timeZone: overview.timeZone }),
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
