// How a site's chat will look, as its form is being filled in: the head of the panel, the greeting, the button in its corner.

import { useQuery } from '@tanstack/react-query';
import { agentsQuery, meQuery } from '../api/queries.js';
import { Face } from '../shell/faces.js';
import { useWords } from '../words/words.js';
import { inkOn, readColour } from './chat-colour.js';
import styles from './chat-preview.module.css';
import type { ConfigValues } from './config-values.js';

export function ChatPreview({ values }: { values: ConfigValues }) {
  const { say } = useWords();
  const me = useQuery(meQuery).data;
  const team = (useQuery(agentsQuery).data ?? []).filter((one) => !one.disabled).slice(0, 3);
  const workspace = me?.workspace.name ?? '';
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
          {text('face') === 'logo' && text('logo') && me && (
            <img className={styles.face} src={`/files/${me.workspace.id}/${text('logo')}/logo`} alt="" />
          )}
          {(text('face') === 'initials' || (text('face') === 'logo' && !text('logo'))) && (
            <span className={styles.face}>{initials}</span>
          )}
          {text('face') === 'team' &&
            team.map(({ id, name }) => <Face key={id} id={id} name={name} size={32} hint="" />)}
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
