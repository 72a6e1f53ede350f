// The live board: who waits, what is in danger, who is there, and today so far; it moves by itself.
import { Button, Skeleton } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Live } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { Face } from '../shell/faces.js';
import { clockTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './live.module.css';
import { type LiveBoard, ticking, useLiveBoard } from './live-board.js';
import page from './reports-page.module.css';
import type { Opened } from './rows-drawer.js';
import { countWords, percentWords, spanWords } from './spans.js';

interface Props {
  /** An agent opens only what is theirs: the figures of all open nothing for them. */
  own: boolean;
  onOpen: (what: Opened) => void;
}

export function LiveTab({ own, onOpen }: Props) {
  const { say } = useWords();
  const navigate = useNavigate();
  const board = useLiveBoard();
  if (board.error && !board.data) return <Failed error={board.error} reset={board.again} />;
  const wall = () => {
    // Only a click may fill the screen.
    void document.documentElement.requestFullscreen?.().catch(() => undefined);
    void navigate({ to: '/wall' });
  };
  return (
    <div className={page.body}>
      <div className={styles.bar}>
        <Age board={board} />
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDeviceDesktop size={15} stroke={1.75} />}
          onClick={wall}
          data-testid="to-wall"
        >
          {say('live.wall')}
        </Button>
      </div>
      {board.data ? (
        <Board board={board} live={board.data} onOpen={own ? null : onOpen} />
      ) : (
        <Skeleton height={320} aria-hidden="true" />
      )}
    </div>
  );
}

function Age({ board: { data, old, lost, cameAt } }: { board: LiveBoard }) {
  const { say, locale } = useWords();
  if (!data) return <span />;
  const time = clockTime(new Date(cameAt), locale);
  return (
    <p className={styles.age} data-old={old || lost || undefined} role="status">
      {old || lost ? say('live.old', { time }) : say('live.by-itself')}
    </p>
  );
}

function Board({ board, live, onOpen }: { board: LiveBoard; live: Live; onOpen: ((what: Opened) => void) | null }) {
  const { say, locale } = useWords();
  const { today } = live;
  const count = (value: number) => countWords(value, locale);
  const open = (figure: string, dated = true) =>
    onOpen ? () => onOpen({ figure, day: dated ? live.day : null }) : undefined;
  const n = (value: number) => `n = ${count(value)}`;
  return (
    <div data-testid="live-board" data-old={board.old || undefined} className={styles.board}>
      <section className={styles.tiles} aria-label={say('live.now')}>
        <Tile name={say('figure.waiting')} value={count(live.waiting.value)} onOpen={open('tickets.waiting', false)} />
        <Tile
          name={say('live.longest')}
          value={board.longestMs === null ? '—' : ticking(board.longestMs, locale)}
          ticket={live.waiting.oldestTicketId}
        >
          {board.longestMs === null ? say('tile.nobody-waits') : null}
        </Tile>
        <Tile name={say('view.unassigned')} value={count(live.unassigned)} view="unassigned" />
        <Tile name={say('live.at-risk')} value={count(live.atRisk)} view="at-risk" alarm={live.atRisk > 0} />
        <Tile name={say('live.open')} value={count(live.open)} view="open" />
      </section>
      <h2>{say('live.today')}</h2>
      <section className={styles.tiles} aria-label={say('live.today')}>
        <Tile name={say('figure.opened')} value={count(today.opened)} onOpen={open('tickets.opened')} />
        <Tile name={say('figure.solved')} value={count(today.solved)} onOpen={open('tickets.solved')} />
        <Tile
          name={say('figure.first-response')}
          value={today.firstResponse.median === null ? '—' : spanWords(today.firstResponse.median, locale)}
          faint={!today.firstResponse.enough}
          onOpen={open('first-response')}
        >
          {say('live.median')} · {n(today.firstResponse.n)}
        </Tile>
        <Tile
          name={say('figure.csat')}
          value={today.csat.share === null ? '—' : percentWords(today.csat.share, locale)}
          faint={!today.csat.enough}
          onOpen={open('csat.good')}
        >
          {n(today.csat.n)}
        </Tile>
      </section>
      <h2>{say('live.people', { count: live.online })}</h2>
      {live.agents.length === 0 ? <p>{say('live.nobody')}</p> : <People live={live} />}
    </div>
  );
}

interface TileProps {
  name: string;
  value: string;
  faint?: boolean;
  alarm?: boolean;
  children?: ReactNode;
  onOpen?: (() => void) | undefined;
  view?: string;
  ticket?: string | null;
}
function Tile({ name, value, faint = false, alarm = false, children, onOpen, view, ticket }: TileProps) {
  const shown = (
    <>
      <span className={styles.name}>{name}</span>
      <span className={styles.value}>{value}</span>
      {children && <span className={styles.foot}>{children}</span>}
    </>
  );
  const looks = { className: styles.tile, 'data-faint': faint || undefined, 'data-alarm': alarm || undefined };
  if (view)
    return (
      <Link to="/inbox/$view" params={{ view }} search={{}} {...looks}>
        {shown}
      </Link>
    );
  if (ticket)
    return (
      <Link to="/inbox/$view/$ticketId" params={{ view: 'open', ticketId: ticket }} search={{}} {...looks}>
        {shown}
      </Link>
    );
  if (onOpen)
    return (
      <button type="button" onClick={onOpen} {...looks}>
        {shown}
      </button>
    );
  return <div {...looks}>{shown}</div>;
}

function People({ live }: { live: Live }) {
  const { say, locale } = useWords();
  const most = Math.max(1, ...live.agents.map((agent) => agent.open));
  return (
    <ul className={styles.people}>
      {live.agents.map((agent) => (
        <li key={agent.agentId} data-state={agent.state}>
          <Face id={agent.agentId} name={agent.name} size={24} hint="" />
          <span className={styles.person}>{agent.name}</span>
          <span className={styles.state}>{say(`presence.${agent.state}`)}</span>
          <span className={styles.track} aria-hidden="true">
            <span style={{ width: `${(agent.open / most) * 100}%` }} />
          </span>
          <span className={styles.load}>
            {say('live.holds', { count: agent.open, shown: countWords(agent.open, locale) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
