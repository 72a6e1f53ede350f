// Whether the settings of a connection are right, by its channel's schema; secrets part from the rest here. Pure.
import type { ConfigField } from '@otklik/channels';
import { DomainError } from '../platform/errors.js';
import { localeOf, say, type WordKey } from '../platform/words/words.js';

export interface CheckedConfig {
  /** What may be shown. */
  config: Record<string, unknown>;
  /** What may not. */
  secrets: Record<string, string>;
}

const LONGEST = 10_000;

/**
 * Lays `given` over `present`: an absent field stays, null or '' clears it, `{set: true}` leaves a secret as it is, and a
 * cleared field takes its default.
 * @throws DomainError setting-wrong with `name`, and the field's label and the reason in words of `locale`
 */
export function checkConfig(
  schema: ConfigField[],
  given: Record<string, unknown>,
  present: CheckedConfig,
  locale: string,
): CheckedConfig {
  const unknown = Object.keys(given).find((name) => !schema.some((field) => field.name === name));
  if (unknown !== undefined) throw wrong(unknown, unknown, say(locale, 'desk.not-known'));
  const checked: CheckedConfig = { config: {}, secrets: {} };
  for (const field of schema) {
    const place = field.type === 'secret' ? checked.secrets : checked.config;
    const before = field.type === 'secret' ? present.secrets[field.name] : present.config[field.name];
    const wanted = chosen(field, given[field.name], before);
    const label = field.label[localeOf(locale)];
    if (wanted === undefined) {
      if (field.required && isShown(field, checked)) throw wrong(field.name, label, say(locale, 'desk.needed'));
      continue;
    }
    const value = READERS[field.type](wanted, field);
    if (value instanceof Fault)
      throw wrong(field.name, label, say(locale, value.key, { choices: field.choices ?? [] }));
    place[field.name] = value as string;
  }
  return checked;
}

/** A field of another choice is not asked for; what was once written there stays. */
function isShown({ when }: ConfigField, { config }: CheckedConfig): boolean {
  return !when || when.is.includes(String(config[when.field] ?? ''));
}

function chosen(field: ConfigField, given: unknown, before: unknown): unknown {
  const kept = field.type === 'secret' && typeof given === 'object' && given !== null;
  const value = given === undefined || kept ? before : given;
  const empty = value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
  return empty ? field.default : value;
}

const wrong = (name: string, field: string, reason: string) =>
  new DomainError('setting-wrong', { name, field, reason });

class Fault {
  constructor(readonly key: WordKey) {}
}

type Reader = (value: unknown, field: ConfigField) => unknown | Fault;

const text: Reader = (value) => {
  if (typeof value !== 'string' || value.includes('\0')) return new Fault('desk.not-text');
  return value.length > LONGEST ? new Fault('desk.too-long') : value.trim();
};

const READERS: Record<ConfigField['type'], Reader> = {
  text,
  secret: text,
  url: (value) => {
    const right = typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
    return right ? value.trim() : new Fault('desk.not-url');
  },
  email: (value) => {
    const right = typeof value === 'string' && value.length <= 320 && /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(value.trim());
    return right ? value.trim().toLowerCase() : new Fault('desk.not-email');
  },
  number: (value) => {
    const number = typeof value === 'string' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : new Fault('desk.not-number');
  },
  flag: (value) => (typeof value === 'boolean' ? value : new Fault('desk.not-flag')),
  choice: (value, field) => (field.choices?.includes(value as string) ? value : new Fault('desk.not-choice')),
  picture: (value) =>
    typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
      ? value
      : new Fault('desk.not-text'),
  lines: (value) => {
    const lines = typeof value === 'string' ? value.split('\n') : value;
    if (!Array.isArray(lines) || lines.some((line) => typeof line !== 'string')) return new Fault('desk.not-text');
    const clean = (lines as string[]).map((line) => line.trim()).filter(Boolean);
    return clean.join('\n').length > LONGEST ? new Fault('desk.too-long') : clean;
  },
};
