// Somebody who read the conversation and knows the definitions, but none of the rules: how long each wait of a ticket was.
import type { Fact } from '../../src/platform/events/define-event.js';
import { withoutAnnulledSolves } from '../../src/tickets/annulled-solves.js';
import {
  MessagePosted,
  MessageReceived,
  ReopeningAnnulled,
  ResponseMeasured,
  TicketMergedIn,
  TicketOpened,
  TicketSolved,
  TicketSplit,
} from '../../src/tickets/events.js';
import { liveSegments } from '../../src/tickets/recount.js';

/** What is wrong with the measured waits of a ticket; null: nothing, or messages came, went or failed, and it is not this one's to say. */
export function contradiction(all: Fact[]): string | null {
  const unusual = (fact: Fact) =>
    TicketMergedIn.is(fact) ||
    TicketSplit.is(fact) ||
    (fact.type === 'message.marked' && fact.payload.state === 'failed');
  if (all.some(unusual)) return null;
  const facts = withoutAnnulledSolves(all);
  const measured = liveSegments(all).map((one) => told(one.startedAt, one.endedAt, one.answered, one.first));
  const seen = waitsOf(facts);
  const [mine, theirs] = [seen.toSorted().join('\n'), measured.toSorted().join('\n')];
  if (mine !== theirs) return `ticket ${all[0]!.ticketId}: by its messages\n${mine}\nbut measured\n${theirs}`;
  return resolutionFault(facts);
}

const told = (from: string, to: string, answered: boolean, first: boolean) =>
  `${from} to ${to}${answered ? '' : ', unanswered'}${first && answered ? ', the first answer' : ''}`;

/** From the customer's first word since the last reply of a person to the next such reply, or to solving without one. */
function waitsOf(facts: Fact[]): string[] {
  const byCustomer = facts.find(TicketOpened.is)!.payload.startedBy === 'customer';
  const waits: string[] = [];
  let since: string | null = null;
  let answers = 0;
  // Words of the very instant of an answer have been answered.
  const inOrder = facts.toSorted(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || rankOf(a) - rankOf(b) || a.seq - b.seq,
  );
  for (const fact of inOrder) {
    if (MessageReceived.is(fact) && !fact.payload.automatic) since ??= fact.at;
    else if (MessagePosted.is(fact) && !fact.payload.bot && since) {
      waits.push(told(since, fact.at, true, byCustomer && answers === 0));
      answers += 1;
      since = null;
    } else if (TicketSolved.is(fact) && since) {
      waits.push(told(since, fact.at, false, false));
      since = null;
    } else if (ReopeningAnnulled.is(fact)) since = null;
  }
  return waits;
}

const rankOf = (fact: Fact) => (MessageReceived.is(fact) ? 0 : ResponseMeasured.is(fact) ? 2 : 1);

/** Every solving took from the customer's first word until then. */
function resolutionFault(facts: Fact[]): string | null {
  const first = facts.find((fact) => MessageReceived.is(fact) && !fact.payload.automatic);
  for (const fact of facts.filter(TicketSolved.is)) {
    const from = first && first.seq < fact.seq ? first.at : null;
    const { resolution, episode } = fact.payload;
    if ((resolution?.startedAt ?? null) !== from || (resolution && resolution.endedAt !== fact.at))
      return `ticket ${fact.ticketId}: episode ${episode} was solved ${fact.at}, first word ${from}: ${JSON.stringify(resolution)}`;
  }
  return null;
}
