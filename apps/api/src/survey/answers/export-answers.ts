// Open answers as a spreadsheet: without what identifies a person, like the list it is taken from.
import { Injectable } from '@nestjs/common';
import { AgentNames } from '../../people/agent-names.js';
import { ReadTeams } from '../../people/read-teams.js';
import { type Cell, csvOf } from '../../platform/csv.js';
import { Database } from '../../platform/database/database.js';
import type { AnswersQuery } from './answers.requests.js';
import { ListAnswers } from './list-answers.js';

const MOST_LINES = 10_000;
const PAGE = 500;
const HEADER = [
  ...['at', 'ticket', 'survey', 'kind', 'score', 'of', 'reasons', 'answer', 'language', 'feeling'],
  ...['tags', 'channel', 'agent', 'team'],
];

@Injectable()
export class ExportAnswers {
  constructor(
    private readonly database: Database,
    private readonly answers: ListAnswers,
    private readonly agents: AgentNames,
    private readonly teams: ReadTeams,
  ) {}

  /** The newest 10,000 of what is chosen. @throws DomainError like ListAnswers */
  async run(workspaceId: string, query: AnswersQuery, locale: string): Promise<string> {
    return csvOf(await this.lines(workspaceId, query, locale));
  }

  /** The same as plain values, the names of the columns first. */
  async lines(workspaceId: string, query: AnswersQuery, locale: string): Promise<Cell[][]> {
    const agents = await this.agents.run(this.database, workspaceId);
    const teams = new Map((await this.teams.run(workspaceId)).map(({ id, name }) => [id, name]));
    const lines: Cell[][] = [];
    let cursor: string | null = null;
    do {
      const page = await this.answers.run(
        workspaceId,
        { ...query, limit: PAGE, ...(cursor ? { cursor } : {}) },
        locale,
      );
      for (const one of page.items)
        lines.push([
          ...[one.at, one.number, one.survey, one.kind, one.score, one.scaleMax, one.reasons.join('; '), one.text],
          ...[one.language, one.feeling, one.tags.map(({ name }) => name).join('; '), one.channel],
          ...[one.agentId ? (agents.get(one.agentId)?.name ?? null) : null],
          ...[one.teamId ? (teams.get(one.teamId) ?? null) : null],
        ]);
      cursor = page.next;
    } while (cursor && lines.length < MOST_LINES);
    return [HEADER, ...lines];
  }
}
