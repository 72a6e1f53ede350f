// The frame of a tile: its name, whose days and filters it has with the way to its page, and what a lead can do with it.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconArrowsHorizontal,
  IconArrowUpRight,
  IconDots,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import type { BoardTile } from '../../api/shapes.js';
import { useChannelName } from '../../shell/channel-mark.js';
import { useMe, useNames } from '../../shell/people-names.js';
import { shortDay } from '../../words/moments.js';
import { useWords } from '../../words/words.js';
import { periodName, periodShown, todayIn } from '../period.js';
import { type Filters, ticketFiltersOn } from '../report-filters.js';
import type { Opened } from '../rows-drawer.js';
import { pageOf, shownName, tileAddress } from './board-tiles.js';
import styles from './boards.module.css';
import { TileBody } from './tile-body.js';

interface Props {
  tile: BoardTile;
  filters: Filters;
  mayChange: boolean;
  at: number;
  of: number;
  dragged: boolean;
  onHold: (holds: boolean) => void;
  /** Null: nothing is held that could be dropped here. */
  onDropHere: (() => void) | null;
  onOpen: (what: Opened) => void;
  onMove: (by: 1 | -1) => void;
  onChange: (next: Partial<BoardTile>) => void;
  onEdit: () => void;
  onDrop: () => void;
}

export function TileFrame(props: Props) {
  const { tile, filters, mayChange, dragged, onHold, onDropHere, onOpen } = props;
  const { say, locale } = useWords();
  const name = tile.name ?? shownName(tile.shows, say, locale);
  return (
    <li
      id={`tile-${tile.id}`}
      className={styles.tile}
      data-wide={tile.wide || undefined}
      data-shows={tile.shows}
      data-dragged={dragged || undefined}
      draggable={mayChange}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        onHold(true);
      }}
      onDragEnd={() => onHold(false)}
      onDragOver={(event) => onDropHere && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDropHere?.();
      }}
    >
      {tile.name && <h3 className={styles.called}>{tile.name}</h3>}
      <div className={styles.body}>
        <TileBody tile={tile} filters={filters} onOpen={onOpen} />
      </div>
      <footer className={styles.foot}>
        <Origin tile={tile} filters={filters} name={name} />
        {mayChange && <TileMenu {...props} name={name} />}
      </footer>
    </li>
  );
}

function Origin({ tile, filters, name }: { tile: BoardTile; filters: Filters; name: string }) {
  const { say } = useWords();
  return (
    <Link
      to="/reports"
      search={tileAddress(tile, filters)}
      className={styles.origin}
      aria-label={say('board.origin', { tile: name, page: say(`reports.tab.${pageOf(tile.shows)}`) })}
      title={say('board.origin', { tile: name, page: say(`reports.tab.${pageOf(tile.shows)}`) })}
    >
      <span>{useChosenWords(tile, filters)}</span>
      <IconArrowUpRight size={13} stroke={1.75} aria-hidden="true" />
    </Link>
  );
}

/** Last 7 days · Telegram · Delivery. */
function useChosenWords({ shows }: BoardTile, filters: Filters): string {
  const { say, locale } = useWords();
  const me = useMe();
  const names = useNames();
  const channelName = useChannelName();
  const today = todayIn(me.workspace.timeZone);
  const period = periodName(filters, today);
  const { from, to } = periodShown(filters, today);
  const more = ticketFiltersOn(filters);
  return [
    // Who waits is asked of this moment, whatever the days of the board.
    shows === 'overview.waiting'
      ? say('board.now')
      : period === 'own'
        ? `${shortDay(`${from}T12:00`, locale)} – ${shortDay(`${to}T12:00`, locale)}`
        : say(`period.${period}`),
    filters.channel && channelName(filters.channel),
    filters.teamId && names.team(filters.teamId),
    filters.agentId && names.agent(filters.agentId),
    filters.clock === 'business' && say('clock.business'),
    more > 0 && say('board.filters', { count: more }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function TileMenu({ tile, name, at, of, onMove, onChange, onEdit, onDrop }: Props & { name: string }) {
  const { say } = useWords();
  const keys = (event: KeyboardEvent) => {
    if (!event.altKey || !/^Arrow(Left|Up|Right|Down)$/.test(event.key)) return;
    event.preventDefault();
    onMove(event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          data-tile-menu
          aria-label={say('board.tile', { tile: name })}
          aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
          onKeyDown={keys}
        >
          <IconDots size={15} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowLeft size={15} stroke={1.75} />}
          rightSection={<kbd className={styles.key}>Alt ←</kbd>}
          disabled={at === 0}
          onClick={() => onMove(-1)}
        >
          {say('board.earlier')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowRight size={15} stroke={1.75} />}
          rightSection={<kbd className={styles.key}>Alt →</kbd>}
          disabled={at === of - 1}
          onClick={() => onMove(1)}
        >
          {say('board.later')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowsHorizontal size={15} stroke={1.75} />}
          onClick={() => onChange({ wide: !tile.wide })}
        >
          {say(tile.wide ? 'board.narrow' : 'board.wide')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={15} stroke={1.75} />} onClick={onEdit}>
          {say('board.tile-change')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item c="var(--red)" leftSection={<IconTrash size={15} stroke={1.75} />} onClick={onDrop}>
          {say('board.tile-drop')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
