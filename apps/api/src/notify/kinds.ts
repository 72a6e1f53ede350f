// What an agent can be told of, by which ways, and which of them are usual: the grid that each agent changes for themselves.

/** Heaviest first: of what is folded together, this one is named. */
export const KINDS = [
  'mention',
  'reply-failed',
  'reply-held',
  'sla-breached',
  'case',
  'low-rating',
  'assigned',
  'reopened',
  'reply',
  'side-reply',
  'sla-warned',
  'watched',
  'unassigned',
] as const;
export type Kind = (typeof KINDS)[number];

/** `app`: the bell and short words on an open page; without it the other ways are silent too. */
export const WAYS = ['app', 'desktop', 'sound', 'push', 'mail'] as const;
export type Way = (typeof WAYS)[number];
export type Ways = Record<Way, boolean>;
/** What an agent has chosen differently from the usual. */
export type ChosenWays = Partial<Record<Kind, Partial<Ways>>>;

const loud = (mail: boolean): Ways => ({ app: true, desktop: true, sound: false, push: true, mail });
const calm: Ways = { app: true, desktop: false, sound: false, push: false, mail: false };

export const USUAL: Record<Kind, Ways> = {
  mention: loud(true),
  'reply-failed': loud(true),
  'reply-held': loud(true),
  'sla-breached': loud(true),
  case: loud(true),
  'low-rating': loud(true),
  assigned: loud(true),
  reopened: loud(true),
  reply: loud(true),
  'side-reply': loud(true),
  'sla-warned': loud(false),
  watched: calm,
  unassigned: { ...calm, app: false },
};

export const weightOf = (kind: Kind): number => KINDS.length - KINDS.indexOf(kind);

/** How this agent wants to hear of this kind. */
export function waysOf(kind: Kind, chosen: ChosenWays): Ways {
  const ways = { ...USUAL[kind], ...chosen[kind] };
  return ways.app ? ways : { app: false, desktop: false, sound: false, push: false, mail: false };
}

/** Every kind with every way, as the settings show it. */
export const wholeGrid = (chosen: ChosenWays): Record<Kind, Ways> =>
  Object.fromEntries(KINDS.map((kind) => [kind, { ...USUAL[kind], ...chosen[kind] }])) as Record<Kind, Ways>;

/** Only what differs from the usual, so that a better usual reaches those who never chose. Unknown names are left out. */
export function chosenOf(grid: Record<string, unknown>): ChosenWays {
  const chosen: ChosenWays = {};
  for (const kind of KINDS) {
    const row = grid[kind];
    if (typeof row !== 'object' || row === null) continue;
    for (const way of WAYS) {
      const value = (row as Record<string, unknown>)[way];
      if (typeof value === 'boolean' && value !== USUAL[kind][way]) chosen[kind] = { ...chosen[kind], [way]: value };
    }
  }
  return chosen;
}
