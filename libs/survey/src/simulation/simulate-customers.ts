// Customers whose true satisfaction is known, whether or not they say it: what the formulas are tried on.
import type { Visible } from '../design-matrix.js';

/**
 * visible: whether a customer answers depends on what we can see of the ticket (channel, wait, reopened, handoffs).
 * satisfaction: it depends on the satisfaction itself, which nobody can see of the silent.
 */
export const SCENARIOS = ['visible', 'satisfaction'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface Customer {
  seen: Visible;
  /** The truth, of the silent too. */
  satisfied: boolean;
  answers: boolean;
}

/** Numbers from 0 to 1, the same for the same seed on every machine: mulberry32 (T. Ettinger, 2017). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const CHANNELS = [
  { name: 'email', upTo: 0.5, hours: 6, satisfied: -0.2, answers: -0.6 },
  { name: 'chat', upTo: 0.75, hours: 0.1, satisfied: 0.3, answers: 0.7 },
  { name: 'telegram', upTo: 0.95, hours: 0.5, satisfied: 0.1, answers: 0.3 },
  // Rare: thin strata and few answers belong to life.
  { name: 'phone', upTo: 1, hours: 1, satisfied: 0, answers: -1 },
];
const LANGUAGES = ['en', 'ru', 'ru', 'bg'];

const chance = (logOdds: number) => 1 / (1 + Math.exp(-logOdds));

/** `n` customers, each with one solved ticket. */
export function simulateCustomers(scenario: Scenario, n: number, seed: number): Customer[] {
  const random = randomFrom(seed);
  return Array.from({ length: n }, () => customer(scenario, random));
}

function customer(scenario: Scenario, random: () => number): Customer {
  const drawn = random();
  const channel = CHANNELS.find(({ upTo }) => drawn < upTo)!;
  const hours = channel.hours * Math.exp(1.2 * standardNormal(random));
  const reopened = random() < chance(-2.2 + 0.25 * Math.log1p(hours));
  const handoffs = random() < 0.3 ? (random() < 0.3 ? 2 : 1) : 0;
  const language = LANGUAGES[Math.floor(random() * LANGUAGES.length)]!;
  const wait = Math.log1p(hours);
  const pain = 0.5 * wait + 1.4 * Number(reopened) + 0.5 * handoffs;
  const satisfied = random() < chance(2.1 + channel.satisfied - pain);
  // The satisfied answer more readily, or only seem to, because the pleasant channels and quick replies get more answers.
  const readiness = scenario === 'satisfaction' ? -1.6 + 1.2 * Number(satisfied) : -0.1 + channel.answers - 0.6 * pain;
  const answers = random() < chance(readiness);
  return {
    seen: { channel: channel.name, wait: Math.round(hours * 3600), reopened, handoffs, language },
    satisfied,
    answers,
  };
}

/** G. E. P. Box and M. E. Muller, Annals of Mathematical Statistics 29 (1958). */
const standardNormal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
