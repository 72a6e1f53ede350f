// A dashboard is made, renamed, shared or deleted.
import { Button, Checkbox, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Board } from '../../api/shapes.js';
import { tellRefusal } from '../../shell/notices.js';
import { useMe } from '../../shell/people-names.js';
import { useWords } from '../../words/words.js';
import { changeBoard, dropBoard, makeBoard } from './board-queries.js';
import { usualTiles } from './board-tiles.js';

interface Props {
  /** Null: a new one. */
  board: Board | null;
  onClose: () => void;
  /** The one that was made; null: it was deleted. Not called where one was changed. */
  onDone: (board: Board | null) => void;
}

export function BoardWindow({ board, onClose, onDone }: Props) {
  const { say } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const [name, setName] = useState(board?.name ?? '');
  const [seenBy, setSeenBy] = useState<Board['seenBy']>(board?.seenBy ?? 'leads');
  const [usual, setUsual] = useState(true);
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const work = async (what: () => Promise<void>) => {
    setBusy(true);
    try {
      await what();
      onClose();
    } catch (error) {
      tellRefusal(error);
      setBusy(false);
    }
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    void work(async () => {
      if (board) return changeBoard(client, board.id, () => ({ name: name.trim(), seenBy }));
      const tiles = usual ? usualTiles() : [];
      onDone(await makeBoard(client, { name: name.trim(), seenBy, period: '7', filters: {}, tiles }));
    });
  };
  const drop = () =>
    void work(async () => {
      if (board) await dropBoard(client, board.id);
      onDone(null);
    });
  const mine = !board || board.ownerId === me.agent.id;
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(board ? 'board.change' : 'board.new')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form onSubmit={save}>
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={say('saved.name')}
            value={name}
            maxLength={80}
            required
            onChange={(event) => setName(event.target.value)}
          />
          <Radio.Group label={say('board.seen')} value={seenBy} onChange={(next) => setSeenBy(next as typeof seenBy)}>
            <Stack gap={6} mt={6}>
              {(['me', 'leads', 'everyone'] as const).map((each) => (
                <Radio
                  key={each}
                  value={each}
                  label={say(`board.seen.${each}`)}
                  description={each === 'everyone' ? say('board.seen.everyone-how') : undefined}
                  disabled={each === 'me' && !mine}
                />
              ))}
            </Stack>
          </Radio.Group>
          {!board && (
            <Checkbox label={say('board.usual')} checked={usual} onChange={(event) => setUsual(event.target.checked)} />
          )}
          {sure && (
            <Text size="sm" role="alert">
              {say('board.drop-sure')}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            {board && (
              <Button
                variant={sure ? 'filled' : 'subtle'}
                color="red"
                disabled={busy}
                onClick={() => (sure ? drop() : setSure(true))}
              >
                {say(sure ? 'board.drop-yes' : 'saved.delete')}
              </Button>
            )}
            <Button type="submit" loading={busy} disabled={name.trim() === ''}>
              {say('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
