// What becomes of one ticket, pure: whose it is, whether it waits for somebody, goes further, or is taken from one who has gone.

import { kindOf } from '../../people/presence/duty.js';
import type { PresenceState } from '../../people/presence/presence.js';
import type { Place, PlacedTicket } from '../../tickets/place-ticket.js';
import { overflowsAway, planOf, type Routing, type RoutingRule, rankOf, tends } from './routing.js';
import { NO_ROUTE, type TicketRoute } from './ticket-route.store.js';

/** The last time somebody or something gave it to anybody. */
export interface LastPlaced {
  at: Date;
  /** Routing did it; null: a person, a program or a rule meant it so. */
  byRouting: boolean;
  /** Who let go of it themselves; null: nobody did. */
  droppedBy: string | null;
}

export interface Holder {
  state: PresenceState;
  since: Date;
  handBack: boolean;
}

export interface RouteQuestion {
  ticket: PlacedTicket;
  route: TicketRoute | null;
  routing: Routing;
  rule: RoutingRule | null;
  /** The skill of its language, where it is asked for and anybody of a team has it. */
  languageSkill: (teamId: string | null) => number | null;
  last: LastPlaced | null;
  /** Its holder; null: nobody holds it, or they were never there. */
  holder: Holder | null;
  now: Date;
}

export interface RouteAnswer {
  /** Null: nothing waits and nothing is due. */
  route: TicketRoute | null;
  place: Place | null;
}

/** What follows from all that is known; the same however often it is asked. */
export function settleRoute(question: RouteQuestion): RouteAnswer {
  const { ticket } = question;
  if (!ticket.inQueue) return { route: null, place: null };
  return ticket.assigneeId ? held(question) : unheld(question);
}

/** Somebody has it. It is taken from them only if they have gone, its customer waits, and nobody meant it so. */
function held({ ticket, routing, last, holder, now }: RouteQuestion): RouteAnswer {
  const stays: RouteAnswer = { route: null, place: null };
  const gone = holder !== null && (holder.state === 'offline' || (holder.handBack && holder.state !== 'online'));
  if (!holder || !gone || !ticket.waitingSince) return stays;
  if (last && !last.byRouting && last.at >= holder.since) return stays;
  const plan = planOf(routing, ticket.teamId);
  if (!holder.handBack && plan.giveBack === 'never') return stays;
  const since = Math.max(holder.since.getTime(), ticket.waitingSince.getTime());
  const wait = holder.handBack || plan.giveBack === 'at-once' ? 0 : plan.giveBackSeconds * 1000;
  const due = new Date(since + wait);
  if (due > now) return { route: { ...NO_ROUTE, teamId: ticket.teamId, giveBackAt: due }, place: null };
  const how = holder.handBack ? 'handed-back' : 'offline';
  return { route: null, place: { agentId: null, teamId: ticket.teamId, why: { how, teamId: ticket.teamId } } };
}

/** Nobody has it: it gets its team, once, and waits there in its place. */
function unheld(question: RouteQuestion): RouteAnswer {
  const { ticket, route, routing, rule, last, now } = question;
  let place: Place | null = null;
  let teamId = ticket.teamId;
  if (teamId === null && !ticket.everAssigned) {
    teamId = rule?.teamId ?? routing.terms.defaultTeamId;
    const ruled = rule?.teamId ? { how: 'rule' as const, ruleId: rule.id } : { how: 'default-team' as const };
    if (teamId !== null) place = { agentId: null, teamId, why: { ...ruled, teamId } };
  }
  let plan = planOf(routing, teamId);
  let overflowed = route?.overflowed ?? false;
  let overflowAt: Date | null = null;
  if (!overflowed && plan.overflowSeconds !== null && tends(plan)) {
    const since = Math.max(ticket.queuedAt.getTime(), place ? now.getTime() : (last?.at.getTime() ?? 0));
    overflowAt = new Date(since + plan.overflowSeconds * 1000);
    if (overflowAt <= now) {
      overflowAt = null;
      overflowed = true;
      if (overflowsAway(plan) && plan.overflowTeamId !== teamId) {
        teamId = plan.overflowTeamId;
        plan = planOf(routing, teamId);
        place = { agentId: null, teamId, why: { how: 'overflow-team', teamId } };
      }
    }
  }
  if (!tends(plan)) return { route: null, place };
  const language = question.languageSkill(teamId);
  const skills = [...new Set([...(rule?.skills ?? []), ...(language === null ? [] : [language])])];
  return {
    place,
    route: {
      ...NO_ROUTE,
      waiting: true,
      teamId,
      kind: kindOf(ticket.channel),
      skills,
      rank: rankOf(ticket.priority, rule?.first ?? false),
      since: ticket.queuedAt,
      avoidAgentId: last?.droppedBy ?? null,
      overflowAt,
      overflowed,
    },
  };
}
