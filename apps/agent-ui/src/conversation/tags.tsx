// The tags of a ticket: shown under its head, changed in a small window.
import { Button, Group, Modal, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tagsQuery } from '../api/queries.js';
import type { Ticket } from '../api/shapes.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { setTags } from './change-ticket.js';
import styles from './ticket-head.module.css';

function useTagNames(ticket: Ticket): string[] {
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

export function TagModal({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { say } = useWords();
  const my = useMe().agent.id;
  const known = useQuery(tagsQuery).data ?? [];
  const [names, setNames] = useState(useTagNames(ticket));
  const save = () => {
    void setTags(ticket, my, names);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('tags.label')}
      size="sm"
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <TagsInput
        data-autofocus
        value={names}
        onChange={setNames}
        data={known.map((tag) => tag.name)}
        label={say('tags.label')}
        description={say('tags.hint')}
        acceptValueOnBlur
      />
      <Group justify="flex-end" mt="md">
        <Button onClick={save}>{say('save')}</Button>
      </Group>
    </Modal>
  );
}
