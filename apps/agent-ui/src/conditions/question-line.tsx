// One question of a condition: which field, how it is compared, and with what; each with the picker that suits it.
import { ActionIcon, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useWords, type Word } from '../words/words.js';
import styles from './condition-builder.module.css';
import { isWhole, newKey, type Op, type Question, type Value } from './condition-tree.js';
import { type ConditionField, useFieldWords } from './field-words.js';
import { type Findable, FoundPicker } from './found-picker.js';
import { InstantPicker } from './instant-picker.js';
import { INSTANT_OPS, type InstantOp, instantOp, instantQuestion } from './instant-words.js';

/** A field's question as it begins. */
export function firstQuestion(field: ConditionField): Question {
  const key = newKey();
  if (field.type === 'instant') return { key, field: field.name, ...instantQuestion('within', undefined) };
  if (field.type === 'flag') return { key, field: field.name, op: 'is', value: true };
  return { key, field: field.name, op: offered(field)[0] ?? 'set', value: undefined };
}

/** What is offered of what the desk can be asked: "is" is one of a list of one, except for numbers. */
const offered = (field: ConditionField): Op[] => {
  const ops = field.ops.filter(
    (op) => !(op === 'is' && (field.type === 'choice' || (field.type === 'number' && field.values))),
  );
  return field.values ? ops.sort((a, b) => Number(b === 'in') - Number(a === 'in')) : ops;
};

/** Ids of rows that are too many for a list: they are found by a few letters. */
const findable = ({ name }: ConditionField): Findable | null =>
  name === 'contact' || name === 'company' ? name : null;

interface Props {
  question: Question;
  fields: ConditionField[];
  onChange: (question: Question) => void;
  onRemove: () => void;
}

export function QuestionLine({ question, fields, onChange, onRemove }: Props) {
  const { say } = useWords();
  const words = useFieldWords();
  const field = fields.find((one) => one.name === question.field);
  const choices = fields.map((one) => ({ value: one.name, label: words.field(one) }));
  const known = field ? choices : [...choices, { value: question.field, label: question.field }];
  const take = (name: string | null) => {
    const next = fields.find((one) => one.name === name);
    if (next && name !== question.field) onChange({ ...firstQuestion(next), key: question.key });
  };
  return (
    <div className={styles.line} data-half={isWhole(question) ? undefined : true}>
      <Select
        size="xs"
        className={styles.field}
        aria-label={say('condition.field')}
        data={known.sort((a, b) => a.label.localeCompare(b.label))}
        value={question.field}
        error={field ? undefined : say('condition.gone')}
        searchable
        selectFirstOptionOnChange
        allowDeselect={false}
        onFocus={(event) => event.currentTarget.select()}
        onChange={take}
      />
      {field && <HowPicker field={field} question={question} onChange={onChange} />}
      {field && <ValuePicker field={field} question={question} onChange={onChange} />}
      <ActionIcon size="md" className={styles.remove} aria-label={say('condition.remove')} onClick={onRemove}>
        <IconX size={15} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}

type PickerProps = { field: ConditionField; question: Question; onChange: (question: Question) => void };

function HowPicker({ field, question, onChange }: PickerProps) {
  const { say } = useWords();
  if (field.type === 'flag') {
    return (
      <Select
        size="xs"
        className={styles.how}
        aria-label={say('condition.how')}
        data={[
          { value: 'true', label: say('op.yes') },
          { value: 'false', label: say('op.no') },
        ]}
        value={String(question.value ?? true)}
        allowDeselect={false}
        onChange={(value) => onChange({ ...question, op: 'is', value: value === 'true' })}
      />
    );
  }
  const instant = field.type === 'instant';
  const data = instant
    ? INSTANT_OPS.map((op) => ({ value: op as string, label: say(`when.${op}`) }))
    : offered(field).map((op) => ({ value: op as string, label: say(`op.${op}` as Word) }));
  const op = question.op === 'is' && !offered(field).includes('is') ? 'in' : question.op;
  const change = (next: string) => {
    if (instant)
      return onChange({
        key: question.key,
        field: question.field,
        ...instantQuestion(next as InstantOp, question.value),
      });
    onChange({ ...question, op: next as Op, value: fitting(next as Op, question.value) });
  };
  return (
    <Select
      size="xs"
      className={styles.how}
      aria-label={say('condition.how')}
      data={data}
      value={instant ? instantOp(question.op, question.value) : op}
      allowDeselect={false}
      onChange={(next) => next && change(next)}
    />
  );
}

/** What can be kept of a value when it is compared another way: a list for "one of", one for the others. */
function fitting(op: Op, value: Value | undefined): Value | undefined {
  if (op === 'set' || op === 'unset') return undefined;
  const many = op === 'in' || op === 'not-in' || op === 'contains' || op === 'lacks';
  if (many) return Array.isArray(value) ? value : typeof value === 'string' || typeof value === 'number' ? [value] : [];
  return Array.isArray(value) ? value[0] : value;
}

function ValuePicker({ field, question, onChange }: PickerProps) {
  const { say } = useWords();
  const words = useFieldWords();
  const { value } = question;
  // "Is" of a choice is shown, and kept from the first change on, as one of a list of one.
  const op = question.op === 'is' && !offered(field).includes('is') ? 'in' : question.op;
  if (op === 'set' || op === 'unset' || field.type === 'flag') return null;
  if (field.type === 'instant') return <InstantPicker question={question} onChange={onChange} />;
  const raw = (text: string): string | number => (field.numeric ? Number(text) : text);
  const many = op === 'in' || op === 'not-in' || op === 'contains' || op === 'lacks';
  const held = Array.isArray(value) ? value : value === undefined ? [] : [value as string | number];
  const label = say('condition.value');
  const set = (next: Value | undefined) => onChange({ ...question, op, value: next });
  const found = findable(field);
  if (found)
    return (
      <FoundPicker of={found} many={many} held={held.map(String)} onChange={(next) => set(many ? next : next[0])} />
    );
  if (field.values) {
    const listed = field.values.map((one) => ({ value: one.value, label: words.value(field, one.value) }));
    const missing = held.map(String).filter((one) => !listed.some((known) => known.value === one));
    const data = [
      ...listed,
      ...missing.map((one) => ({ value: one, label: say('condition.gone-value', { value: one }) })),
    ];
    const shared = { size: 'xs' as const, className: styles.value, 'aria-label': label, data, searchable: true };
    return many ? (
      <MultiSelect
        {...shared}
        value={held.map(String)}
        hidePickedOptions
        classNames={{ inputField: styles.search }}
        placeholder={held.length === 0 ? say('condition.choose') : undefined}
        onChange={(next) => set(next.map(raw))}
      />
    ) : (
      <Select
        {...shared}
        value={held[0] === undefined ? null : String(held[0])}
        onChange={(next) => set(next === null ? undefined : raw(next))}
      />
    );
  }
  if (field.type === 'number') {
    return many ? (
      <TagsInput
        size="xs"
        className={styles.value}
        aria-label={label}
        value={held.map(String)}
        onChange={(next) => set(next.map(Number).filter(Number.isFinite))}
      />
    ) : (
      <NumberInput
        size="xs"
        className={styles.value}
        aria-label={label}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => set(typeof next === 'number' ? next : undefined)}
      />
    );
  }
  return many ? (
    <TagsInput
      size="xs"
      className={styles.value}
      aria-label={label}
      placeholder={held.length === 0 ? say('condition.words') : undefined}
      value={held.map(String)}
      acceptValueOnBlur
      onChange={(next) => set(next.map(raw))}
    />
  ) : (
    <TextInput
      size="xs"
      className={styles.value}
      aria-label={label}
      value={held[0] === undefined ? '' : String(held[0])}
      onChange={(event) => set(event.target.value)}
    />
  );
}
