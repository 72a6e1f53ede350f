// One field of the workspace's own: its words, its type, what may stand in it, and whether solving needs it.
import { ActionIcon, Button, Checkbox, Group, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { patch, post } from '../api/request.js';
import type { FieldDefinition, FieldOwner } from '../customer/field-queries.js';
import { useWords } from '../words/words.js';
import { Form, useAction } from './parts.js';

const TYPES = ['text', 'number', 'date', 'choice', 'multi-choice', 'flag', 'url'] as const;
type Choice = { id: string | null; label: string; at: number };
let made = 0;

interface Props {
  of: FieldOwner;
  field: FieldDefinition | null;
  onClose: () => void;
  onSaved: () => void;
}

export function FieldEditor({ of, field, onClose, onSaved }: Props) {
  const { say } = useWords();
  const { busy, run } = useAction();
  const [label, setLabel] = useState(field?.label ?? '');
  const [type, setType] = useState<FieldDefinition['type']>(field?.type ?? 'text');
  const [required, setRequired] = useState(field?.required ?? false);
  const [choices, setChoices] = useState<Choice[]>(
    field?.choices.map((one) => ({ ...one, at: made++ })) ?? [
      { id: null, label: '', at: made++ },
      { id: null, label: '', at: made++ },
    ],
  );
  const [min, setMin] = useState<number | string>(field?.min ?? '');
  const [max, setMax] = useState<number | string>(field?.max ?? '');
  const [pattern, setPattern] = useState(field?.pattern ?? '');
  const chosen = type === 'choice' || type === 'multi-choice';
  const named = choices.filter((one) => one.label.trim() !== '');
  const number = (said: number | string) => (said === '' ? null : Number(said));
  const save = async () => {
    const body = {
      label: label.trim(),
      ...(of === 'ticket' ? { required } : {}),
      ...(chosen ? { choices: named.map(({ id, label: words }) => ({ id, label: words.trim() })) } : {}),
      ...(type === 'number' ? { min: number(min), max: number(max) } : {}),
      ...(type === 'text' ? { max: number(max), pattern: pattern.trim() || null } : {}),
    };
    const done = await run(() =>
      field ? patch(`/api/v1/fields/${field.id}`, body) : post('/api/v1/fields', { ...body, of, type }),
    );
    if (!done) return;
    onSaved();
    onClose();
  };
  const archive = async () => {
    if (!field || !(await run(() => patch(`/api/v1/fields/${field.id}`, { archived: true })))) return;
    onSaved();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={say(field ? 'fields.edit' : 'fields.add')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Form onSave={() => void save()} busy={busy} disabled={label.trim() === '' || (chosen && named.length === 0)}>
        <TextInput
          data-autofocus
          required
          label={say('fields.label')}
          maxLength={100}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
        />
        <Select
          label={say('fields.type')}
          description={field ? say('fields.type-stays') : undefined}
          disabled={field !== null}
          allowDeselect={false}
          data={TYPES.map((value) => ({ value, label: say(`field-type.${value}`) }))}
          value={type}
          onChange={(next) => next && setType(next as typeof type)}
        />
        {chosen && <Choices choices={choices} onChange={setChoices} />}
        {type === 'number' && (
          <Group grow>
            <NumberInput label={say('fields.min')} value={min} onChange={setMin} hideControls />
            <NumberInput label={say('fields.max')} value={max} onChange={setMax} hideControls />
          </Group>
        )}
        {type === 'text' && (
          <>
            <TextInput
              label={say('fields.pattern')}
              description={say('fields.pattern-hint')}
              placeholder="AA-9999"
              maxLength={100}
              value={pattern}
              onChange={(event) => setPattern(event.target.value)}
            />
            <NumberInput label={say('fields.longest')} min={1} max={2000} value={max} onChange={setMax} hideControls />
          </>
        )}
        {of === 'ticket' && (
          <Checkbox
            label={say('fields.required')}
            description={say('fields.required-long')}
            checked={required}
            onChange={(event) => setRequired(event.currentTarget.checked)}
          />
        )}
        {field && (
          <div>
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => void archive()}>
              {say('fields.archive')}
            </Button>{' '}
            <small style={{ color: 'var(--ink-3)' }}>{say('fields.archive-hint')}</small>
          </div>
        )}
      </Form>
    </Modal>
  );
}

function Choices({ choices, onChange }: { choices: Choice[]; onChange: (choices: Choice[]) => void }) {
  const { say } = useWords();
  const reword = (at: number, label: string) =>
    onChange(choices.map((one) => (one.at === at ? { ...one, label } : one)));
  const add = () => onChange([...choices, { id: null, label: '', at: made++ }]);
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, display: 'grid', gap: 6 }}>
      <legend style={{ padding: 0, marginBottom: 4, fontSize: 14, fontWeight: 500 }}>{say('fields.choices')}</legend>
      {choices.map((one, index) => (
        <Group key={one.at} gap={6} wrap="nowrap">
          <TextInput
            flex={1}
            size="xs"
            aria-label={say('fields.choice', { number: index + 1 })}
            maxLength={100}
            value={one.label}
            onChange={(event) => reword(one.at, event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || index < choices.length - 1 || one.label.trim() === '') return;
              event.preventDefault();
              add();
            }}
          />
          <ActionIcon
            aria-label={say('fields.choice-away', { number: index + 1 })}
            onClick={() => onChange(choices.filter((each) => each.at !== one.at))}
          >
            <IconX size={15} stroke={1.75} />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} />} onClick={add}>
          {say('fields.choice-add')}
        </Button>
      </div>
    </fieldset>
  );
}
