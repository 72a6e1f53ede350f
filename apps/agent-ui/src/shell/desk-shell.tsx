// The frame around every screen of a signed-in agent: rail, connection bar, palette, and the wire that keeps it alive.
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { resumeOutgoing } from '../composer/outgoing.js';
import { connect, useConnection } from '../live/desk-socket.js';
import { catchUp, hearNews } from '../live/hear-news.js';
import { useWords } from '../words/words.js';
import styles from './desk-shell.module.css';
import { show, useOverlay } from './overlays.js';
import { useMe } from './people-names.js';
import { Rail } from './rail.js';
import { useShortcuts } from './shortcuts.js';

const Palette = lazy(() => import('./palette.js').then((m) => ({ default: m.Palette })));
const RailDrawer = lazy(() => import('./rail-drawer.js').then((m) => ({ default: m.RailDrawer })));
const KeyHelp = lazy(() => import('./key-help.js').then((m) => ({ default: m.KeyHelp })));

export function DeskShell() {
  const { say } = useWords();
  const me = useMe();
  const overlay = useOverlay();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const agentId = me.agent.id;
  const navigate = useNavigate();

  useEffect(() => {
    void connect(
      (socket) => hearNews(socket, agentId),
      () => {
        catchUp();
        resumeOutgoing(agentId);
      },
    );
    resumeOutgoing(agentId);
  }, [agentId]);

  // What comes next is fetched while nothing is waited for: a ticket opens at once.
  useEffect(() => {
    const timer = setTimeout(() => void import('../conversation/conversation-pane.js'), 600);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    document.title = `${me.workspace.name} · Otklik`;
  }, [me.workspace.name]);

  // A phone's rail closes when it has brought us somewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is the reason
  useEffect(() => show(null), [path]);

  useShortcuts({
    f: () => void navigate({ to: '/search' }),
    '?': () => show('help'),
    'mod+k': () => show('palette'),
  });

  return (
    <div className={styles.desk}>
      <div className="visually-hidden">
        <button type="button" onClick={() => jump('list')}>
          {say('skip.list')}
        </button>
        <button type="button" onClick={() => jump('conversation')}>
          {say('skip.conversation')}
        </button>
      </div>
      <ConnectionBar />
      <div className={styles.frame}>
        <div className={styles.rail}>
          <Rail />
        </div>
        <div className={styles.screen}>
          <Outlet />
        </div>
      </div>
      <Suspense>
        {overlay === 'rail' && <RailDrawer onClose={() => show(null)} />}
        {overlay === 'palette' && <Palette onClose={() => show(null)} />}
        {overlay === 'help' && <KeyHelp onClose={() => show(null)} />}
      </Suspense>
    </div>
  );
}

function jump(id: string): void {
  document.getElementById(id)?.focus();
}

function ConnectionBar() {
  const { say } = useWords();
  const connection = useConnection();
  return (
    <div role="status" className={styles.bar} data-lost={connection === 'lost' || undefined}>
      {connection === 'lost' && say('connection.lost')}
    </div>
  );
}
