// What became of a message after it was written: that it was edited, with the earlier wordings on demand, and reactions.
import type { MessageItem } from '@otklik/contract';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { fullTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './afterwards.module.css';

export function Reactions({ item, customer }: { item: MessageItem; customer: string }) {
  const { say } = useWords();
  if (item.reactions.length === 0) return null;
  return (
    <ul className={styles.reactions} aria-label={say('reactions.label')} data-testid="reactions">
      {item.reactions.map(({ by, emoji }) => {
        const name = by === 'customer' ? customer : say('actor.agent');
        const words = say('reaction.by', { name, emoji });
        return (
          <li key={by} title={words}>
            <span aria-hidden="true">{emoji}</span>
            <span className="visually-hidden">{words}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** "edited", and under it what it said before. */
export function Edited({ item }: { item: MessageItem }) {
  const { say, locale } = useWords();
  const [open, setOpen] = useState(false);
  if (!item.editedAt || item.deletedAt) return null;
  const { versions } = item;
  if (versions.length === 0) return <span className={styles.edited}>{say('message.edited')}</span>;
  return (
    <div className={styles.versions}>
      <button
        type="button"
        className={styles.edited}
        aria-expanded={open}
        title={say('message.versions')}
        onClick={() => setOpen(!open)}
      >
        <IconPencil size={12} stroke={1.75} aria-hidden="true" /> {say('message.edited')}
      </button>
      {open && (
        <ol>
          {versions.toReversed().map((version) => (
            <li key={version.at}>
              <del>{version.text}</del>
              <time dateTime={version.at}>{say('message.until', { time: fullTime(version.at, locale) })}</time>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
