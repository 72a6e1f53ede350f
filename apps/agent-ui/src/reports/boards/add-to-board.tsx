// From a page of the reports onto a dashboard: one part of it, with the days and filters that are shown, or those of the dashboard.
import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { BoardTile } from '../../api/shapes.js';
import { tell, tellRefusal } from '../../shell/notices.js';
import { useMe } from '../../shell/people-names.js';
import { useWords } from '../../words/words.js';
import { periodName, todayIn } from '../period.js';
import { filtersIn } from '../report-filters.js';
import { boardQuery, boardsQuery, changeBoard, makeBoard } from './board-queries.js';
import { MOST_TILES, newTile, type Page, shownOf } from './board-tiles.js';
import { TileFields } from './tile-fields.js';

interface Props {
  page: Page;
  search: Partial<Record<string, string>>;
  onClose: () => void;
}

export function AddToBoard({ page, search, onClose }: Props) {
  const { say } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const boards = (useQuery(boardsQuery).data ?? []).filter(({ mayChange }) => mayChange);
  const [tile, setTile] = useState(() => tileOf(page, search, todayIn(me.workspace.timeZone)));
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const boardId = chosen ?? boards[0]?.id ?? '';
  const full = (boards.find(({ id }) => id === boardId)?.count ?? 0) >= MOST_TILES;
  const put = async (): Promise<string> => {
    const added = { ...tile, name: tile.name?.trim() || null };
    if (!boardId) {
      const words = { name: name.trim(), seenBy: 'leads', period: '7', filters: {}, tiles: [added] } as const;
      return (await makeBoard(client, { ...words, tiles: [added] })).id;
    }
    await client.fetchQuery(boardQuery(boardId));
    await changeBoard(client, boardId, ({ tiles }) => ({ tiles: [...tiles, added] }));
    return boardId;
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const board = await put();
      tell(say('board.added'), false, {
        words: say('board.show'),
        run: () => void navigate({ to: '/reports', search: { tab: 'boards', board } }),
      });
      onClose();
    } catch (error) {
      tellRefusal(error);
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={say('board.bring')} closeButtonProps={{ 'aria-label': say('close') }}>
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          <NativeSelect
            label={say('board.onto')}
            value={boardId}
            onChange={(event) => setChosen(event.target.value)}
            data={[
              ...boards.map(({ id, name }) => ({ value: id, label: name })),
              { value: '', label: say('board.new') },
            ]}
            error={full && say('board.full')}
          />
          {!boardId && (
            <TextInput
              label={say('board.new-name')}
              value={name}
              maxLength={80}
              required
              onChange={(event) => setName(event.target.value)}
            />
          )}
          <TileFields tile={tile} onChange={setTile} page={page} />
          <Group justify="flex-end">
            <Button type="submit" loading={busy} disabled={full || (!boardId && name.trim() === '')}>
              {say('board.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What the page shows, as a tile: days without a name are left to the board. */
function tileOf(page: Page, search: Props['search'], today: string): BoardTile {
  const { from, to, ...filters } = filtersIn(search);
  const named = periodName({ ...(from ? { from } : {}), ...(to ? { to } : {}) }, today);
  const { figure, by, field, kind } = search;
  const tile = {
    ...newTile(shownOf(page)[0]!),
    period: named === 'own' ? null : named,
    filters: Object.keys(filters).length > 0 ? filters : null,
    ...(page === 'breakdown' && figure ? { figure } : {}),
    ...(page === 'breakdown' && by ? { by } : {}),
    ...(page === 'breakdown' && by === 'field' && field ? { field } : {}),
    ...(page === 'satisfaction' && kind ? { kind } : {}),
  };
  return tile as BoardTile;
}
