// The board on the wall: nothing but figures that can be read from across the room; it stays awake and mends itself.
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { Live } from '../api/shapes.js';
import { connect, disconnect } from '../live/desk-socket.js';
import { useOwnLanguage } from '../shell/own-language.js';
import { useMe } from '../shell/people-names.js';
import { clockTime } from '../words/moments.js';
import { useWords, type Word } from '../words/words.js';
import { type LiveBoard, ticking, useLiveBoard } from './live-board.js';
import { countWords, percentWords, spanWords } from './spans.js';
import styles from './wall.module.css';

const SHOWN_PEOPLE = 10;
/** The way out stands there for so long after the pointer moved. */
const WAY_OUT_MS = 3000;

export function WallPage() {
  const { say } = useWords();
  const me = useMe();
  const board = useLiveBoard();
  useEffect(() => {
    void connect(
      () => undefined,
      () => undefined,
      { wall: true },
    );
    // The desk's own wire begins anew: this one speaks for nobody.
    return disconnect;
  }, []);
  useEffect(() => {
    document.title = `${say('live.title')} · ${me.workspace.name}`;
  }, [say, me.workspace.name]);
  useAwake();
  useOwnLanguage();
  return (
    <main className={styles.wall} data-testid="wall" data-old={board.old || undefined}>
      <h1 className="visually-hidden">{say('live.title')}</h1>
      {board.data ? <Figures board={board} live={board.data} /> : <p className={styles.starting}>{say('loading')}</p>}
      <Foot board={board} name={me.workspace.name} />
      <WayOut />
    </main>
  );
}

function Figures({ board, live }: { board: LiveBoard; live: Live }) {
  const { say, locale } = useWords();
  const { today } = live;
  const count = (value: number) => countWords(value, locale);
  const more = live.agents.length - SHOWN_PEOPLE;
  return (
    <div className={styles.figures}>
      <dl className={styles.now}>
        <Figure word="figure.waiting" size="large">
          {count(live.waiting.value)}
        </Figure>
        <Figure word="live.longest" size="large">
          {board.longestMs === null ? '—' : ticking(board.longestMs, locale)}
        </Figure>
        <Figure word="view.unassigned">{count(live.unassigned)}</Figure>
        <Figure word="live.at-risk" alarm={live.atRisk > 0}>
          {count(live.atRisk)}
        </Figure>
      </dl>
      <section className={styles.people} aria-label={say('live.online')}>
        <h2>
          {say('live.online')} <b>{count(live.online)}</b>
        </h2>
        <ul>
          {live.agents.slice(0, SHOWN_PEOPLE).map((agent) => (
            <li key={agent.agentId} data-state={agent.state}>
              <span>{agent.name}</span>
              <b>{count(agent.open)}</b>
            </li>
          ))}
        </ul>
        {more > 0 && <p>{say('live.more', { count: more })}</p>}
      </section>
      <section className={styles.today} aria-labelledby="wall-today">
        <h2 id="wall-today">{say('live.today')}</h2>
        <dl>
          <Figure word="figure.opened">{count(today.opened)}</Figure>
          <Figure word="figure.solved">{count(today.solved)}</Figure>
          <Figure word="figure.first-response" faint={!today.firstResponse.enough} n={today.firstResponse.n}>
            {today.firstResponse.median === null ? '—' : spanWords(today.firstResponse.median, locale)}
          </Figure>
          <Figure word="figure.csat" faint={!today.csat.enough} n={today.csat.n}>
            {today.csat.share === null ? '—' : percentWords(today.csat.share, locale)}
          </Figure>
        </dl>
      </section>
    </div>
  );
}

interface FigureProps {
  word: Word;
  size?: 'large';
  faint?: boolean;
  alarm?: boolean;
  n?: number;
  children: ReactNode;
}
function Figure({ word, size, faint = false, alarm = false, n, children }: FigureProps) {
  const { say, locale } = useWords();
  return (
    <div data-size={size} data-faint={faint || undefined} data-alarm={alarm || undefined}>
      <dt>
        {say(word)}
        {n !== undefined && <small> n = {countWords(n, locale)}</small>}
      </dt>
      <dd data-long={(typeof children === 'string' && children.length > 8) || undefined}>{children}</dd>
    </div>
  );
}

function Foot({ board: { data, old, lost, cameAt, error }, name }: { board: LiveBoard; name: string }) {
  const { say, locale } = useWords();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  const bad = old || lost || error !== null;
  return (
    <div className={styles.foot} data-bad={bad || undefined} role="status">
      <span>{name}</span>
      <strong>
        {bad && data ? say('live.old', { time: clockTime(new Date(cameAt), locale) }) : bad ? say('live.no-line') : ''}
      </strong>
      <time>{clockTime(now, locale)}</time>
    </div>
  );
}

/** Comes when somebody moves the pointer or presses a key, and goes again. */
function WayOut() {
  const { say } = useWords();
  const navigate = useNavigate();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      setShown(true);
      clearTimeout(timer);
      timer = setTimeout(() => setShown(false), WAY_OUT_MS);
    };
    const press = (event: KeyboardEvent) => {
      show();
      // The first Escape leaves the full screen, by the browser's own doing.
      if (event.key === 'Escape' && !document.fullscreenElement)
        void navigate({ to: '/reports', search: { tab: 'live' } });
      if (event.key === 'f') void document.documentElement.requestFullscreen?.().catch(() => undefined);
    };
    window.addEventListener('pointermove', show);
    window.addEventListener('keydown', press);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', show);
      window.removeEventListener('keydown', press);
    };
  }, [navigate]);
  return (
    <nav className={styles.out} data-shown={shown || undefined}>
      <Link
        to="/reports"
        search={{ tab: 'live' }}
        onClick={() => void document.exitFullscreen?.().catch(() => undefined)}
      >
        {say('live.leave')}
      </Link>
    </nav>
  );
}

/** The screen does not go dark while the board is shown; asked again each time it comes back into sight. */
function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let gone = false;
    const take = async () => {
      if (document.visibilityState !== 'visible' || (lock && !lock.released)) return;
      try {
        lock = (await navigator.wakeLock?.request('screen')) ?? null;
        if (gone) void lock?.release();
      } catch {
        // A machine that saves its battery may refuse; its own settings decide then.
      }
    };
    void take();
    const timer = setInterval(() => void take(), 30_000);
    document.addEventListener('visibilitychange', take);
    return () => {
      gone = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', take);
      void lock?.release();
    };
  }, []);
}
