// Path C, a bad answer: it becomes a case in the transaction that records it; a better one closes it if nobody had begun.
import { Injectable } from '@nestjs/common';
import { CalendarInForce } from '../../desk/calendar-in-force.js';
import { AgentNames } from '../../people/agent-names.js';
import { ReadTeams } from '../../people/read-teams.js';
import type { Tx } from '../../platform/database/database.js';
import type { NewFact } from '../../platform/events/define-event.js';
import { newId } from '../../platform/ids.js';
import { CaseClosed, CaseOpened, CaseRescored } from '../../tickets/events.js';
import type { AskedScale, Invitation } from '../invitation.store.js';
import { surveyById } from '../survey.store.js';
import { type CaseSettings, USUAL_CASES } from '../survey-settings.js';
import {
  type AnswerOfCase,
  aroundCase,
  caseLoads,
  insertCase,
  lockCaseOfAnswer,
  type SurveyCase,
  saveCase,
} from './case.store.js';
import { dueAt, isBad, nextStep, ownerOf } from './case-rules.js';

/** The answer, and what stands around it: the ticket that bears the case, its team, and who had solved it. */
export interface AboutCase extends AnswerOfCase {
  surveyId: string;
  ticketId: string;
  teamId: string | null;
  solverId: string | null;
  scale: Pick<AskedScale, 'kind' | 'max'>;
}

export const aboutInvitation = (invitation: Invitation): AboutCase => {
  const { workspaceId, id, surveyId, ticketId, teamId, agentId: solverId, scale } = invitation;
  return { workspaceId, invitationId: id, linkId: null, linkWho: null, surveyId, ticketId, teamId, solverId, scale };
};

@Injectable()
export class ReviseCase {
  constructor(
    private readonly calendars: CalendarInForce,
    private readonly agents: AgentNames,
    private readonly teams: ReadTeams,
  ) {}

  /** The facts to record beside the answer's own. The caller holds the answer and the ticket. */
  async run(tx: Tx, about: AboutCase, score: number, now: Date): Promise<NewFact[]> {
    const { workspaceId, scale } = about;
    const before = await lockCaseOfAnswer(tx, about);
    const rule = (await surveyById(tx, workspaceId, about.surveyId))?.settings.cases ?? USUAL_CASES;
    const bad = isBad(rule, scale.kind, scale.max, score);
    const step = nextStep(before && { ...before, takenUp: before.takenUpAt !== null }, { score, bad }, rule.enabled);
    if (step === 'nothing') return [];
    if (!before) return this.open(tx, about, rule, score, now);
    const { id: caseId, part, scaleMax } = before;
    const known = { ...before, score, bad };
    if (step === 'open-anew') return this.openAnew(tx, known, rule, now);
    if (step === 'close') {
      const actor = { by: 'customer' as const, agentId: null };
      await saveCase(tx, { ...known, state: 'closed', outcome: 'improved', closedAt: now, closedBy: null });
      return [CaseClosed.of(now, { caseId, part, actor, outcome: 'improved' })];
    }
    await saveCase(tx, known);
    return before.state === 'open' ? [CaseRescored.of(now, { caseId, part, score, scaleMax })] : [];
  }

  private async open(tx: Tx, about: AboutCase, rule: CaseSettings, score: number, now: Date): Promise<NewFact[]> {
    const { workspaceId, invitationId, linkId, linkWho, surveyId, ticketId, teamId, scale } = about;
    const { assigneeId, part } = await aroundCase(tx, workspaceId, ticketId);
    const hours = await this.calendars.run(tx, workspaceId, teamId);
    const one: SurveyCase = {
      workspaceId,
      id: newId(now),
      invitationId,
      linkId,
      linkWho,
      surveyId,
      ticketId,
      part,
      kind: scale.kind,
      scaleMax: scale.max,
      score,
      bad: true,
      state: 'open',
      ownerId: await this.owner(tx, about, rule, assigneeId),
      teamId,
      dueAt: dueAt(rule, hours, now),
      openedAt: now,
      takenUpAt: null,
      playbook: rule.playbook,
      steps: rule.steps.map((text) => ({ text, done: false })),
      note: '',
      told: '',
      toldAt: null,
      toldBy: null,
      outcome: null,
      closedAt: null,
      closedBy: null,
      again: null,
      againReason: null,
      againScore: null,
      againGood: null,
    };
    await insertCase(tx, one);
    return [openedFact(one, now, false)];
  }

  /** As if it were new, for whoever had it; what was written stays. */
  private async openAnew(tx: Tx, known: SurveyCase, rule: CaseSettings, now: Date): Promise<NewFact[]> {
    const hours = await this.calendars.run(tx, known.workspaceId, known.teamId);
    const anew: SurveyCase = {
      ...known,
      state: 'open',
      outcome: null,
      closedAt: null,
      closedBy: null,
      takenUpAt: null,
      dueAt: dueAt(rule, hours, now),
    };
    await saveCase(tx, anew);
    return [openedFact(anew, now, true)];
  }

  private async owner(tx: Tx, about: AboutCase, rule: CaseSettings, assigneeId: string | null) {
    const { workspaceId, teamId, solverId } = about;
    const loads = await caseLoads(tx, workspaceId);
    const colleagues = [...(await this.agents.run(tx, workspaceId))].map(([id, { role, disabled }]) => {
      return { id, role, disabled, load: loads.get(id) ?? 0 };
    });
    const team = teamId ? (await this.teams.run(workspaceId, tx)).find(({ id }) => id === teamId) : null;
    return ownerOf(rule, { solverId, assigneeId, members: team?.memberIds ?? null }, colleagues);
  }
}

function openedFact(one: SurveyCase, now: Date, again: boolean): NewFact {
  const { id: caseId, part, invitationId, surveyId, score, scaleMax, ownerId, teamId } = one;
  const due = one.dueAt.toISOString();
  return CaseOpened.of(now, {
    caseId,
    part,
    invitationId,
    surveyId,
    score,
    scaleMax,
    ownerId,
    teamId,
    dueAt: due,
    again,
  });
}
