// What becomes of the surveys of one ticket: one decision an episode, sent, failed, taken back, answered late and changed.
import {
  SurveyAnswered,
  SurveyCancelled,
  SurveyDecided,
  SurveyInvited,
  TicketSolved,
} from '../../src/tickets/events.js';
import type { World } from './desks.js';
import type { Life } from './life.js';

interface Asked {
  id: string;
  survey: World['surveys'][number];
  state: 'planned' | 'sent' | 'not-sent' | 'cancelled';
  version: number;
}

const NOT_ASKED = { 'asked-lately': 5, 'opted-out': 1, 'not-sampled': 2, 'solved-by-rule': 1, 'survey-disabled': 1 };
const FOURTEEN_DAYS = 14 * 86_400;

export class SurveyLife {
  private readonly asked = new Map<number, Asked>();

  constructor(private readonly life: Life) {}

  /** Some seconds after an episode was solved. */
  decide(episode: number): void {
    const { ticket, world } = this.life;
    if (this.asked.has(episode) || this.life.away) return;
    const gone = ticket.episode !== episode || ticket.state !== 'solved';
    const why = gone ? 'reopened' : world.d.chance(0.7) ? null : world.d.weighed(NOT_ASKED);
    this.record(episode, why);
  }

  /** The reopening never was: what it had taken back is planned again. */
  armAgain(episode: number): void {
    const before = this.asked.get(episode);
    if (before?.state === 'cancelled' && this.life.world.d.chance(0.8)) this.record(episode, null);
  }

  private record(episode: number, reason: string | null): void {
    const { at, news, world } = this.life;
    const solved = news.findLast((fact) => fact.type === TicketSolved.type && fact.payload.episode === episode)!;
    const { solverId, teamId } = solved.payload as { solverId: string | null; teamId: string | null };
    const survey = world.d.one(world.surveys.concat(world.surveys[0]!, world.surveys[0]!));
    const one: Asked = { id: world.d.id(at), survey, state: reason ? 'not-sent' : 'planned', version: 0 };
    this.asked.set(episode, one);
    const what = reason ? { kind: null, scaleMax: null } : { kind: survey.kind, scaleMax: survey.max };
    const invitationId = reason ? null : one.id;
    news.push(
      SurveyDecided.of(at, {
        ...{ episode, asked: reason === null, reason, invitationId, surveyId: survey.id, solverId, teamId },
        ...what,
      }),
    );
    if (reason) return;
    this.life.plan(world.d.one([0, 30, 3600, 86_400]) + world.d.whole(60), () => this.send(episode, one));
  }

  private send(episode: number, one: Asked): void {
    const { at, news, ticket, world } = this.life;
    const { d } = world;
    if (one.state !== 'planned' || this.asked.get(episode) !== one) return;
    if (ticket.episode !== episode || ticket.state === 'open' || this.life.away || d.chance(0.02)) {
      one.state = 'cancelled';
      const reason = this.life.away ? 'merged' : ticket.episode === episode ? 'opted-out' : 'reopened';
      news.push(SurveyCancelled.of(at, { episode, invitationId: one.id, reason }));
      return;
    }
    const state = d.weighed({ sent: 86, unknown: 4, failed: 5, kept: 5 });
    one.state = state === 'sent' || state === 'unknown' ? 'sent' : 'not-sent';
    news.push(SurveyInvited.of(at, { episode, invitationId: one.id, state }));
    // What was kept goes out when there is a relay; what failed is sent again by hand, or the customer had it all the same.
    if (one.state === 'not-sent' && d.chance(0.5))
      this.life.plan(60 + d.whole(7200), () =>
        news.push(SurveyInvited.of(this.life.at, { episode, invitationId: one.id, state: 'sent' })),
      );
    // A receipt that says otherwise, after all.
    else if (state === 'sent' && d.chance(0.03))
      this.life.plan(d.whole(600), () =>
        news.push(SurveyInvited.of(this.life.at, { episode, invitationId: one.id, state: 'failed' })),
      );
    if (d.chance(one.state === 'sent' ? 0.5 : 0.2)) this.life.plan(this.answerDelay(), () => this.answer(episode, one));
  }

  /** Mostly within the hour; now and then on the last day. */
  private answerDelay(): number {
    const { d } = this.life.world;
    return d.chance(0.1) ? d.next() * FOURTEEN_DAYS : Math.exp(d.next() * 11);
  }

  private answer(episode: number, one: Asked): void {
    const { at, news, world } = this.life;
    const { min, max, kind } = one.survey;
    one.version += 1;
    const score = min + Math.floor((max - min + 1) * Math.max(world.d.next(), world.d.next()));
    const source = world.d.one(['page', 'button', 'widget']);
    // What was written down about it: the definition, not this, decides in the reports.
    const good = kind === 'csat' && score === max;
    const reasons = world.d.one([[], [], ['slow'], ['unclear', 'slow'], ['kind']]);
    news.push(
      SurveyAnswered.of(at, { episode, invitationId: one.id, version: one.version, score, good, source, reasons }),
    );
    if (one.version < 4 && world.d.chance(0.2)) this.life.plan(world.d.whole(86_400), () => this.answer(episode, one));
  }
}
