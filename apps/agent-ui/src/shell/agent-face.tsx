// A colleague's face with the mark of whether they are there: told by shape and words too, never by colour alone.
import type { AgentPresence } from '@otklik/contract';
import { usePresence } from '../live/presence.js';
import { type Say, useWords } from '../words/words.js';
import { Face } from './faces.js';
import styles from './faces.module.css';

interface Props {
  id: string;
  name: string;
  size?: number;
  /** What the tooltip says before the presence; the name by default, no tooltip when empty. */
  hint?: string;
  ring?: boolean;
}

export function AgentFace({ id, name, hint = name, ...face }: Props) {
  const { say } = useWords();
  const presence = usePresence(id);
  if (presence === undefined) return <Face id={id} name={name} hint={hint} {...face} />;
  return (
    <span className={styles.there} data-small={(face.size ?? 24) < 24 || undefined}>
      <Face id={id} name={name} hint={hint && `${hint} · ${presenceWords(presence, say)}`} {...face} />
      <PresenceDot state={presence?.state ?? 'offline'} />
    </span>
  );
}

/** Full: online. Half: away. A ring: offline. Silent for readers of the screen: the words stand beside it. */
export const PresenceDot = ({ state }: { state: AgentPresence['state'] }) => (
  <span className={styles.dot} data-presence={state} aria-hidden="true" />
);

/** The words, small, for those who are not there; for readers of the screen for those who are, too. */
export function PresenceWords({ id }: { id: string }) {
  const { say } = useWords();
  const presence = usePresence(id);
  if (presence === undefined) return null;
  const here = presence?.state === 'online';
  return <small className={here ? 'visually-hidden' : styles.absent}>{presenceWords(presence, say)}</small>;
}

export function presenceWords(presence: AgentPresence | null | undefined, say: Say): string {
  if (!presence) return say('presence.offline');
  if (presence.state === 'offline' && presence.why === 'hours') return say('presence.off-hours');
  if (presence.state === 'away' && presence.why === 'silent') return say('presence.silent');
  return say(`presence.${presence.state}`);
}
