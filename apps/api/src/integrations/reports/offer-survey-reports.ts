// What the survey room counts leaves the desk like every other report: as a file, and by mail.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { type Cell, csvOf } from '../../platform/csv.js';
import { dayOf, periodOf } from '../../platform/report-period.js';
import { say } from '../../platform/words/words.js';
import type { Block } from '../../reports/paper/paper.js';
import { dayWords, instantWords, monthWords } from '../../reports/paper/paper-words.js';
import { MakeReportFile, type PaperAsk, type Told } from '../../reports/saved/make-report-file.js';
import { ExportAnswers } from '../../survey/answers/export-answers.js';
import { ReadLoyalty } from '../../survey/loyalty/loyalty.report.js';
import { loyaltyBlocks, loyaltyCsv, loyaltyLines } from './loyalty-paper.js';

/** On paper; the sheets have them all. */
const MOST_ANSWERS = 60;

@Injectable()
export class OfferSurveyReports implements OnModuleInit {
  constructor(
    private readonly make: MakeReportFile,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
    private readonly loyalty: ReadLoyalty,
    private readonly answers: ExportAnswers,
  ) {}

  onModuleInit(): void {
    this.make.offer('loyalty', (ask) => this.ofLoyalty(ask));
    this.make.offer('answers', (ask) => this.ofAnswers(ask));
  }

  private async ofLoyalty({ workspaceId, locale, gone, currency }: PaperAsk): Promise<Told> {
    const report = await this.loyalty.run(workspaceId, {
      ...(gone === null ? {} : { gone }),
      ...(currency === null ? {} : { currency }),
    });
    const [first, last] = [report.months[0], report.months.at(-1)];
    const title = say(locale, 'report.loyalty');
    return {
      title,
      under: first && last ? `${monthWords(first.month, locale)} – ${monthWords(last.month, locale)}` : '',
      sheets: [{ name: title, lines: loyaltyLines(report) }],
      blocks: loyaltyBlocks(report, locale),
      csv: loyaltyCsv(report),
    };
  }

  private async ofAnswers(ask: PaperAsk): Promise<Told> {
    const { workspaceId, locale, channel, teamId, agentId } = ask;
    const { timeZone } = await this.workspaces.run(workspaceId);
    const { from, to } = periodOf(ask, dayOf(this.clock.now(), timeZone));
    const query = {
      ...{ from, to, ...ask.answers },
      ...(channel ? { channel } : {}),
      ...(teamId ? { teamId } : {}),
      ...(agentId ? { agentId } : {}),
      ...(ask.kind ? { kind: ask.kind } : {}),
    };
    const lines = await this.answers.lines(workspaceId, query, locale);
    const title = say(locale, 'report.answers');
    return {
      title,
      under: `${dayWords(from, locale)} – ${dayWords(to, locale)}`,
      sheets: [{ name: title, lines }],
      blocks: answerBlocks(lines, locale, timeZone),
      csv: csvOf(lines),
    };
  }
}

/** The newest, each with its score and its day. */
function answerBlocks([head = [], ...lines]: Cell[][], locale: string, timeZone: string): Block[] {
  if (lines.length === 0) return [{ kind: 'text', text: say(locale, 'report.no-answers') }];
  const of = (line: Cell[], column: string) => line[head.indexOf(column)] ?? '';
  return lines.slice(0, MOST_ANSWERS).map((line): Block => {
    const at = instantWords(String(of(line, 'at')), locale, timeZone);
    return { kind: 'text', text: `${of(line, 'score')} / ${of(line, 'of')} · ${at}\n${of(line, 'answer')}` };
  });
}
