// A delivery goes out: through the guard that reaches no private address, signed, tried again a bounded number of times, logged.
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../../env.js';
import { AgentNames } from '../../people/agent-names.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { ENV } from '../../platform/env.token.js';
import { DomainError } from '../../platform/errors.js';
import { OutgoingFetch } from '../../platform/http/outgoing-fetch.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Secrets } from '../../platform/secrets.js';
import { ReadCases } from '../../survey/cases/read-cases.js';
import { pathOfLink, ReadLinkAnswers } from '../../survey/links/read-link-answers.js';
import { claimDelivery, type Delivery, dueDeliveries, findHook, type Hook, settleDelivery } from './hook.store.js';
import {
  type AnswerNews,
  type CaseNews,
  mayPass,
  signatureOf,
  slackWords,
  slackWordsOfAnswer,
  waitAfter,
} from './hook-words.js';
import { SendHook } from './hooks.job.js';

/** A claimed delivery is ours for this long; then a sweep may take it up again, under the same id. */
const CLAIM_MS = 60_000;
const PATIENCE_MS = 10_000;

export interface HookAddress {
  url: string;
  /** Absent for Slack: its address is the secret. */
  secret?: string;
}

interface Outcome {
  status: number | null;
  error: string | null;
  /** It may do another time. */
  again: boolean;
}

@Injectable()
export class SendHooks {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly secrets: Secrets,
    private readonly outgoing: OutgoingFetch,
    private readonly cases: ReadCases,
    private readonly answers: ReadLinkAnswers,
    private readonly agents: AgentNames,
    private readonly workspaces: ReadWorkspace,
  ) {}

  @Handles(SendHook)
  async run({ workspaceId, deliveryId }: { workspaceId: string; deliveryId: string }): Promise<void> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + CLAIM_MS);
    const delivery = await claimDelivery(this.database, workspaceId, deliveryId, now, until);
    const hook = delivery && (await findHook(this.database, workspaceId, delivery.hookId));
    if (!hook) return;
    await this.settle(delivery, await this.deliver(hook, delivery));
  }

  @Sweeps(SendHook)
  async due(now: Date): Promise<JobOrder[]> {
    return (await dueDeliveries(this.database, now)).map((one) => SendHook.order(one, one.deliveryId) as JobOrder);
  }

  private async deliver(hook: Hook, delivery: Delivery): Promise<Outcome> {
    const { url, secret } = JSON.parse(this.secrets.open(hook.sealed)) as HookAddress;
    try {
      const body = await this.body(hook, delivery);
      const signed: Record<string, string> = secret
        ? { 'x-otklik-signature': signatureOf(secret, body, this.clock.now()) }
        : {};
      const response = await this.outgoing.fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Otklik',
          'x-otklik-event': delivery.event,
          'x-otklik-delivery': delivery.id,
          ...signed,
        },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      // What it answers is not read: nothing of it is needed, and it may never end.
      await response.body?.cancel();
      return { status: response.status, error: null, again: mayPass(response.status) };
    } catch (error) {
      if (error instanceof DomainError) return { status: null, error: 'gone', again: false };
      return { status: null, ...faultOf(error) };
    }
  }

  private async settle({ workspaceId, id, attempts }: Delivery, outcome: Outcome): Promise<void> {
    const now = this.clock.now();
    const { status, error } = outcome;
    const sent = status !== null && status >= 200 && status < 300;
    const wait = sent || !outcome.again ? null : waitAfter(attempts);
    const dueAt = wait === null ? null : new Date(now.getTime() + wait * 1000);
    const state = sent ? 'sent' : dueAt ? 'waiting' : 'failed';
    await settleDelivery(this.database, { workspaceId, id, state, status, error, dueAt, doneAt: dueAt ? null : now });
    if (!dueAt) return;
    const order = SendHook.order({ workspaceId, deliveryId: id }, `${id}_${attempts}`, dueAt);
    await this.jobs.enqueue(order as JobOrder);
  }

  private async body(hook: Hook, delivery: Delivery): Promise<string> {
    const { workspaceId, caseId, answerId, event } = delivery;
    const { name, locale } = await this.workspaces.run(workspaceId);
    if (answerId) {
      const news = await this.answerNews(hook, delivery, name, answerId);
      return JSON.stringify(hook.kind === 'slack' ? slackWordsOfAnswer(news, locale) : news);
    }
    if (event === 'test' || event === 'answer.bad' || !caseId) {
      const news = {
        id: delivery.id,
        event: 'test',
        at: delivery.at.toISOString(),
        workspace: { id: workspaceId, name },
      };
      return JSON.stringify(hook.kind === 'slack' ? { text: `Otklik · ${name}` } : news);
    }
    const one = await this.cases.one(workspaceId, caseId);
    const owner = one.ownerId ? (await this.agents.run(this.database, workspaceId)).get(one.ownerId) : undefined;
    const { id, number, subject } = one.ticket;
    const news: CaseNews = {
      id: delivery.id,
      event,
      at: delivery.at.toISOString(),
      workspace: { id: workspaceId, name },
      case: {
        id: one.id,
        state: one.state,
        url: `${this.env.publicUrl}/inbox/all/${id}`,
        ticket: { id, number, subject },
        survey: one.survey,
        score: one.score,
        scaleMax: one.scaleMax,
        ...(hook.words ? { comment: one.comment } : {}),
        owner: owner ? { id: one.ownerId!, name: owner.name } : null,
        dueAt: one.dueAt,
        outcome: one.outcome,
      },
    };
    return JSON.stringify(hook.kind === 'slack' ? slackWords(news, locale) : news);
  }

  /** @throws DomainError not-found: the answer is gone. */
  private async answerNews(hook: Hook, delivery: Delivery, name: string, answerId: string): Promise<AnswerNews> {
    const { workspaceId, id, at } = delivery;
    const one = (await this.answers.run(this.database, workspaceId, [answerId])).get(answerId);
    if (!one) throw new DomainError('not-found');
    return {
      id,
      event: 'answer.bad',
      at: at.toISOString(),
      workspace: { id: workspaceId, name },
      answer: {
        id: answerId,
        url: `${this.env.publicUrl}${pathOfLink(one)}`,
        link: { id: one.linkId, name: one.linkName },
        survey: { id: one.surveyId, name: one.survey, kind: one.kind },
        person: one.contactId ? { id: one.contactId, name: one.contactName } : null,
        score: one.score,
        scaleMax: one.scaleMax,
        ...(hook.words ? { comment: one.comment } : {}),
      },
    };
  }
}

/** In a word that says nothing of addresses behind ours. */
function faultOf(error: unknown): { error: string; again: boolean } {
  const chain = [
    error,
    (error as { cause?: unknown })?.cause,
    (error as { cause?: { cause?: unknown } })?.cause?.cause,
  ];
  if (chain.some((one) => (one as Error | undefined)?.constructor?.name === 'AddressRefused'))
    return { error: 'private-address', again: false };
  const slow = chain.some((one) => (one as Error | undefined)?.name === 'TimeoutError');
  return { error: slow ? 'no-answer' : 'unreachable', again: true };
}
