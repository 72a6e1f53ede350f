// The demo's month before it is lived: who writes when about what, how soon they are answered, how it ends. Pure.
import type { Locale } from '../../platform/words/words.js';
import type { Chance } from './chance.js';
import type { Topic } from './words/en.js';

export interface PlannedTicket {
  language: Locale;
  channel: 'email' | 'chat';
  person: number;
  topic: Topic;
  steps: PlannedStep[];
}

/** `at`: milliseconds since 1970. Agents are numbers into the demo's team. */
export type PlannedStep = { at: number } & (
  | { does: 'writes'; words: 'asks' | 'adds' | 'again' }
  | { does: 'writes'; words: 'further'; pair: number }
  | { does: 'assigns'; agent: number }
  | { does: 'tags' }
  | { does: 'notes'; agent: number }
  | { does: 'replies'; agent: number; words: 'answers' | 'closes' | 'mended'; ends: 'pending' | 'solved' | null }
  | { does: 'replies'; agent: number; words: 'further'; pair: number; ends: null }
  | { does: 'holds'; agent: number }
  | { does: 'solves'; agent: number }
  | { does: 'spams'; agent: number }
  | { does: 'rates'; score: number; comment: 'praise' | 'blame' | null }
);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEKDAY = { 0: 0.4, 1: 1.4, 2: 1.2, 3: 1.1, 4: 1, 5: 0.9, 6: 0.4 } as Record<number, number>;
/** Parts of a day in UTC, by how many customers write then. */
const HOURS = { '2': 0.2, '5': 0.6, '7': 1.6, '9': 2, '11': 1.8, '13': 1.7, '15': 1.4, '17': 1, '19': 0.9, '21': 0.5 };
/** Questions that may follow on any topic, with their answers. */
export const FURTHER_PAIRS = 4;
/** How fast and how well each agent of the demo works. */
export const AGENT_MANNERS = [
  { pace: 0.6, warmth: 0.92 },
  { pace: 1, warmth: 0.85 },
  { pace: 1.2, warmth: 0.8 },
  { pace: 1.8, warmth: 0.62 },
];

/**
 * `count` tickets of the thirty days before `now`; steps that would lie in the future have not happened yet.
 * `talkative`: how likely a conversation that goes on takes one more turn, and another.
 */
export function planMonth(chance: Chance, count: number, now: number, talkative = 0): PlannedTicket[] {
  const tickets: PlannedTicket[] = [];
  while (tickets.length < count) {
    const opened = openingMoment(chance, now);
    if (opened > now - 5 * MINUTE) continue;
    const ticket = planTicket(chance, opened, talkative);
    for (const [i, step] of ticket.steps.entries()) step.at = Math.max(step.at, (ticket.steps[i - 1]?.at ?? 0) + 2000);
    ticket.steps = ticket.steps.filter((step) => step.at < now - MINUTE);
    tickets.push(ticket);
  }
  return tickets;
}

function openingMoment(chance: Chance, now: number): number {
  for (;;) {
    const day = now - Math.floor(chance.next() * 30) * DAY;
    const midnight = day - (day % DAY);
    if (!chance.happens((WEEKDAY[new Date(midnight).getUTCDay()] ?? 1) / 1.4)) continue;
    return midnight + (Number(chance.weighted(HOURS)) + chance.next() * 2) * HOUR;
  }
}

function planTicket(chance: Chance, opened: number, talkative: number): PlannedTicket {
  const channel = chance.weighted({ email: 6, chat: 4 });
  const topics: Record<Topic, number> = {
    delivery: 5,
    refund: 3,
    wrong: 2,
    broken: 2,
    invoice: 2,
    account: 2,
    question: 3,
    cancel: 2,
  };
  const ticket: PlannedTicket = {
    language: chance.weighted({ en: 4, ru: 3.5, bg: 2.5 }),
    channel,
    person: Math.floor(chance.next() * 16),
    topic: chance.weighted(topics),
    steps: [{ at: opened, does: 'writes', words: 'asks' }],
  };
  const agent = Number(chance.weighted({ '0': 4, '1': 3, '2': 3, '3': 2 }));
  if (channel === 'email' && chance.happens(0.02)) {
    ticket.steps.push({ at: awake(opened + HOUR, chance), does: 'spams', agent });
    return ticket;
  }
  const answered = answerMoment(chance, opened, channel, agent);
  if (chance.happens(0.03)) return ticket;
  if (chance.happens(0.12))
    ticket.steps.push({ at: answered - 8 * MINUTE, does: 'assigns', agent: (agent + 1) % AGENT_MANNERS.length });
  ticket.steps.push({ at: answered - 2 * MINUTE, does: 'assigns', agent }, { at: answered - MINUTE, does: 'tags' });
  if (chance.happens(0.15)) ticket.steps.push({ at: answered - 30_000, does: 'notes', agent });
  converse(chance, ticket, agent, answered, answered - opened, talkative);
  return ticket;
}

/** From the first answer to the end, and sometimes on. `waited`: how long the customer had waited for it, ms. */
function converse(
  chance: Chance,
  ticket: PlannedTicket,
  agent: number,
  answered: number,
  waited: number,
  talkative: number,
): void {
  const chat = ticket.channel === 'chat';
  const pause = (median: number) => Math.max(40_000, chance.around(median, 0.8));
  const rounds = chance.happens(0.45) ? 1 : 0;
  let at = answered;
  if (rounds === 0 && chance.happens(0.5)) {
    ticket.steps.push({ at, does: 'replies', agent, words: 'answers', ends: 'solved' });
  } else {
    ticket.steps.push({ at, does: 'replies', agent, words: 'answers', ends: chance.happens(0.7) ? 'pending' : null });
    if (rounds === 0) {
      at += pause(chat ? 6 * MINUTE : 20 * HOUR);
      if (chance.happens(0.08)) return;
      ticket.steps.push({ at, does: 'solves', agent });
    } else {
      for (let pair = 0; talkative > 0 && chance.happens(talkative); pair = (pair + 1) % FURTHER_PAIRS) {
        at += pause(chat ? 2 * MINUTE : 2 * HOUR);
        ticket.steps.push({ at, does: 'writes', words: 'further', pair });
        at = chat ? at + pause(MINUTE) : awake(at + pause(HOUR), chance);
        ticket.steps.push({ at, does: 'replies', agent, words: 'further', pair, ends: null });
      }
      at += pause(chat ? 3 * MINUTE : 3 * HOUR);
      ticket.steps.push({ at, does: 'writes', words: 'adds' });
      at = chat ? at + pause(2 * MINUTE) : awake(at + pause(90 * MINUTE) * AGENT_MANNERS[agent]!.pace, chance);
      if (chance.happens(0.06)) {
        ticket.steps.push({ at, does: 'holds', agent });
        at = awake(at + DAY, chance);
      }
      ticket.steps.push({ at, does: 'replies', agent, words: 'closes', ends: 'solved' });
    }
  }
  rate(chance, ticket, agent, at, waited);
  if (!chance.happens(0.06)) return;
  const back = at + 2 * HOUR + chance.next() * 30 * HOUR;
  const settled = awake(back + pause(40 * MINUTE), chance);
  ticket.steps.push(
    { at: back, does: 'writes', words: 'again' },
    { at: settled, does: 'replies', agent, words: 'mended', ends: 'solved' },
  );
}

/** Who waited long, or wrote twice, is harder to please; in chat more people answer. */
function rate(chance: Chance, ticket: PlannedTicket, agent: number, solved: number, waited: number): void {
  const chat = ticket.channel === 'chat';
  if (!chance.happens(chat ? 0.5 : 0.32)) return;
  const patience = chat ? 15 * MINUTE : 6 * HOUR;
  const pleased =
    AGENT_MANNERS[agent]!.warmth - Math.min(0.45, (waited / patience) * 0.12) - (ticket.steps.length > 6 ? 0.08 : 0);
  const score = chance.happens(pleased)
    ? chance.happens(0.7)
      ? 5
      : 4
    : Number(chance.weighted({ '1': 3, '2': 3, '3': 4 }));
  const comment = score >= 4 ? (chance.happens(0.3) ? 'praise' : null) : chance.happens(0.6) ? 'blame' : null;
  const at = solved + (chat ? chance.around(2 * MINUTE, 0.6) : HOUR + 5 * MINUTE + chance.around(50 * MINUTE, 0.6));
  ticket.steps.push({ at, does: 'rates', score, comment });
}

function answerMoment(chance: Chance, opened: number, channel: 'email' | 'chat', agent: number): number {
  const median = (channel === 'chat' ? 4 * MINUTE : 55 * MINUTE) * AGENT_MANNERS[agent]!.pace;
  const wait = Math.max(
    channel === 'chat' ? 9 * MINUTE * chance.next() + 20_000 : 10 * MINUTE,
    chance.around(median, 0.9),
  );
  return Math.max(awake(opened + wait, chance), opened + 10 * MINUTE * (channel === 'chat' ? 0.1 : 1) + 10_000);
}

/** The same moment if somebody works then (7 to 17 UTC, Monday to Friday), else early in the next working day. */
function awake(at: number, chance: Chance): number {
  const hour = (at % DAY) / HOUR;
  const weekday = new Date(at).getUTCDay();
  if (hour >= 6 && hour < 18 && weekday !== 0 && weekday !== 6) return at;
  let morning = at - (at % DAY) + (hour >= 6 ? DAY : 0);
  while ([0, 6].includes(new Date(morning).getUTCDay())) morning += DAY;
  return morning + 6 * HOUR + chance.next() * 2 * HOUR;
}
