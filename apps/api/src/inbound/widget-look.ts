// Before path A in the widget: what the settings of a site's chat mean, for the button and for the panel. Pure; a slip in them breaks no page.
import type { Config } from '@otklik/channels';
import type { WidgetLook } from '@otklik/contract';

const MOST_INVITES = 20;
const LONGEST_WAIT_SECONDS = 3600;

/** What the loader has to know before anything is opened. It stands in a public script. */
export function lookOf(config: Config): WidgetLook {
  return {
    colour: colourOf(config.colour),
    side: oneOf(config.side, ['right', 'left']),
    theme: oneOf(config.theme, ['auto', 'light', 'dark']),
    locale: ['en', 'ru', 'bg'].find((each) => each === config.language) ?? null,
    invites: linesOf(config.invites).flatMap(inviteOf).slice(0, MOST_INVITES),
  };
}

export const faceOf = (config: Config) => oneOf(config.face, ['team', 'logo', 'initials', 'none']);
export const askOf = (config: Config) => oneOf(config.ask, ['away', 'always', 'never']);

/** `#1f6f5c`; null for what is no colour. */
export function colourOf(value: unknown): string | null {
  const colour = typeof value === 'string' ? value.trim() : '';
  return /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour) ? colour : null;
}

/** As the first line of the loader's script: in a language that closes no tag and no line. */
export const lookScript = (look: WidgetLook): string =>
  `window.otklikLook=${JSON.stringify(look).replace(/[<\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)};`;

function inviteOf(line: string): WidgetLook['invites'] {
  const [, path, seconds, words] = /^(\/\S*)\s+(\d{1,4})\s+(.+)$/.exec(line.trim()) ?? [];
  if (!path || !words || Number(seconds) > LONGEST_WAIT_SECONDS) return [];
  return [{ path: path.slice(0, 200), seconds: Number(seconds), words: words.slice(0, 200) }];
}

const linesOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((line): line is string => typeof line === 'string') : [];

/** The first is what holds when nothing, or nothing of these, is set. */
const oneOf = <T extends string>(value: unknown, choices: readonly [T, ...T[]]): T =>
  choices.find((each) => each === value) ?? choices[0];
