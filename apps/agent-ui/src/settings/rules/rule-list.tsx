// The rules in their order: moved by dragging or by the arrow keys, switched on and off where they stand.
import { Switch } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { queryClient } from '../../api/queries.js';
import { put } from '../../api/request.js';
import { fieldsQuery } from '../../customer/field-queries.js';
import { takeAnswer } from '../../live/take-news.js';
import { tellRefusal } from '../../shell/notices.js';
import { useWords } from '../../words/words.js';
import { Mark } from '../parts.js';
import { countQuestions, type Rule, rulesQuery, thenWords, whenWords } from './rules.js';
import styles from './rules.module.css';

/** From here on a rule that fails says so in the list. */
const FAILS = 2;

let last: Promise<void> = Promise.resolve();

/** Shown at once and written one after another; the last of them asks what the desk keeps, which is not what it refused. */
function optimistic(next: Rule[], write: () => Promise<unknown>): void {
  takeAnswer(rulesQuery.queryKey, next);
  const mine = last
    .then(write)
    .catch(tellRefusal)
    .then(async () => {
      if (last === mine) await queryClient.invalidateQueries({ queryKey: rulesQuery.queryKey });
    });
  last = mine;
}

function reordered(rules: Rule[], from: number, to: number): Rule[] {
  const next = [...rules];
  const [moving] = next.splice(from, 1);
  if (moving) next.splice(to, 0, moving);
  return next;
}

export function RuleList({ rules, onOpen }: { rules: Rule[]; onOpen: (id: string) => void }) {
  const { say } = useWords();
  const [dragged, setDragged] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const move = (from: number, to: number) => {
    if (to < 0 || to >= rules.length || from === to) return;
    const next = reordered(rules, from, to);
    optimistic(next, () => put('/api/v1/rules/order', { ids: next.map((rule) => rule.id) }));
  };
  return (
    <ol className={styles.list} ref={list} aria-label={say('settings.rules')}>
      {rules.map((rule, index) => (
        <li
          key={rule.id}
          data-testid="rule"
          className={styles.row}
          data-dragged={dragged === index || undefined}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            setDragged(index);
          }}
          onDragEnd={() => setDragged(null)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== null) move(dragged, index);
            setDragged(null);
          }}
        >
          <Handle
            name={rule.name}
            onStep={(step) => {
              move(index, index + step);
            }}
          />
          <RuleRow rule={rule} rules={rules} onOpen={onOpen} />
        </li>
      ))}
    </ol>
  );
}

function Handle({ name, onStep }: { name: string; onStep: (step: -1 | 1) => void }) {
  const { say } = useWords();
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    onStep(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <button type="button" className={styles.handle} aria-label={say('rules.move', { name })} onKeyDown={onKey}>
      <IconGripVertical size={16} stroke={1.75} />
    </button>
  );
}

function RuleRow({ rule, rules, onOpen }: { rule: Rule; rules: Rule[]; onOpen: (id: string) => void }) {
  const { say, locale } = useWords();
  const fields = useQuery(fieldsQuery).data ?? [];
  const { id, failures, failingSince: _, ...order } = rule;
  const toggle = (enabled: boolean) =>
    optimistic(
      rules.map((each) => (each.id === id ? { ...each, enabled } : each)),
      () => put(`/api/v1/rules/${id}`, { ...order, enabled }),
    );
  return (
    <>
      <button type="button" className={styles.open} onClick={() => onOpen(id)}>
        <strong>{rule.name}</strong>
        <span>
          <em>{say('rules.when')}:</em> {whenWords(rule.when, say, locale)}
        </span>
        <Asked rule={rule} />
        <span>
          <em>{say('rules.then')}:</em> {thenWords(rule.actions, say, locale, fields)}
        </span>
        {failures >= FAILS && <Mark tone="bad">{say('rules.failing', { count: failures })}</Mark>}
      </button>
      <Switch
        aria-label={say('rules.enabled-of', { name: rule.name })}
        checked={rule.enabled}
        onChange={(event) => toggle(event.target.checked)}
      />
    </>
  );
}

function Asked({ rule }: { rule: Rule }) {
  const { say } = useWords();
  const count = countQuestions(rule.condition);
  if (count === 0) return null;
  return (
    <span>
      <em>{say('rules.if')}:</em> {say('rules.conditions', { count })}
    </span>
  );
}
