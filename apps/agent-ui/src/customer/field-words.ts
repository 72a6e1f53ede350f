// What stands in a field of the workspace's own, in words of the reader: "Gold", "5 November 2026", "Yes".
import type { Say } from '../words/words.js';
import type { FieldDefinition } from './field-queries.js';

/** Null, absent, an empty list: a dash. */
export function valueWords(field: FieldDefinition | undefined, value: unknown, say: Say, locale: string): string {
  const label = (id: unknown) => field?.choices.find((one) => one.id === id)?.label ?? String(id);
  if (value === null || value === undefined || value === '') return say('fields.empty');
  if (Array.isArray(value)) return value.length === 0 ? say('fields.empty') : value.map(label).join(', ');
  if (typeof value === 'boolean') return say(value ? 'fields.yes' : 'fields.no');
  if (field?.type === 'choice') return label(value);
  if (field?.type !== 'date') return String(value);
  const day = new Date(`${String(value)}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(day);
}
