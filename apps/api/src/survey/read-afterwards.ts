// Path C, whoever opens their page again: what has come of their answer since.
import { Injectable } from '@nestjs/common';
import { isGood } from '@otklik/survey';
import { AgentNames } from '../people/agent-names.js';
import { Database } from '../platform/database/database.js';
import type { Answer } from './answer.store.js';
import { caseOfAnswer } from './cases/case.store.js';
import type { Invitation } from './invitation.store.js';
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
    const nameOf = (agentId: string | null) => firstNameOf(agentId ? names.get(agentId)?.name : undefined);
    const good = isGood(scale.kind, scale.max, answer.score);
    return {
      read: readAt && readAt >= answer.at ? { at: readAt, by: nameOf(readBy) } : null,
      told: found?.told && found.toldAt ? { text: found.told, at: found.toldAt, by: nameOf(found.toldBy) } : null,
      reviews: good ? (survey?.settings.reviews ?? []) : [],
      saidUrl,
    };
  }
}
