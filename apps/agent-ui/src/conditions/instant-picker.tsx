// With what an instant is compared: so many minutes, hours, days or weeks away from now, or a date.
import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useWords } from '../words/words.js';
import styles from './condition-builder.module.css';
import type { Question } from './condition-tree.js';
import { inUnits, spanOf, UNITS, type Unit } from './instant-words.js';

interface Props {
  question: Question;
  onChange: (question: Question) => void;
}

export function InstantPicker({ question, onChange }: Props) {
  const { say } = useWords();
  const seconds = spanOf(question.value);
  if (seconds === null) {
    return (
      <TextInput
        size="xs"
        type="date"
        className={styles.value}
        aria-label={say('condition.value')}
        value={String(question.value ?? '').slice(0, 10)}
        onChange={(event) => onChange({ ...question, value: event.target.value })}
      />
    );
  }
  const { amount, unit } = inUnits(seconds);
  const ahead = typeof question.value === 'object' && 'ahead' in question.value;
  const set = (next: number, of: Unit) => {
    const span = Math.max(0, Math.round(next * UNITS[of]));
    onChange({ ...question, value: ahead ? { ahead: span } : { ago: span } });
  };
  return (
    <Group gap={4} wrap="nowrap" className={styles.value}>
      <NumberInput
        size="xs"
        min={0}
        aria-label={say('condition.value')}
        value={amount}
        onChange={(next) => typeof next === 'number' && set(next, unit)}
        style={{ width: 74 }}
      />
      <Select
        size="xs"
        aria-label={say('condition.unit')}
        data={(Object.keys(UNITS) as Unit[]).map((one) => ({ value: one, label: say(`unit.${one}`) }))}
        value={unit}
        allowDeselect={false}
        onChange={(next) => next && set(amount, next as Unit)}
        style={{ flex: 1 }}
      />
    </Group>
  );
}
