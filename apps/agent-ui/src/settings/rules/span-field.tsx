// A span of time as a number and its unit; never empty.
import { Group, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../words/words.js';
import { inUnits, UNITS, type Unit } from '../promises.js';

interface Props {
  label: string;
  seconds: number;
  onChange: (seconds: number) => void;
}

export function SpanField({ label, seconds, onChange }: Props) {
  const { say } = useWords();
  const [unit, setUnit] = useState<Unit>(() => inUnits(seconds).unit);
  return (
    <Group gap="xs" wrap="nowrap">
      <NumberInput
        w={84}
        aria-label={label}
        min={1}
        max={Math.floor((366 * UNITS.days) / UNITS[unit])}
        allowDecimal={false}
        value={Math.max(1, Math.round(seconds / UNITS[unit]))}
        onChange={(next) => Number(next) >= 1 && onChange(Math.round(Number(next)) * UNITS[unit])}
      />
      <Select
        w={124}
        aria-label={say('promises.unit', { of: label })}
        allowDeselect={false}
        value={unit}
        data={(['minutes', 'hours', 'days'] as const).map((each) => ({ value: each, label: say(`promises.${each}`) }))}
        onChange={(next) => {
          if (!next) return;
          onChange(Math.max(1, Math.round(seconds / UNITS[unit])) * UNITS[next as Unit]);
          setUnit(next as Unit);
        }}
      />
    </Group>
  );
}
