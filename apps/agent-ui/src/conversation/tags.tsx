// The tags of a ticket, shown in its head.
import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from '../api/queries.js';
import type { Ticket } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import styles from './ticket-head.module.css';

export function useTagNames(ticket: Ticket): string[] {
  const tags = useQuery(tagsQuery).data ?? [];
  return ticket.tags.map((id) => tags.find((tag) => tag.id === id)?.name).filter((name) => name !== undefined);
}

export function TagLine({ ticket, onEdit }: { ticket: Ticket; onEdit: () => void }) {
  const { say } = useWords();
  const names = useTagNames(ticket);
  if (names.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line of words, not a form
    <span className={styles.tags} role="group" aria-label={say('tags.label')}>
      {names.map((name) => (
        <button type="button" key={name} className={styles.tag} title={say('tags.edit')} onClick={onEdit}>
          {name}
        </button>
      ))}
    </span>
  );
}
