// The settings: their pages at the left, the chosen one beside; on a phone the pages are a line to scroll.
import { ActionIcon, Loader } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { NotFound } from '../shell/edges.js';
import { openRail } from '../shell/overlays.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { PAGES, type PageName, pagesFor } from './pages.js';
import styles from './settings-page.module.css';

const CONTENT: Record<PageName, ComponentType> = {
  profile: lazy(() => import('./profile-page.js').then((m) => ({ default: m.ProfilePage }))),
  notifications: lazy(() => import('../notify/notifications-page.js').then((m) => ({ default: m.NotificationsPage }))),
  workspace: lazy(() => import('./workspace-page.js').then((m) => ({ default: m.WorkspacePage }))),
  agents: lazy(() => import('./agents-page.js').then((m) => ({ default: m.AgentsPage }))),
  teams: lazy(() => import('./teams-page.js').then((m) => ({ default: m.TeamsPage }))),
  macros: lazy(() => import('./macros-page.js').then((m) => ({ default: m.MacrosPage }))),
  routing: lazy(() => import('./routing-page.js').then((m) => ({ default: m.RoutingPage }))),
  segments: lazy(() => import('./segments-page.js').then((m) => ({ default: m.SegmentsPage }))),
  imports: lazy(() => import('./imports-page.js').then((m) => ({ default: m.ImportsPage }))),
  fields: lazy(() => import('./fields-page.js').then((m) => ({ default: m.FieldsPage }))),
  connections: lazy(() => import('./connections-page.js').then((m) => ({ default: m.ConnectionsPage }))),
  hours: lazy(() => import('./hours-page.js').then((m) => ({ default: m.HoursPage }))),
  promises: lazy(() => import('./promises-page.js').then((m) => ({ default: m.PromisesPage }))),
  rules: lazy(() => import('./rules/rules-page.js').then((m) => ({ default: m.RulesPage }))),
  acknowledgement: lazy(() =>
    import('./rules/acknowledgement-page.js').then((m) => ({ default: m.AcknowledgementPage })),
  ),
  surveys: lazy(() => import('./surveys/surveys-page.js').then((m) => ({ default: m.SurveysPage }))),
  'you-said': lazy(() => import('./surveys/said-page.js').then((m) => ({ default: m.SaidPage }))),
  hooks: lazy(() => import('./hooks-page.js').then((m) => ({ default: m.HooksPage }))),
  trash: lazy(() => import('./trash-page.js').then((m) => ({ default: m.TrashPage }))),
  keys: lazy(() => import('./keys-page.js').then((m) => ({ default: m.KeysPage }))),
  outbox: lazy(() => import('./outbox-page.js').then((m) => ({ default: m.OutboxPage }))),
  ledger: lazy(() => import('./ledger-page.js').then((m) => ({ default: m.LedgerPage }))),
};

export function SettingsPage() {
  const { say } = useWords();
  const me = useMe();
  const params = useParams({ strict: false });
  const mine = pagesFor(me.agent.role);
  const page = PAGES.find((each) => each === params.page && mine.includes(each));
  const Content = page ? CONTENT[page] : null;
  return (
    <div className={styles.settings}>
      <nav className={styles.pages} aria-label={say('settings.title')}>
        <header>
          <ActionIcon className={styles.burger} aria-label={say('rail.open')} onClick={openRail}>
            <IconMenu2 size={20} stroke={1.75} />
          </ActionIcon>
          <strong>{say('settings.title')}</strong>
        </header>
        <ul>
          {mine.map((each) => (
            <li
              key={each}
              ref={each === page ? (item) => item?.scrollIntoView({ block: 'nearest', inline: 'nearest' }) : undefined}
            >
              <Link
                to="/settings/$page"
                params={{ page: each }}
                className={styles.link}
                activeProps={{ 'data-current': true }}
              >
                {say(`settings.${each}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main className={styles.content} id="conversation" tabIndex={-1}>
        <Suspense fallback={<Loader size="sm" color="gray" m="xl" />}>
          {Content ? <Content key={page} /> : <NotFound />}
        </Suspense>
      </main>
    </div>
  );
}
