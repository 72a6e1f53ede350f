// What happened, in one short sentence for the thin line of the conversation.
import type { EventItem, TicketState } from '@otklik/contract';
import { NOT_ASKED_REASONS, type NotAskedReason, reasonWords } from '@otklik/survey';
import { queryClient } from '../api/queries.js';
import { fieldsQuery } from '../customer/field-queries.js';
import type { Names } from '../shell/people-names.js';
import { fullTime } from '../words/moments.js';
import type { Say, Word } from '../words/words.js';
import { type Placement, placementWords } from './placement-words.js';

interface Actor {
  by: 'agent' | 'api' | 'rule' | 'customer' | 'system';
  agentId: string | null;
}
/** What the payloads of tickets' facts can carry. */
interface Payload {
  startedBy?: string;
  number?: number;
  toAgentId?: string | null;
  toTeamId?: string | null;
  fromAgentId?: string | null;
  why?: Placement;
  to?: string | number;
  tags?: number[];
  spam?: boolean;
  fields?: { id: string }[];
  asked?: boolean;
  reason?: string | null;
  undone?: boolean;
  reachable?: boolean;
  messages?: number;
  intoNumber?: number;
  fromNumber?: number;
  otherNumber?: number;
  kind?: 'related' | 'blocks' | 'blocked-by' | 'parent-of' | 'child-of' | null;
  dueAt?: string;
  agentId?: string;
  target?: 'first-response' | 'next-response' | 'resolution';
}

export const stateWord = (state: TicketState): Word => `state.${state}`;

export function describeEvent(
  item: EventItem,
  names: Names,
  tag: (id: number) => string,
  say: Say,
  locale: string,
  more: { skill?: (id: number) => string; side?: (id: string) => string } = {},
): string {
  const payload = item.payload as Payload;
  const actor = item.payload.actor as Actor | undefined;
  const who = !actor ? '' : actor.agentId ? names.agent(actor.agentId) : say(`actor.${actor.by}`);
  const reason = () => {
    const code = String(payload.reason ?? '');
    return (NOT_ASKED_REASONS as readonly string[]).includes(code) ? reasonWords(code as NotAskedReason, locale) : code;
  };
  const side = () => more.side?.(String(item.payload.sideId)) ?? say('side.somebody');
  switch (item.event) {
    case 'ticket.opened':
      return say(payload.startedBy === 'agent' ? 'event.opened-by-agent' : 'event.opened', {
        number: payload.number ?? '',
      });
    case 'ticket.assigned': {
      if (payload.why) return placementWords(payload.why, payload, names, say, more.skill ?? String);
      if (payload.toAgentId && actor?.agentId === payload.toAgentId) return say('event.took', { who });
      if (payload.toAgentId) return say('event.assigned', { who, to: names.agent(payload.toAgentId) });
      if (payload.toTeamId) return say('event.assigned-team', { who, to: names.team(payload.toTeamId) });
      return say('event.unassigned', { who });
    }
    case 'ticket.state-changed':
      return say('event.state', { who, state: say(stateWord(payload.to as TicketState)) });
    case 'ticket.prioritised':
      return say('event.priority', { who, priority: say(`priority.${payload.to as 0 | 1 | 2 | 3}`) });
    case 'ticket.tagged': {
      const tags = (payload.tags ?? []).map(tag).join(', ');
      return tags ? say('event.tagged', { who, tags }) : say('event.untagged', { who });
    }
    case 'ticket.fields-set': {
      const all = queryClient.getQueryData(fieldsQuery.queryKey) ?? [];
      const labels = (payload.fields ?? []).flatMap(({ id }) => all.find((one) => one.id === id)?.label ?? []);
      return say('event.fields-set', { who, fields: labels.join(', ') || '…' });
    }
    case 'ticket.marked-spam':
      return say(payload.spam ? 'event.spam' : 'event.not-spam', { who });
    case 'ticket.snoozed':
      return say('event.snoozed', { who, time: fullTime(String(item.payload.until), locale) });
    case 'transcript.mailed': {
      const arrived = item.payload.state === 'sent' || item.payload.state === 'kept';
      return say(arrived ? 'event.transcript-sent' : 'event.transcript-failed', { who });
    }
    case 'ticket.woken':
      if (item.payload.why === 'person') return say('event.woken', { who });
      if (item.payload.why === 'side') return say('event.woken-by-side');
      return say(item.payload.why === 'customer' ? 'event.woken-by-customer' : 'event.woken-by-time');
    case 'ticket.solved':
      return say('event.solved', { who });
    case 'ticket.reopened':
      return say(actor?.by === 'customer' ? 'event.reopened-by-customer' : 'event.reopened', { who });
    case 'solve.annulled':
      return say('event.solve-annulled', { who });
    case 'reopening.annulled':
      return say('event.only-thanks', { who });
    case 'ticket.closed':
      return say('event.closed');
    case 'reply.scheduled':
      return say('event.reply-scheduled', { who, time: fullTime(String(payload.dueAt), locale) });
    case 'reply.unscheduled':
      return say('event.reply-unscheduled', { who });
    case 'reply.held-back':
      return say('event.reply-held', { name: names.agent(payload.agentId ?? null) });
    case 'sla.warned':
      return say('event.sla-warned', { target: say(`due.${payload.target ?? 'resolution'}`) });
    case 'sla.breached':
      return say('event.sla-breached', { target: say(`due.${payload.target ?? 'resolution'}`) });
    case 'survey.decided':
      return payload.asked ? say('event.survey-planned') : say('event.survey-not-asked', { reason: reason() });
    case 'survey.cancelled':
      return say('event.survey-cancelled', { reason: reason() });
    case 'ticket.split':
      return say('event.split', { who, number: payload.intoNumber ?? '', count: payload.messages ?? 1 });
    case 'ticket.split-off':
      return say('event.split-off', { who, number: payload.fromNumber ?? '' });
    case 'split.undone':
      return say('event.split-undone', { who, number: payload.fromNumber ?? '' });
    case 'ticket.merged':
      return say('event.ticket-merged', { who, number: payload.intoNumber ?? '' });
    case 'ticket.merged-in':
      return say('event.ticket-merged-in', { who, number: payload.fromNumber ?? '', count: payload.messages ?? 0 });
    case 'ticket.unmerged':
      return say('event.ticket-unmerged', { who, number: payload.fromNumber ?? '' });
    case 'merge.undone':
      return say('event.merge-undone', { who, number: payload.fromNumber ?? '', count: payload.messages ?? 0 });
    case 'ticket.linked': {
      const number = payload.otherNumber ?? '';
      return payload.kind
        ? say('event.linked', { who, number, kind: say(`link.${payload.kind}`) })
        : say('event.unlinked', { who, number });
    }
    case 'case.opened':
      return say('event.case-opened', {
        score: String(item.payload.score),
        max: String(item.payload.scaleMax),
        name: names.agent((item.payload.ownerId as string | null) ?? null),
      });
    case 'case.handed-over':
      return say('event.case-handed-over', { who, to: names.agent(payload.toAgentId ?? null) });
    case 'case.rescored':
      return say('event.case-rescored', { score: String(item.payload.score), max: String(item.payload.scaleMax) });
    case 'case.closed': {
      const outcome = say(`case.outcome.${item.payload.outcome as 'recovered'}`);
      return actor?.by === 'customer' ? say('event.case-improved') : say('event.case-closed', { who, outcome });
    }
    case 'case.reopened':
      return say('event.case-reopened', { who });
    case 'side.opened':
      return say('event.side-opened', { who, name: side() });
    case 'side.answered':
      return say('event.side-answered', { name: side() });
    case 'side.failed':
      return say('event.side-failed', { name: side() });
    case 'side.closed':
      return say('event.side-closed', { who, name: side() });
    case 'side.reopened':
      return say('event.side-reopened', { who, name: side() });
    case 'ticket.trashed':
      return say('event.trashed', { who });
    case 'ticket.restored':
      return say('event.restored', { who });
    case 'ticket.erased':
      return say('event.erased');
    case 'customer.merged':
      return say(payload.undone ? 'event.customer-parted' : 'event.customer-merged', { who });
    case 'customer.reachability':
      return say(payload.reachable ? 'event.customer-back' : 'event.customer-gone');
    default:
      return item.event;
  }
}
