// What a rule may ask, as the condition builder shows it: the fields of tickets, and those of what happened in our words.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from '../../api/request.js';
import type { ConditionField } from '../../conditions/field-words.js';
import { useWords, type Word } from '../../words/words.js';

const ruleFieldsQuery = queryOptions({
  queryKey: ['rule-fields'],
  queryFn: () => get<ConditionField[]>('/api/v1/rule-fields'),
});

const LABELS: Record<string, Word> = {
  'previous.state': 'rules.field.previous-state',
  'previous.priority': 'rules.field.previous-priority',
  'previous.assignee': 'rules.field.previous-assignee',
  'previous.team': 'rules.field.previous-team',
  'message.text': 'rules.field.message-text',
  'message.thanks': 'rules.field.message-thanks',
  'event.by': 'rules.field.event-by',
  'event.score': 'rules.field.event-score',
  'hours.open': 'rules.field.hours-open',
};
const WORDS_OF_VALUES: Record<string, (value: string) => Word> = {
  'previous.state': (value) => `state.${value}` as Word,
  'previous.priority': (value) => `priority.${value}` as Word,
  'event.by': (value) => `rules.by.${value}` as Word,
};

/** Empty until the desk has answered. */
export function useRuleFields(): ConditionField[] {
  const { say } = useWords();
  const fields = useQuery(ruleFieldsQuery).data ?? [];
  return fields.map((field) => {
    const label = LABELS[field.name];
    if (!label) return field;
    const word = WORDS_OF_VALUES[field.name];
    const values = word && field.values ? field.values.map((one) => ({ ...one, label: say(word(one.value)) })) : null;
    return { ...field, label: say(label), values: values ?? field.values };
  });
}
