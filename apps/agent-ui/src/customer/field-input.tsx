// One field of the workspace's own, to read and to change in place: kept when one leaves it, chooses, or presses Enter.
import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.js';
import type { FieldDefinition } from './field-queries.js';
import styles from './fields.module.css';

interface Props {
  field: FieldDefinition;
  value: unknown;
  onSave: (value: unknown) => void;
  disabled?: boolean;
  /** In a form of its own, with its label above; else quiet, beside its label. */
  form?: boolean;
  /** The hand begins here when the form opens. */
  first?: boolean;
}

export function FieldInput({ field, value, onSave, disabled = false, form = false, first = false }: Props) {
  const { say } = useWords();
  const id = `field-${form ? 'form-' : ''}${field.id}`;
  const common = {
    id,
    disabled,
    size: form ? ('sm' as const) : ('xs' as const),
    variant: form ? 'default' : 'unstyled',
    classNames: form ? undefined : { input: styles.quiet },
    placeholder: form ? undefined : say('fields.empty'),
    'data-field': field.key,
    'data-autofocus': first || undefined,
  };
  const data = field.choices.map((one) => ({ value: one.id, label: one.label }));
  const kept = typeof value === 'string' && !data.some((one) => one.value === value) ? [{ value, label: value }] : [];
  switch (field.type) {
    case 'choice':
      return (
        <Select
          {...common}
          data={[...data, ...kept]}
          value={(value as string | undefined) ?? null}
          onChange={onSave}
          clearable
          searchable={data.length > 7}
          comboboxProps={{ withinPortal: true }}
        />
      );
    case 'multi-choice':
      return (
        <MultiSelect
          {...common}
          placeholder={Array.isArray(value) && value.length > 0 ? undefined : common.placeholder}
          data={data}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={onSave}
          clearable
        />
      );
    case 'flag':
      return (
        <Select
          {...common}
          data={[
            { value: 'yes', label: say('fields.yes') },
            { value: 'no', label: say('fields.no') },
          ]}
          value={value === true ? 'yes' : value === false ? 'no' : null}
          onChange={(next) => onSave(next === null ? null : next === 'yes')}
          clearable
        />
      );
    default:
      return <Typed field={field} value={value} onSave={onSave} common={common} />;
  }
}

type Common = { id: string; disabled: boolean; size: 'xs' | 'sm'; variant: string; placeholder: string | undefined };

/** What is typed is kept here until one is done with it; what comes from elsewhere meanwhile does not disturb the hand. */
function Typed({ field, value, onSave, common }: Omit<Props, 'disabled' | 'form' | 'first'> & { common: Common }) {
  const { say } = useWords();
  const shown = value === undefined || value === null ? '' : (value as string | number);
  const [typed, setTyped] = useState<string | number>(shown);
  const touched = useRef(false);
  useEffect(() => {
    if (!touched.current) setTyped(shown);
  }, [shown]);
  const change = (next: string | number) => {
    touched.current = true;
    setTyped(next);
    if (common.variant === 'default') onSave(next === '' ? null : next);
  };
  const keep = () => {
    if (!touched.current) return;
    touched.current = false;
    if (typed !== shown) onSave(typed === '' ? null : typed);
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key !== 'Escape' || !touched.current) return;
    touched.current = false;
    setTyped(shown);
    event.stopPropagation();
  };
  if (field.type === 'number')
    return (
      <NumberInput
        {...common}
        value={typed}
        min={field.min ?? undefined}
        max={field.max ?? undefined}
        clampBehavior="none"
        hideControls
        onChange={change}
        onBlur={keep}
        onKeyDown={keys}
      />
    );
  const link = field.type === 'url' && typeof shown === 'string' && /^https?:\/\//i.test(shown) ? shown : null;
  return (
    <TextInput
      {...common}
      type={field.type === 'date' ? 'date' : field.type === 'url' ? 'url' : 'text'}
      placeholder={field.pattern ?? common.placeholder}
      maxLength={field.type === 'text' ? (field.max ?? 2000) : 2000}
      value={String(typed)}
      rightSectionWidth={link ? 26 : 0}
      rightSection={
        link && (
          <a
            href={link}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={say('fields.open', { label: field.label })}
          >
            <IconExternalLink size={14} stroke={1.75} />
          </a>
        )
      }
      onChange={(event) => change(event.target.value)}
      onBlur={keep}
      onKeyDown={keys}
    />
  );
}
