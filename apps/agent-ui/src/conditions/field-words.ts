// What the fields of conditions and their values are called: the desk's own words here, names of rows from the desk.
import { useChannelName } from '../shell/channel-mark.js';
import { useWords, type Word } from '../words/words.js';
import type { Op } from './condition-tree.js';

export interface ConditionField {
  name: string;
  /** Of a custom field; else the screen has words for the name. */
  label: string | null;
  type: 'choice' | 'list' | 'number' | 'text' | 'instant' | 'flag';
  ops: Op[];
  /** Values are numbers, though they are written as words. */
  numeric: boolean;
  /** Null: anything of its type. */
  values: { value: string; label: string | null }[] | null;
}

const FIELDS = [
  'channel',
  'connection',
  'state',
  'priority',
  'team',
  'assignee',
  'tag',
  'language',
  'contact',
  'company',
  'segment',
  'subject',
  'unread',
  'waiting-since',
  'last-message',
  'opened',
  'first-response',
  'solved',
  'sla-due',
  'at-risk',
  'overdue',
  'satisfaction-risk',
  'snoozed-until',
  'rating',
  'rated',
  'episode',
  'handoffs',
  'touches',
  'spam',
  'started-by',
  'company',
  'segment',
  'name',
  'email',
  'since',
  'last-seen',
  'blocked',
  'opted-out',
  'orders',
  'last-order',
  'first-contact',
] as const;
const OWN_VALUES = ['assignee.me', 'team.mine', 'rated.good', 'rated.bad', 'started-by.customer', 'started-by.agent'];

export interface FieldWords {
  field: (field: ConditionField) => string;
  value: (field: ConditionField, value: string | number) => string;
}

export function useFieldWords(): FieldWords {
  const { say, locale } = useWords();
  const channel = useChannelName();
  const languages = new Intl.DisplayNames([locale], { type: 'language' });
  const value: FieldWords['value'] = (field, one) => {
    const text = String(one);
    const known = field.values?.find((each) => each.value === text);
    if (known?.label) return known.label;
    if (field.name === 'channel') return channel(text);
    if (field.name === 'language') return languages.of(text) ?? text;
    if (field.name === 'state') return say(`state.${text}` as Word);
    if (field.name === 'priority') return say(`priority.${text}` as Word);
    const own = `${field.name}.${text}`;
    return OWN_VALUES.includes(own) ? say(`field-value.${own}` as Word) : text;
  };
  const name: FieldWords['field'] = (field) => {
    if (field.label) return field.label;
    if (field.name.startsWith('spent.')) return say('field.spent', { currency: field.name.slice(6) });
    return (FIELDS as readonly string[]).includes(field.name) ? say(`field.${field.name}` as Word) : field.name;
  };
  return { field: name, value };
}
