// What a tile shows, what it is called, and whose days and filters it has.
import { Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { BoardTile } from '../../api/shapes.js';
import { useWords } from '../../words/words.js';
import { newTile } from './board-tiles.js';
import { TileFields } from './tile-fields.js';

interface Props {
  /** Null: a new one. */
  tile: BoardTile | null;
  onClose: () => void;
  onDone: (tile: BoardTile) => void;
}

export function TileWindow({ tile, onClose, onDone }: Props) {
  const { say } = useWords();
  const [made, setMade] = useState(tile ?? newTile('overview.opened'));
  const save = (event: FormEvent) => {
    event.preventDefault();
    onDone({ ...made, name: made.name?.trim() || null });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(tile ? 'board.tile-change' : 'board.add')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form onSubmit={save}>
        <Stack gap="md">
          <TileFields tile={made} onChange={setMade} />
          <Group justify="flex-end">
            <Button type="submit">{say(tile ? 'save' : 'board.add')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
