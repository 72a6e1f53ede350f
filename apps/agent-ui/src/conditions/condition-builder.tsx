// Builds a condition: groups that ask for all, any, none or not all, inside each other, and questions with pickers. Every part is a field
// of a form: Tab walks through it, Alt with an arrow moves a line.
import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.js';
import styles from './condition-builder.module.css';
import {
  addTo,
  type Condition,
  conditionOf,
  DEEPEST,
  depthOf,
  type Group,
  isGroup,
  isWhole,
  MODES,
  MOST_QUESTIONS,
  type Mode,
  move,
  type Node,
  newKey,
  questions,
  replace,
  treeOf,
} from './condition-tree.js';
import type { ConditionField } from './field-words.js';
import { firstQuestion, QuestionLine } from './question-line.js';

interface Props {
  fields: ConditionField[];
  /** What it begins with; another object begins anew. */
  value: Condition;
  /** Only what is whole: half-filled lines and empty groups are not part of it; `whole`: there are none. */
  onChange: (condition: Condition, whole: boolean) => void;
  /** What the condition is about, for those who listen. */
  label: string;
}

interface Hand {
  fields: ConditionField[];
  root: Group;
  become: (next: Group) => void;
  full: boolean;
}

export function ConditionBuilder({ fields, value, onChange, label }: Props) {
  const [root, setRoot] = useState(() => treeOf(value));
  const told = useRef(value);
  useEffect(() => {
    if (told.current === value) return;
    told.current = value;
    setRoot(treeOf(value));
  }, [value]);
  const become = (next: Group) => {
    setRoot(next);
    told.current = conditionOf(next);
    onChange(told.current, questions(next).every(isWhole));
  };
  const hand: Hand = { fields, root, become, full: questions(root).length >= MOST_QUESTIONS };
  return (
    <fieldset
      className={styles.builder}
      aria-label={label}
      data-testid="condition-builder"
      onKeyDown={(event) => {
        // Enter chooses here; sending the whole form is for its button.
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
      }}
    >
      <GroupLines group={root} hand={hand} />
    </fieldset>
  );
}

function GroupLines({ group, hand, onRemove }: { group: Group; hand: Hand; onRemove?: () => void }) {
  const { say } = useWords();
  const { fields, root, become, full } = hand;
  const list = useRef<HTMLDivElement>(null);
  const [fresh, setFresh] = useState(false);
  // The line that was added is where one goes on.
  useEffect(() => {
    if (!fresh) return;
    setFresh(false);
    const inputs = list.current?.lastElementChild?.querySelectorAll<HTMLElement>('input:not([type="hidden"])');
    inputs?.[0]?.focus();
  }, [fresh]);
  const add = (node: Node) => {
    become(addTo(root, group.key, node));
    setFresh(true);
  };
  const first = fields[0];
  const setMode = (mode: Mode) =>
    become(
      root.key === group.key ? { ...group, mode } : replace(root, group.key, (node) => ({ ...(node as Group), mode })),
    );
  const nested: Group | null = first ? { key: newKey(), mode: 'any', items: [firstQuestion(first)] } : null;
  const deeper = nested !== null && depthOf(addTo(root, group.key, nested)) <= DEEPEST;
  const keys = (event: KeyboardEvent, key: string) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    const moved = move(root, key, event.key === 'ArrowUp' ? -1 : 1);
    if (!moved) return;
    event.preventDefault();
    event.stopPropagation();
    become(moved);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: fieldsets inside fieldsets have borders and widths of their own mind
    <div className={styles.group} data-mode={group.mode} role="group" aria-label={say(`mode.${group.mode}`)}>
      <div className={styles.mode}>
        <Select
          size="xs"
          className={styles.modeSelect}
          aria-label={say('condition.mode')}
          data={MODES.map((mode) => ({ value: mode, label: say(`mode.${mode}`) }))}
          value={group.mode}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
          onChange={(mode) => mode && setMode(mode as Mode)}
        />
        {onRemove && (
          <ActionIcon size="md" aria-label={say('condition.remove-group')} onClick={onRemove}>
            <IconTrash size={16} stroke={1.75} />
          </ActionIcon>
        )}
      </div>
      <div ref={list} className={styles.items}>
        {group.items.map((item) => {
          const change = (next: Node | null) => become(replace(root, item.key, () => next));
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the fields inside
            <div key={item.key} onKeyDown={(event) => keys(event, item.key)}>
              {isGroup(item) ? (
                <GroupLines group={item} hand={hand} onRemove={() => change(null)} />
              ) : (
                <QuestionLine question={item} fields={fields} onChange={change} onRemove={() => change(null)} />
              )}
            </div>
          );
        })}
      </div>
      {group.items.length === 0 && !onRemove && <p className={styles.empty}>{say('condition.everything')}</p>}
      <div className={styles.add}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} />}
          disabled={full || !first}
          onClick={() => first && add(firstQuestion(first))}
        >
          {say('condition.add')}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={13} />}
          disabled={full || !deeper}
          onClick={() => first && add({ key: newKey(), mode: 'any', items: [firstQuestion(first)] })}
        >
          {say('condition.add-group')}
        </Button>
      </div>
    </div>
  );
}
