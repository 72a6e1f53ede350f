// A field's value in words for whoever reads them: choices by their labels, days and numbers as their language writes them. Pure.
import { localeOf, say } from '../../platform/words/words.js';
import type { FieldDefinition, FieldValueStored } from './field-definition.js';

/** `locale`: of the reader, as `ru` or `pt-BR`. Null: nothing is filled in. A choice that is gone is said as it is kept. */
export function showValue(
  { type, choices }: Pick<FieldDefinition, 'type' | 'choices'>,
  value: FieldValueStored | null | undefined,
  locale: string,
): string | null {
  if (value === null || value === undefined) return null;
  const label = (id: string) => choices.find((one) => one.id === id)?.label ?? id;
  if (Array.isArray(value)) return value.map(label).join(', ') || null;
  if (typeof value === 'boolean') return say(localeOf(locale), value ? 'field.yes' : 'field.no');
  // Digits are not grouped: the number of a contract is no amount.
  if (typeof value === 'number')
    return new Intl.NumberFormat(known(locale), { useGrouping: false, maximumFractionDigits: 10 }).format(value);
  if (type === 'choice') return label(value);
  if (type !== 'date') return value;
  const day = new Date(`${value}T00:00:00Z`);
  return new Intl.DateTimeFormat(known(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/** What a customer's mail client calls a language may be none. */
function known(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return localeOf(locale);
  }
}
