// Path C, whoever opens their page again: what has come of their answer since.
import { Injectable } from '@nestjs/common';
import { isGood } from '@otklik/survey';
import { AgentNames } from '../people/agent-names.js';
import { Database } from '../platform/database/database.js';
import type { Answer } from './answer.store.js';
import { caseByLink, caseOfAnswer, type SurveyCase } from './cases/case.store.js';
import type { Invitation } from './invitation.store.js';
import type { SurveyLink } from './links/link.store.js';
import { type Afterwards, firstNameOf } from './page-afterwards.js';
import { publicSaidPath } from './said/said.store.js';
import type { Survey } from './survey.store.js';

@Injectable()
export class ReadAfterwards {
  constructor(
    private readonly database: Database,
    private readonly agents: AgentNames,
  ) {}

  async run(invitation: Invitation, answer: Answer, survey: Survey | null): Promise<Afterwards> {
    const { workspaceId, id, readAt, readBy, scale } = invitation;
    const [names, found, saidUrl] = await Promise.all([
      this.agents.run(this.database, workspaceId),
      caseOfAnswer(this.database, workspaceId, id),
      publicSaidPath(this.database, workspaceId),
    ]);
    const nameOf = namedBy(names);
    const good = isGood(scale.kind, scale.max, answer.score);
    return {
      read: readAt && readAt >= answer.at ? { at: readAt, by: nameOf(readBy) } : null,
      told: toldIn(found, nameOf),
      reviews: good ? (survey?.settings.reviews ?? []) : [],
      saidUrl,
    };
  }

  /** What was done about the answer of a known person by a link. */
  async toldByLink({ workspaceId, id }: SurveyLink, who: Buffer): Promise<Afterwards['told']> {
    const found = await caseByLink(this.database, workspaceId, id, who);
    return toldIn(found, namedBy(await this.agents.run(this.database, workspaceId)));
  }
}

type NameOf = (agentId: string | null) => string | null;

const namedBy =
  (names: Awaited<ReturnType<AgentNames['run']>>): NameOf =>
  (agentId) =>
    firstNameOf(agentId ? names.get(agentId)?.name : undefined);

const toldIn = (found: SurveyCase | null, nameOf: NameOf): Afterwards['told'] =>
  found?.told && found.toldAt ? { text: found.told, at: found.toldAt, by: nameOf(found.toldBy) } : null;
