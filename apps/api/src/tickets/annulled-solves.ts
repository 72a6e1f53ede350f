// The facts of a ticket without the solvings that were taken back as if they had never been. Pure.
import type { Fact } from '../platform/events/define-event.js';
import { SolveAnnulled, TicketSolved } from './events.js';

/** In their order; what annulled them stays. */
export function withoutAnnulledSolves<Told extends Fact>(facts: Told[]): Told[] {
  const gone = new Set<Told>();
  for (const [index, fact] of facts.entries()) {
    if (!SolveAnnulled.is(fact)) continue;
    const { episode } = fact.payload;
    const solved = facts.slice(0, index).findLast((one) => TicketSolved.is(one) && one.payload.episode === episode);
    if (solved) gone.add(solved);
  }
  return gone.size === 0 ? facts : facts.filter((fact) => !gone.has(fact));
}
