// How a site's chat will look, as its form is being filled in: the head of the panel, the greeting, the button in its corner.

import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../api/queries.js';
import { useWords } from '../words/words.js';
import { inkOn, readColour } from './chat-colour.js';
import styles from './chat-preview.module.css';
import type { ConfigValues } from './config-values.js';

export function ChatPreview({ values }: { values: ConfigValues }) {
  const { say } = useWords();
  const workspace = useQuery(meQuery).data?.workspace.name ?? '';
  const text = (field: string) => String(values[field] ?? '').trim();
  const colour = readColour(text('colour')) ?? '#1f6f5c';
  const title = text('title') || workspace;
  const initials = title
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
  const look = { '--chat': colour, '--on-chat': inkOn(colour) } as React.CSSProperties;
  return (
    <figure className={styles.preview} style={look} data-theme={text('theme')} data-side={text('side')}>
      <figcaption>{say('chat.preview')}</figcaption>
      <div className={styles.panel} aria-hidden="true">
        <div className={styles.head}>
          {text('face') === 'initials' && <span className={styles.face}>{initials}</span>}
          <span>
            <strong>{title}</strong>
            <small>{say('chat.preview.promise')}</small>
          </span>
        </div>
        <p>{text('greeting') || '…'}</p>
      </div>
      <span className={styles.button} aria-hidden="true" />
    </figure>
  );
}
