// A merge is taken back: what came from the source stands there again, what was said since stays, and all clocks are right.
import { Injectable } from '@nestjs/common';
import { ReadCalendarVersion } from '../desk/read-calendar-version.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { Fact } from '../platform/events/define-event.js';
import { Facts } from '../platform/events/record-facts.js';
import type { TicketOrder } from './apply-rule.js';
import { resumeEpisode } from './episode.store.js';
import {
  type Actor,
  MergeUndone,
  SolveAnnulled,
  TicketReopened,
  TicketSolved,
  TicketStateChanged,
  TicketUnmerged,
  WaitRecounted,
} from './events.js';
import {
  carryMessages,
  endMerge,
  findMerge,
  isOvertaken,
  mergesInto,
  returnScheduled,
  type TicketMerge,
} from './merge.store.js';
import { lockTickets } from './merge-rules.js';
import { asKnown, strandsWithout } from './merge-strands.js';
import { inOrder, movedFact } from './merge-tickets.js';
import type { Message } from './message.store.js';
import { earliest, liveSegments, recountResolutions, recountSegments } from './recount.js';
import { factsOf, messagesOf } from './split.store.js';
import { instantsOf, isAnswer, isHeard, shownOf } from './split-rules.js';
import { goBack, measureWith, noteReplies } from './split-ticket.js';
import type { EndedSegment, Ticket } from './ticket.js';
import { updateTicket } from './ticket.store.js';
import { weaveWaits } from './weave-waits.js';

@Injectable()
export class UndoMerge {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly versions: ReadCalendarVersion,
  ) {}

  /** `ticketId`: the one that was merged away. @throws DomainError not-found (it is not); unmerge-later-first; ticket-closed (the other one). */
  async run(order: TicketOrder): Promise<{ id: string; number: number }> {
    const { workspaceId, ticketId, actor } = order;
    return this.database.transaction(async (tx) => {
      const seen = await findMerge(tx, workspaceId, ticketId);
      if (!seen) throw new DomainError('not-found');
      const locked = await lockTickets(tx, workspaceId, [seen.intoId, ticketId]);
      // Somebody else may have been quicker.
      const merge = await findMerge(tx, workspaceId, ticketId);
      if (merge?.id !== seen.id) throw new DomainError('not-found');
      const [into, from] = [locked.get(merge.intoId)!, locked.get(ticketId)!];
      if (into.mergedInto) throw new DomainError('unmerge-later-first');
      if (into.state === 'closed') throw new DomainError('ticket-closed');
      if (into.trashedAt) throw new DomainError('ticket-trashed', { number: into.number });
      const now = this.clock.now();
      const here = await messagesOf(tx, workspaceId, into.id);
      const moved = new Map(merge.moved.map((one) => [one.id, one]));
      const returning = here.filter((one) => moved.has(one.id));
      const staying = inOrder(here.filter((one) => !moved.has(one.id)));
      await this.recount(tx, into, { merge, returning, staying, from }, actor, now);
      await this.comeBack(tx, from, into, merge, returning, actor, now);
      await endMerge(tx, workspaceId, merge.id, now);
      return { id: from.id, number: from.number };
    });
  }

  /** The target, counted again from what is left: as it was before, and what has been said and done in it since. */
  private async recount(
    tx: Tx,
    into: Ticket,
    { merge, returning, staying, from }: { merge: TicketMerge; returning: Message[]; staying: Message[]; from: Ticket },
    actor: Actor,
    now: Date,
  ): Promise<void> {
    const { workspaceId, id: ticketId } = into;
    const facts = await factsOf(tx, workspaceId, ticketId);
    const live = liveSegments(facts);
    const merges = await mergesInto(tx, workspaceId, ticketId);
    const stillThere = [];
    for (const one of merges)
      if (!one.undone && one.id !== merge.id)
        stillThere.push({ merge: one, facts: await factsOf(tx, workspaceId, one.ticketId) });
    const measure = await measureWith(tx, this.versions, workspaceId, [
      ...facts,
      ...stillThere.flatMap((one) => one.facts),
    ]);
    const woven = weaveWaits(strandsWithout(merges[0]!, facts, staying, stillThere, into.teamId), measure);
    const wanted = asKnown(woven.segments, live, measure);
    const segments = recountSegments({ ...into, live, wanted }, now);
    const back = goBack(into, sleepsAgain(into, merge, facts, staying), actor, now);
    const asleep = back.patch.state === 'solved' || into.state === 'solved';
    const since = asleep ? null : woven.waitingSince;
    const shown = shownOf(into, staying);
    const firstMoved = shown.firstCustomerAt?.getTime() !== into.firstCustomerAt?.getTime();
    await updateTicket(tx, into, {
      ...back.patch,
      ...shown,
      ...givenBack(into, merge),
      lastCustomerSeq: Math.max(0, ...staying.filter((one) => one.kind === 'customer').map((one) => one.seq)),
      segments: segments.segments,
      firstResponseAt: segments.firstResponseAt,
      waitingSince: since,
      touches: Math.max(0, into.touches - returning.filter(isAnswer).length),
    });
    if (back.patch.episode !== undefined) await resumeEpisode(tx, into, back.patch.episode);
    await noteReplies(tx, workspaceId, segments);
    await this.facts.record(tx, { workspaceId, ticketId }, [
      ...back.facts,
      ...segments.facts,
      ...(firstMoved ? recountResolutions(facts, shown.firstCustomerAt ?? null, measure, now) : []),
      WaitRecounted.of(now, { waitingSince: since?.toISOString() ?? null }),
      MergeUndone.of(now, { actor, from: from.id, fromNumber: from.number, messages: returning.length }),
    ]);
  }

  /** The source has its words again, under the numbers they had; its clocks had only stood still. */
  private async comeBack(
    tx: Tx,
    from: Ticket,
    into: Ticket,
    merge: TicketMerge,
    returning: Message[],
    actor: Actor,
    now: Date,
  ): Promise<void> {
    const { workspaceId, id: ticketId } = from;
    const was = new Map(merge.moved.map((one) => [one.id, one]));
    const moves = returning.map((one) => ({ ...one, ...was.get(one.id)! }));
    await carryMessages(tx, workspaceId, ticketId, moves);
    await returnScheduled(tx, workspaceId, into.id, ticketId, merge.before.scheduled ?? []);
    const theirs = await factsOf(tx, workspaceId, ticketId);
    const { source } = merge.before;
    const waitingSince = waitsOn(source.waitingSince, returning);
    await updateTicket(tx, from, {
      mergedInto: null,
      aside: from.aside || (await isOvertaken(tx, from)),
      waitingSince,
      closeAt: source.closeAt ? new Date(source.closeAt) : null,
    });
    // Its replies remember again which of its own waits they had ended.
    const replies = new Map<string, EndedSegment | null>(returning.filter(isAnswer).map((one) => [one.id, null]));
    for (const { messageId, part, first, startedAt } of liveSegments(theirs))
      if (messageId && replies.has(messageId)) replies.set(messageId, { part, first, startedAt });
    await noteReplies(tx, workspaceId, { replies });
    await this.facts.record(tx, { workspaceId, ticketId }, [
      ...moves.map((one) => movedFact(one, now)),
      TicketUnmerged.of(now, { actor, from: into.id, fromNumber: into.number, spam: from.spam }),
      WaitRecounted.of(now, { waitingSince: waitingSince?.toISOString() ?? null }),
    ]);
  }
}

/** Since the words it waited for, if they have come back: those that were split off since are waited for elsewhere. */
function waitsOn(since: string | null, returning: Message[]): Date | null {
  if (since === null) return null;
  return earliest(instantsOf(returning).filter((at) => at.getTime() >= Date.parse(since)));
}

/** Its first requester has it again, unless somebody has chosen another since. */
function givenBack(into: Ticket, { before: { requester } }: TicketMerge): Partial<Ticket> {
  if (!requester || into.contactId !== requester.to) return {};
  return { contactId: requester.contactId, identityId: requester.identityId };
}

/** Where the merge had woken it from, if nothing has happened since that keeps it awake. */
function sleepsAgain(
  into: Ticket,
  merge: TicketMerge,
  facts: Fact[],
  staying: Message[],
): TicketMerge['before']['state'] {
  const { state } = merge.before;
  if (state === null || into.state !== 'open') return null;
  if (staying.some((one) => one.seq > merge.seq && (isHeard(one) || isAnswer(one)))) return null;
  const moves = facts.filter(
    (fact) =>
      fact.seq > merge.seq &&
      (TicketStateChanged.is(fact) || TicketReopened.is(fact) || TicketSolved.is(fact) || SolveAnnulled.is(fact)),
  );
  return moves.length === 1 ? state : null;
}
