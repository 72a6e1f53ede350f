// The door of what the rounds of a survey have come to, for leads.
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { normalInterval, npsEstimate, tally, wilson } from '@otklik/survey';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Flag, Instant, Nested, Num, Text, Uuid, Whole } from '../../platform/http/fields.js';
import { Id } from '../../platform/http/id.js';
import { LinkInterval } from '../links/links.requests.js';
import { surveyById } from '../survey.store.js';
import { decisionsOfRounds, roundsOf, scoresOfRounds } from './round.store.js';

export class RoundReason {
  @Text() reason!: string;
  @Whole() count!: number;
}

export class RoundView {
  @Uuid() id!: string;
  @Instant() startedAt!: string;
  @Instant({ nullable: true, description: 'When everybody had been thought of; null: it goes on.' })
  doneAt!: string | null;
  @Whole() asked!: number;
  @Nested(() => RoundReason, { list: true, description: 'Not asked because, commonest first.' })
  notAsked!: RoundReason[];
  @Whole() answered!: number;
  @Num({ nullable: true, description: 'CSAT and CES: the share of good answers, 0 to 1. NPS: −100 to 100.' })
  score!: number | null;
  @Nested(() => LinkInterval, { description: '95 %, in the unit of the score.' }) interval!: LinkInterval;
  @Flag({ description: 'At least ten answers.' }) enough!: boolean;
}

@ApiTags('surveys')
@Controller('api/v1')
export class RoundsController {
  constructor(private readonly database: Database) {}

  @Get('surveys/:id/rounds')
  @Access('lead')
  @ApiOkResponse({ type: RoundView, isArray: true })
  async list(@CallerOf() { workspaceId }: Caller, @Id('id') id: string): Promise<RoundView[]> {
    const survey = await surveyById(this.database, workspaceId, id);
    if (!survey) throw new DomainError('not-found');
    const rounds = await roundsOf(this.database, workspaceId, id);
    const ids = rounds.map((round) => round.id);
    const [decisions, scores] = await Promise.all([
      decisionsOfRounds(this.database, workspaceId, ids),
      scoresOfRounds(this.database, workspaceId, ids),
    ]);
    return rounds.map((round) => {
      const own = decisions.filter(({ roundId }) => roundId === round.id);
      const counts = new Map(scores.filter(({ roundId }) => roundId === round.id).map(({ score, n }) => [score, n]));
      const { n: answered, good } = tally(survey.kind, survey.settings.scaleMax, counts);
      const nps = survey.kind === 'nps' ? npsEstimate(counts) : null;
      return {
        id: round.id,
        startedAt: round.startedAt.toISOString(),
        doneAt: round.doneAt?.toISOString() ?? null,
        asked: own.find(({ reason }) => reason === null)?.n ?? 0,
        notAsked: own
          .flatMap(({ reason, n }) => (reason === null ? [] : [{ reason, count: n }]))
          .sort((a, b) => b.count - a.count),
        answered,
        score: nps ? nps.value : answered === 0 ? null : good / answered,
        interval: nps ? normalInterval(nps, -100, 100) : wilson(good, answered),
        enough: answered >= 10,
      };
    });
  }
}
