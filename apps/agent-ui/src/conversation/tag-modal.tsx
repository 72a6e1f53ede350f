// Changes the tags of a ticket; a new word becomes a new tag.
import { Button, Group, Modal, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tagsQuery } from '../api/queries.js';
import type { Ticket } from '../api/shapes.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { setTags } from './change-ticket.js';
import { useTagNames } from './tags.js';

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
