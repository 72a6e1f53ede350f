// A bad answer by a link stands in no ticket: the leads are told of it in the app and written to at once, with its words.
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../env.js';
import { ReadAgents } from '../people/read-agents.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import type { Fact } from '../platform/events/define-event.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { queueSystemMail } from '../platform/mail.js';
import { Secrets } from '../platform/secrets.js';
import { say } from '../platform/words/words.js';
import { BadByLink } from '../survey/links/bad-by-link.js';
import { type AnswerByLink, pathOfLink, ReadLinkAnswers } from '../survey/links/read-link-answers.js';
import { waysOf } from './kinds.js';
import { foldInAnswer, markMailedOf } from './notification.store.js';
import { waysOfAgents } from './notify-settings.store.js';

const KIND = 'low-rating';
/** Of so many unread by one link each is mailed; beyond that somebody plays with it, and only the bell counts on. */
const MAILED = 20;

@Injectable()
export class TellOfLinkAnswers {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly secrets: Secrets,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly agents: ReadAgents,
    private readonly workspaces: ReadWorkspace,
    private readonly answers: ReadLinkAnswers,
  ) {}

  /** Answers whose bells are to ring. In the transaction that marks the news consumed: each once. */
  async run(tx: Tx, workspaceId: string, news: Fact[], leadIds: string[]): Promise<string[]> {
    // Sorted, so that two processes cannot wait for each other.
    const told = news
      .filter((one) => BadByLink.is(one))
      .sort((a, b) => a.payload.linkId.localeCompare(b.payload.linkId));
    const found = await this.answers.run(
      tx,
      workspaceId,
      told.map(({ payload }) => payload.answerId),
    );
    const chosen = await waysOfAgents(tx, workspaceId, leadIds);
    const toRing = new Set<string>();
    for (const { at, payload } of told) {
      const answer = found.get(payload.answerId);
      if (!answer) continue;
      const toMail: string[] = [];
      for (const agentId of leadIds) {
        const ways = waysOf(KIND, chosen.get(agentId) ?? {});
        const key = { workspaceId, linkId: answer.linkId, answerId: answer.id };
        const times = ways.app ? await foldInAnswer(tx, key, { agentId, kind: KIND, at }) : null;
        if (times === null) continue;
        toRing.add(agentId);
        if (ways.mail && times <= MAILED) toMail.push(agentId);
      }
      if (toMail.length > 0) await this.mail(tx, workspaceId, answer, toMail);
    }
    return [...toRing];
  }

  private async mail(tx: Tx, workspaceId: string, answer: AnswerByLink, agentIds: string[]): Promise<void> {
    const { name: workspace } = await this.workspaces.run(workspaceId, tx);
    const agents = await this.agents.run(workspaceId, tx);
    const platform = { secrets: this.secrets, jobs: this.jobs, clock: this.clock };
    for (const { name, email, locale } of agents.filter(({ id }) => agentIds.includes(id))) {
      const rated = say(locale, 'link.rated', { score: answer.score, max: answer.scaleMax });
      await queueSystemMail(tx, platform, {
        workspaceId,
        recipient: email,
        locale,
        template: 'answer-by-link',
        params: {
          name,
          workspace,
          where: answer.linkName.replace(/\s+/g, ' '),
          said: [rated, answer.contactName, answer.comment].filter(Boolean).join('\n'),
          link: `${this.env.publicUrl}${pathOfLink(answer)}`,
          settings: `${this.env.publicUrl}/settings/notifications`,
        },
      });
    }
    await markMailedOf(tx, { workspaceId, answerId: answer.id }, agentIds, this.clock.now());
  }
}
