// The frame around every screen of a signed-in agent: rail, connection bar, palette, and the wire that keeps it alive.
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { resumeOutgoing } from '../composer/outgoing.js';
import { useAskedFields } from '../customer/ask-fields.js';
import { connect } from '../live/desk-socket.js';
import { catchUp, hearNews } from '../live/hear-news.js';
import { startWorker } from '../notify/app-worker.js';
import { followBell, nameTab } from '../notify/attention.js';
import { Bars } from '../notify/bars.js';
import { hearNotifications } from '../notify/hear-notifications.js';
import { startTo, whoIsFaced } from '../starting/start.js';
import { useWords } from '../words/words.js';
import styles from './desk-shell.module.css';
import { GO } from './go-keys.js';
import { Hints } from './hints.js';
import { show, useOverlay } from './overlays.js';
import { useOwnLanguage } from './own-language.js';
import { useMe } from './people-names.js';
import { Rail } from './rail.js';
import { returnFocus } from './return-focus.js';
import { useShortcuts } from './shortcuts.js';

const Palette = lazy(() => import('./palette.js').then((m) => ({ default: m.Palette })));
const RailDrawer = lazy(() => import('./rail-drawer.js').then((m) => ({ default: m.RailDrawer })));
const MissingFields = lazy(() => import('../customer/missing-fields.js').then((m) => ({ default: m.MissingFields })));
const Tour = lazy(() => import('../notify/tour.js').then((m) => ({ default: m.Tour })));
const StartWindow = lazy(() => import('../starting/start-window.js').then((m) => ({ default: m.StartWindow })));
const KeyHelp = lazy(() => import('./key-help.js').then((m) => ({ default: m.KeyHelp })));

export function DeskShell() {
  const me = useMe();
  const overlay = useOverlay();
  const asked = useAskedFields();
  const agentId = me.agent.id;
  const navigate = useNavigate();

  useEffect(() => {
    void connect(
      (socket) => {
        hearNews(socket, agentId);
        hearNotifications(socket);
      },
      () => {
        catchUp();
        resumeOutgoing(agentId);
      },
    );
    resumeOutgoing(agentId);
  }, [agentId]);

  useEffect(returnFocus, []);
  useOwnLanguage();

  // Once the desk is usable: it costs the first screen nothing.
  useEffect(() => {
    const go = (href: string) => void navigate({ href });
    const timer = setTimeout(() => startWorker(go).catch(() => {}), 1500);
    return () => clearTimeout(timer);
  }, [navigate]);

  // What comes next is fetched while nothing is waited for: a ticket opens at once.
  useEffect(() => {
    const timer = setTimeout(() => import('../conversation/conversation-pane.js').catch(() => undefined), 600);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    nameTab(`${me.workspace.name} · Otklik`);
    return followBell();
  }, [me.workspace.name]);

  useShortcuts({
    ...Object.fromEntries(
      Object.entries(GO).map(([key, view]) => [
        `g ${key}`,
        () => void navigate({ to: '/inbox/$view', params: { view }, search: {} }),
      ]),
    ),
    'g i': () => void navigate({ to: '/reports' }),
    'g ,': () => void navigate({ to: '/settings/$page', params: { page: 'profile' } }),
    c: () => startTo(whoIsFaced()),
    f: () => void navigate({ to: '/search' }),
    '?': () => show('help'),
    'mod+k': () => show('palette'),
  });

  return (
    <div className={styles.desk}>
      <Skips />
      <CloseBehind />
      <Bars />
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
        {asked && <MissingFields key={asked.ticketId} asked={asked} />}
        {overlay === 'tour' && <Tour onClose={() => show(null)} />}
        {overlay === 'start' && <StartWindow onClose={() => show(null)} />}
        {overlay === 'help' && <KeyHelp onClose={() => show(null)} />}
      </Suspense>
      <Hints />
    </div>
  );
}

/** Past the rail at once. Only the inbox has a list beside what it opens: anywhere else the page itself stands in its place. */
function Skips() {
  const { say } = useWords();
  const inbox = useRouterState({ select: (state) => state.location.pathname.startsWith('/inbox') });
  return (
    <div className="visually-hidden">
      {inbox && (
        <button type="button" onClick={() => jump('list')}>
          {say('skip.list')}
        </button>
      )}
      <button type="button" onClick={() => jump('conversation')}>
        {say(inbox ? 'skip.conversation' : 'skip.page')}
      </button>
    </div>
  );
}

/** A phone's rail closes when it has brought us somewhere. By itself: the frame is not drawn anew for every address. */
function CloseBehind() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is the reason
  useEffect(() => show(null), [path]);
  return null;
}

function jump(id: string): void {
  document.getElementById(id)?.focus();
}
