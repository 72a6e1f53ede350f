// Who gets a ticket, pure: never somebody who is not in the list of those online, never without room, never without the skills.
import { type Capacity, type ChannelKind, hasRoom, type Load, totalOf } from '../../people/presence/duty.js';

export const MODES = ['manual', 'round-robin', 'least-loaded'] as const;
export type Mode = (typeof MODES)[number];

/** Somebody of the team who is online now. */
export interface AtHand {
  agentId: string;
  skills: number[];
  capacity: Capacity;
  load: Load;
  /** The lower, the longer ago they were given one. */
  turn: number;
}

export interface Wish {
  kind: ChannelKind;
  skills: number[];
  /** Who gave it back of their own will. */
  avoid: string | null;
}

/** Null: nobody fits; the ticket stays in the queue. */
export function chooseAgent<Agent extends AtHand>(
  mode: Mode,
  useCapacity: boolean,
  people: readonly Agent[],
  wish: Wish,
): Agent | null {
  if (mode === 'manual') return null;
  const fit = people.filter((agent) => fits(agent, wish, useCapacity));
  const order = mode === 'round-robin' ? byTurn : byLoad(wish.kind, useCapacity);
  return fit.sort(order)[0] ?? null;
}

export function fits(agent: AtHand, wish: Wish, useCapacity: boolean): boolean {
  return (
    agent.agentId !== wish.avoid &&
    wish.skills.every((skill) => agent.skills.includes(skill)) &&
    (!useCapacity || hasRoom(agent.load, agent.capacity, wish.kind))
  );
}

const byTurn = (a: AtHand, b: AtHand) => a.turn - b.turn || (a.agentId < b.agentId ? -1 : 1);

/** Who is filled least, in this kind first; equals take turns. */
const byLoad = (kind: ChannelKind, useCapacity: boolean) => (a: AtHand, b: AtHand) =>
  (useCapacity ? share(a, kind) - share(b, kind) : 0) || totalOf(a.load) - totalOf(b.load) || byTurn(a, b);

function share({ load, capacity }: AtHand, kind: ChannelKind): number {
  const limit = capacity[kind] ?? capacity.total;
  return limit ? load[kind] / limit : 0;
}
