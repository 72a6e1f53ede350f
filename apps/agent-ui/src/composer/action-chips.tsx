// What will be done to the ticket when the words are sent, each of it removable before.
import { CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FieldValues, fieldsQuery, living } from '../customer/field-queries.js';
import { valueWords } from '../customer/field-words.js';
import { useNames } from '../shell/people-names.js';
import { fullTime } from '../words/moments.js';
import { useWords, type Word } from '../words/words.js';
import type { TicketAction } from './drafts.js';
import { type SnoozeFromNow, snoozeFromNow } from './snooze-words.js';
import styles from './strips.module.css';

/** One action in short words: "Priority: High". */
export function useActionWords(): (action: TicketAction) => string {
  const { say, locale } = useWords();
  const names = useNames();
  const fields = living(useQuery(fieldsQuery).data, 'ticket');
  return (action) => {
    const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));
    switch (action.do) {
      case 'assign': {
        if (action.agentId) return say('action.assign', { name: names.agent(String(action.agentId)) });
        if (action.teamId) return say('action.assign', { name: names.team(String(action.teamId)) });
        return say('action.unassign');
      }
      case 'state':
        return say('action.state', { state: say(`state.${String(action.state)}` as Word) });
      case 'priority':
        return say('action.priority', { priority: say(`priority.${Number(action.priority) as 0 | 1 | 2 | 3}`) });
      case 'add-tags':
        return say('action.add-tags', { tags: list(action.names) });
      case 'remove-tags':
        return say('action.remove-tags', { tags: list(action.names) });
      case 'set-fields':
        return Object.entries((action.values ?? {}) as FieldValues)
          .map(([key, value]) => {
            const field = fields.find((one) => one.key === key);
            return say('action.field', { label: field?.label ?? key, value: valueWords(field, value, say, locale) });
          })
          .join(' · ');
      case 'snooze':
        if (!('until' in action))
          return say('action.snooze-for', { time: snoozeFromNow(action as unknown as SnoozeFromNow, say, locale) });
        return say('action.snooze', {
          time: fullTime(String(action.until), locale),
        });
      case 'spam':
        return say(action.spam ? 'spam.mark' : 'spam.not');
      default:
        return say('action.note');
    }
  };
}

export function ActionChips({ actions, onRemove }: { actions: TicketAction[]; onRemove: (index: number) => void }) {
  const { say } = useWords();
  const words = useActionWords();
  if (actions.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={say('action.when-sent')} data-testid="actions">
      <li className={styles.chipsHead}>{say('action.when-sent')}</li>
      {actions.map((action, index) => (
        <li key={JSON.stringify(action)} className={styles.chip}>
          {words(action)}
          <CloseButton
            size="xs"
            aria-label={say('action.remove', { action: words(action) })}
            onClick={() => onRemove(index)}
          />
        </li>
      ))}
    </ul>
  );
}
