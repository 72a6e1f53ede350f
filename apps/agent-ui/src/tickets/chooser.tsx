// One line to type in and a list to choose from: who, which state, which tag, until when. All by keyboard; Escape changes nothing.
import { Modal } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useWords } from '../words/words.js';
import styles from './chooser.module.css';

export interface Choice {
  id: string;
  words: string;
  hint?: string;
  icon?: ReactNode;
  /** Already so: of all that are concerned, or of some. */
  on?: 'all' | 'some';
  act: () => void;
}

interface Props {
  title: string;
  /** What is typed is looked for in the words; `made` may add a choice made of it. */
  choices: Choice[];
  made?: (typed: string) => Choice | null;
  onClose: () => void;
  /** Stays open after a choice. */
  stays?: boolean;
  children?: ReactNode;
}

export function Chooser({ title, choices, made, onClose, stays = false, children }: Props) {
  const { say } = useWords();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const wanted = typed.trim().toLocaleLowerCase();
  const fitting = choices.filter((choice) => choice.words.toLocaleLowerCase().includes(wanted));
  const own = wanted && made ? made(typed.trim()) : null;
  const shown = own ? [...fitting, own] : fitting;
  const current = Math.min(at, shown.length - 1);
  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    if (stays) setTyped('');
    else onClose();
    choice.act();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take(shown[current]);
    else if (event.key === 'ArrowDown') setAt(Math.min(current + 1, shown.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(current - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <Modal.Root opened onClose={onClose} padding={0} size={400} yOffset="14vh">
      <Modal.Overlay />
      <Modal.Content aria-label={title} data-testid="chooser">
        <Modal.Body>
          <p className={styles.title}>{title}</p>
          <input
            // biome-ignore lint/a11y/noAutofocus: it is opened to choose
            autoFocus
            className={styles.line}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setAt(0);
            }}
            onKeyDown={keys}
            placeholder={say('chooser.find')}
            aria-label={title}
            role="combobox"
            aria-expanded="true"
            aria-controls="chooser-choices"
            aria-activedescendant={shown[current] ? `choice-${current}` : undefined}
          />
          <div id="chooser-choices" role="listbox" aria-label={title} className={styles.choices}>
            {shown.map((choice, index) => (
              <button
                type="button"
                key={choice.id}
                id={`choice-${index}`}
                role="option"
                aria-selected={index === current}
                tabIndex={-1}
                className={styles.choice}
                ref={index === current ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
                onMouseMove={() => setAt(index)}
                onClick={() => take(choice)}
              >
                {choice.icon}
                <span>{choice.words}</span>
                {choice.hint && <small>{choice.hint}</small>}
                {choice.on === 'all' && <IconCheck size={16} role="img" aria-label={say('chooser.on-all')} />}
                {choice.on === 'some' && <IconMinus size={16} role="img" aria-label={say('chooser.on-some')} />}
              </button>
            ))}
          </div>
          {shown.length === 0 && (
            <p className={styles.none} role="status">
              {say('chooser.nothing')}
            </p>
          )}
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
