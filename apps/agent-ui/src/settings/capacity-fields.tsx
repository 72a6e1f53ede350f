// How many open tickets at once, by kind of channel; empty: as it is for everybody, or without a limit.
import { NumberInput } from '@mantine/core';
import type { Capacity } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { KINDS } from './routing.js';
import styles from './routing.module.css';

interface Props {
  capacity: Capacity;
  /** What an empty field means. */
  otherwise: Record<string, number | null>;
  onChange: (capacity: Capacity) => void;
}

export function CapacityInputs({ capacity, otherwise, onChange }: Props) {
  const { say } = useWords();
  const change = (kind: keyof Capacity, value: string | number) => {
    const { [kind]: _, ...rest } = capacity;
    onChange(value === '' ? rest : { ...rest, [kind]: Math.round(Number(value)) });
  };
  return (
    <fieldset className={styles.capacity}>
      <legend>{say('duty.capacity')}</legend>
      {[...KINDS, 'total' as const].map((kind) => (
        <NumberInput
          key={kind}
          label={say(`kind.${kind}`)}
          placeholder={otherwise[kind] === null ? '∞' : String(otherwise[kind])}
          min={0}
          max={1000}
          allowDecimal={false}
          allowNegative={false}
          value={capacity[kind] ?? ''}
          onChange={(value) => change(kind, value)}
        />
      ))}
    </fieldset>
  );
}
