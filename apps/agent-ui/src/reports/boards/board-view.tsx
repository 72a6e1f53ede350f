// One dashboard: its name and days on top, its tiles in their order; each figure opens its tickets as on its page.
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDots, IconPencil, IconPlus, IconPrinter } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Board, BoardName, BoardTile } from '../../api/shapes.js';
import { tell } from '../../shell/notices.js';
import { useMe } from '../../shell/people-names.js';
import { useWords } from '../../words/words.js';
import { FilterLine } from '../filters.js';
import { periodName, todayIn } from '../period.js';
import type { Filters } from '../report-filters.js';
import { type Opened, RowsDrawer } from '../rows-drawer.js';
import { changeBoard } from './board-queries.js';
import { filtersOf, type Looking, MOST_TILES, moved, placed, tileFilters } from './board-tiles.js';
import styles from './boards.module.css';
import { TileFrame } from './tile-frame.js';

const BoardWindow = lazy(() => import('./board-window.js').then((m) => ({ default: m.BoardWindow })));
const TileWindow = lazy(() => import('./tile-window.js').then((m) => ({ default: m.TileWindow })));

interface Props {
  board: Board;
  names: BoardName[];
  onChoose: (id: string | undefined) => void;
  onNew: () => void;
}

export function BoardView({ board, names, onChoose, onNew }: Props) {
  const { say } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const own = me.agent.role === 'agent' ? me.agent.id : null;
  const today = todayIn(me.workspace.timeZone);
  const [looked, setLooked] = useState<Filters | null>(null);
  const [rows, setRows] = useState<{ what: Opened; filters: Filters } | null>(null);
  const [editing, setEditing] = useState<BoardTile | 'new' | 'board' | null>(null);
  const [held, setHeld] = useState<string | null>(null);
  const [place, setPlace] = useState('');
  const looking: Looking = looked ? { looked } : board;
  const filters = filtersOf(looking, today);
  const change = (tiles: (now: BoardTile[]) => BoardTile[]) =>
    changeBoard(client, board.id, (now) => ({ tiles: tiles(now.tiles) }));
  const move = (id: string, by: 1 | -1) => {
    const tiles = moved(board.tiles, id, by);
    if (tiles === board.tiles) return;
    void change((now) => moved(now, id, by));
    setPlace(say('board.place', { place: tiles.findIndex((one) => one.id === id) + 1, count: tiles.length }));
    focusTile(id);
  };
  const drop = (tile: BoardTile) => {
    const at = board.tiles.indexOf(tile);
    void change((now) => now.filter(({ id }) => id !== tile.id));
    tell(say('board.removed'), false, {
      words: say('undo'),
      run: () => void change((now) => (now.some(({ id }) => id === tile.id) ? now : now.toSpliced(at, 0, tile))),
    });
  };
  return (
    <>
      <header className={styles.head}>
        <Names {...{ board, names, onChoose, onNew }} />
        {board.mayChange && (
          <Button
            size="xs"
            leftSection={<IconPlus size={15} stroke={1.75} />}
            disabled={board.tiles.length >= MOST_TILES}
            onClick={() => setEditing('new')}
            data-testid="board-add"
          >
            {say('board.add')}
          </Button>
        )}
        <Menu position="bottom-end" width={240} returnFocus>
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label={say('board.more')} data-testid="board-more">
              <IconDots size={16} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {board.mayChange && (
              <Menu.Item leftSection={<IconPencil size={15} stroke={1.75} />} onClick={() => setEditing('board')}>
                {say('board.change')}
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={<IconPrinter size={15} stroke={1.75} />}
              onClick={() => setTimeout(() => window.print(), 250)}
            >
              {say('saved.print')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <FilterLine
          filters={own ? { ...filters, agentId: own } : filters}
          csv={false}
          clock
          tickets
          onChange={(next) => setLooked({ ...filters, ...next })}
        />
        <p className="visually-hidden" role="status">
          {place}
        </p>
      </header>
      {looked && (
        <Looked
          filters={looked}
          today={today}
          board={board}
          onKeep={(kept) => {
            void changeBoard(client, board.id, () => kept);
            setLooked(null);
          }}
          onBack={() => setLooked(null)}
        />
      )}
      {own && <p className={styles.note}>{say('board.own')}</p>}
      {board.tiles.length === 0 && (
        <div className={styles.empty}>
          <h2>{say('board.bare')}</h2>
          <p>{say(board.mayChange ? 'board.bare-how' : 'board.bare-agent')}</p>
        </div>
      )}
      <ul className={styles.tiles} data-testid="board-tiles">
        {board.tiles.map((tile, at) => (
          <TileFrame
            key={tile.id}
            tile={tile}
            filters={tileFilters(tile, looking, today, own)}
            mayChange={board.mayChange}
            at={at}
            of={board.tiles.length}
            dragged={held === tile.id}
            onHold={(holds) => setHeld(holds ? tile.id : null)}
            onDropHere={held && held !== tile.id ? () => void change((now) => placed(now, held, tile.id)) : null}
            onOpen={(what) => setRows({ what, filters: tileFilters(tile, looking, today, own) })}
            onMove={(by) => move(tile.id, by)}
            onChange={(next) =>
              void change((now) => now.map((one) => (one.id === tile.id ? { ...one, ...next } : one)))
            }
            onEdit={() => setEditing(tile)}
            onDrop={() => drop(tile)}
          />
        ))}
      </ul>
      {rows && <RowsDrawer {...rows.what} filters={rows.filters} onClose={() => setRows(null)} />}
      <Suspense>
        {editing === 'board' && (
          <BoardWindow board={board} onClose={() => setEditing(null)} onDone={(kept) => kept ?? onChoose(undefined)} />
        )}
        {editing && editing !== 'board' && (
          <TileWindow
            tile={editing === 'new' ? null : editing}
            onClose={() => setEditing(null)}
            onDone={(tile) => {
              const isNew = editing === 'new';
              void change((now) => (isNew ? [...now, tile] : now.map((one) => (one.id === tile.id ? tile : one))));
              if (isNew) focusTile(tile.id);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

/** It may have gone elsewhere on the page: whoever moved it goes along. */
function focusTile(id: string): void {
  setTimeout(() => {
    const tile = document.getElementById(`tile-${id}`);
    tile?.querySelector<HTMLElement>('[data-tile-menu]')?.focus();
    tile?.scrollIntoView({ block: 'nearest' });
  }, 60);
}

function Names({ board, names, onChoose, onNew }: Props) {
  const { say } = useWords();
  const lead = useMe().agent.role !== 'agent';
  return (
    <h2 className={styles.name}>
      <Menu position="bottom-start" width={280} returnFocus>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            c="var(--ink)"
            className={styles.names}
            rightSection={<IconChevronDown size={16} stroke={1.75} />}
            data-testid="board-names"
          >
            {board.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {names.map((one) => (
            <Menu.Item
              key={one.id}
              onClick={() => onChoose(one.id)}
              aria-current={one.id === board.id || undefined}
              rightSection={<small className={styles.whose}>{say(`board.seen.${one.seenBy}`)}</small>}
            >
              {one.name}
            </Menu.Item>
          ))}
          {lead && <Menu.Divider />}
          {lead && (
            <Menu.Item leftSection={<IconPlus size={15} stroke={1.75} />} onClick={onNew}>
              {say('board.new')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </h2>
  );
}

interface LookedProps {
  filters: Filters;
  today: string;
  board: Board;
  onKeep: (kept: Pick<Board, 'period' | 'filters'>) => void;
  onBack: () => void;
}
/** Other days or filters than those of the board, for whoever looks alone, until a lead keeps them. */
function Looked({ filters, today, board, onKeep, onBack }: LookedProps) {
  const { say } = useWords();
  const { from, to, ...chosen } = filters;
  const period = periodName({ ...(from ? { from } : {}), ...(to ? { to } : {}) }, today);
  const set = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value));
  return (
    <p className={styles.looked}>
      <span>{say('board.looked')}</span>
      {board.mayChange && period !== 'own' && (
        <Button size="compact-xs" variant="light" onClick={() => onKeep({ period, filters: set as Board['filters'] })}>
          {say('board.keep')}
        </Button>
      )}
      <Button size="compact-xs" variant="subtle" onClick={onBack}>
        {say('board.back')}
      </Button>
    </p>
  );
}
