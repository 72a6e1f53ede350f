// What a fact is: something that happened to a ticket, typed once and imported by whoever records or hears it.

/** A recorded fact. The payload carries ids, enums, numbers and instants (ISO strings), never words, names or addresses. */
// biome-ignore lint/suspicious/noExplicitAny: a fact of any type; EventType.is narrows it
export interface Fact<Payload = any> {
  id: string;
  workspaceId: string;
  ticketId: string;
  /** Gapless per ticket, given under the ticket's row lock. */
  seq: number;
  type: string;
  /** ISO instant at which it happened. */
  at: string;
  payload: Payload;
}

/** A fact about to be recorded. */
export interface NewFact {
  type: string;
  at: Date;
  payload: Record<string, unknown>;
}

export interface EventType<Payload> {
  readonly type: string;
  /** Makes a fact of this type, to hand to RecordFacts. */
  of(at: Date, payload: Payload): NewFact;
  /** Narrows any recorded fact to this type. */
  is(fact: Fact): fact is Fact<Payload>;
}

export function defineEvent<Payload extends object>(type: string): EventType<Payload> {
  return {
    type,
    of: (at, payload) => ({ type, at, payload: payload as Record<string, unknown> }),
    is: (fact): fact is Fact<Payload> => fact.type === type,
  };
}

/** Facts of a side conversation bear names of their own: whoever listens to a ticket's never hears of them. */
const SIDE = 'side:';
export const asSide = (type: string): string => SIDE + type;
/** The name it would have in a ticket. */
export const bareType = (type: string): string => (type.startsWith(SIDE) ? type.slice(SIDE.length) : type);
/** The same thing, happening in a side conversation: for the few who must hear of it there too. */
export const ofSide = <Payload extends object>(event: EventType<Payload>): EventType<Payload> =>
  defineEvent<Payload>(asSide(event.type));
