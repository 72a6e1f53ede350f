// All emoji to choose from, found by words in the language of the screen; those used lately come first.
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { Waiting } from '../../shell/edges.js';
import { useWords } from '../../words/words.js';
import { emojiQuery, findEmoji } from './emoji.js';
import styles from './emoji-picker.module.css';

const LATELY = 'otklik.emoji';
const KEPT = 16;
const COLUMNS = 8;

function lately(): string[] {
  try {
    return (JSON.parse(localStorage.getItem(LATELY) ?? '[]') as string[]).slice(0, KEPT);
  } catch {
    return [];
  }
}

export function EmojiPicker({ onChoose }: { onChoose: (sign: string) => void }) {
  const { say, locale } = useWords();
  const [query, setQuery] = useState('');
  const [recent] = useState(lately);
  const all = useQuery(emojiQuery(locale)).data;
  const shown = useMemo(() => {
    if (!all) return [];
    if (query.trim()) return findEmoji(all, query, 200);
    const known = recent.flatMap((sign) => all.find((one) => one.sign === sign) ?? []);
    return [...known, ...all.filter((one) => !recent.includes(one.sign))];
  }, [all, query, recent]);
  const choose = (sign: string) => {
    try {
      localStorage.setItem(LATELY, JSON.stringify([sign, ...recent.filter((one) => one !== sign)].slice(0, KEPT)));
    } catch {
      // Not remembered, then.
    }
    onChoose(sign);
  };
  return (
    <div className={styles.picker} data-testid="emoji-picker">
      <TextInput
        data-autofocus
        size="xs"
        aria-label={say('emoji.find')}
        placeholder={say('emoji.find')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && shown[0]) choose(shown[0].sign);
          else return;
          event.preventDefault();
        }}
      />
      {!all && <Waiting />}
      {all && shown.length === 0 && <p className={styles.none}>{say('emoji.none')}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the buttons inside */}
      <div className={styles.grid} onKeyDown={move}>
        {shown.map(({ sign, name }, index) => (
          <button
            type="button"
            key={sign}
            title={name}
            aria-label={name}
            tabIndex={index === 0 ? 0 : -1}
            onClick={() => choose(sign)}
          >
            {sign}
          </button>
        ))}
      </div>
    </div>
  );
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };

function move(event: KeyboardEvent<HTMLDivElement>): void {
  const step = STEPS[event.key];
  if (!step) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.indexOf(event.target as HTMLButtonElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
