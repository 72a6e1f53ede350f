// The left rail: the views with their living counts, reports, settings, and the agent's own menu.
import { ActionIcon, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconAddressBook,
  IconAlarm,
  IconAlertTriangle,
  IconChartBar,
  IconCircleCheck,
  IconClockPause,
  IconInbox,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconPlayerPause,
  IconRosetteDiscountCheck,
  IconSearch,
  IconSettings,
  IconUser,
  IconUserQuestion,
  IconUsers,
  IconZzz,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { memo, useEffect, useRef, useState } from 'react';
import { countsQuery } from '../api/queries.js';
import { CasesEntry } from '../cases/cases-entry.js';
import { DraftsEntry } from '../composer/drafts-entry.js';
import { Bell } from '../notify/bell.js';
import { StartEntry } from '../starting/start-entry.js';
import { countOf, type View } from '../tickets/views.js';
import { useWords } from '../words/words.js';
import { useMe } from './people-names.js';
import { PersonMenu } from './person-menu.js';
import styles from './rail.module.css';
import { Entry } from './rail-entry.js';
import { SavedViews } from './saved-views-list.js';

const ENTRIES: [View, TablerIcon][] = [
  ['open', IconInbox],
  ['mine', IconUser],
  ['unassigned', IconUserQuestion],
  ['my-teams', IconUsers],
  ['pending', IconClockPause],
  ['hold', IconPlayerPause],
  ['at-risk', IconAlarm],
  ['snoozed', IconZzz],
  ['solved-today', IconRosetteDiscountCheck],
  ['solved', IconCircleCheck],
  ['spam', IconAlertTriangle],
];
const NARROW = 'otklik.rail';

export const Rail = memo(function Rail({ drawer = false }: { drawer?: boolean }) {
  const { say, locale } = useWords();
  const me = useMe();
  const counts = useQuery({ ...countsQuery, refetchInterval: 60_000 }).data;
  const tight = useMediaQuery('(max-width: 1100px)', false, { getInitialValueInEffect: false });
  const [folded, setFolded] = useState(() => localStorage.getItem(NARROW) === 'narrow');
  const narrow = !drawer && (tight || folded);
  const scrolled = useRef<HTMLDivElement>(null);
  const place = useRouterState({ select: ({ location }) => location.pathname.split('/').slice(1, 3).join('/') });
  // Where one is stands in sight, however many views there are above it. Not by scrollIntoView: the next Tab would begin behind it.
  // Also when rows come later or the window becomes lower: both would push it out.
  useEffect(() => {
    const box = scrolled.current;
    if (!box) return;
    const show = () => {
      const current = place && box.querySelector('[data-current]')?.getBoundingClientRect();
      if (!current) return;
      const seen = box.getBoundingClientRect();
      box.scrollTop += Math.max(0, current.bottom - seen.bottom) - Math.max(0, seen.top - current.top);
    };
    show();
    const sizes = new ResizeObserver(show);
    sizes.observe(box);
    sizes.observe(box.firstElementChild as Element);
    return () => sizes.disconnect();
  }, [place]);
  const fold = () => {
    localStorage.setItem(NARROW, folded ? 'wide' : 'narrow');
    setFolded(!folded);
  };
  return (
    <nav
      className={styles.rail}
      data-narrow={narrow || undefined}
      data-drawer={drawer || undefined}
      aria-label={say('rail.label')}
    >
      <div className={styles.house}>
        <img src="/favicon.svg" alt="" width={26} height={26} />
        <strong>{me.workspace.name}</strong>
        {!drawer && !tight && (
          <Tooltip label={say(narrow ? 'rail.unfold' : 'rail.fold')} position="right">
            <ActionIcon
              size="md"
              className={styles.fold}
              aria-label={say(narrow ? 'rail.unfold' : 'rail.fold')}
              onClick={fold}
            >
              {narrow ? (
                <IconLayoutSidebarLeftExpand size={18} stroke={1.75} />
              ) : (
                <IconLayoutSidebarLeftCollapse size={18} stroke={1.75} />
              )}
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <Bell narrow={narrow} />
      <StartEntry narrow={narrow} />
      {/* However many views there are, who one is and how one leaves stays in sight. */}
      <div className={styles.scroll} ref={scrolled}>
        <div className={styles.places}>
          <ul data-tour="views">
            {ENTRIES.map(([view, Icon]) => (
              <li key={view}>
                <Entry
                  narrow={narrow}
                  link={{ to: '/inbox/$view', params: { view }, search: {} }}
                  icon={<Icon size={18} stroke={1.75} />}
                  name={say(`view.${view}`)}
                  count={countOf(counts, view)}
                  more={view === 'solved-today' && counts?.solvedToday === 1000}
                  locale={locale}
                />
              </li>
            ))}
          </ul>
          <SavedViews narrow={narrow} counts={counts} />
          <ul className={styles.lower}>
            <DraftsEntry narrow={narrow} locale={locale} />
            <li>
              <Entry
                narrow={narrow}
                link={{ to: '/search' }}
                icon={<IconSearch size={18} stroke={1.75} />}
                name={say('search.title')}
              />
            </li>
            <li>
              <Entry
                narrow={narrow}
                link={{ to: '/people' }}
                below="/compan"
                icon={<IconAddressBook size={18} stroke={1.75} />}
                name={say('people.title')}
              />
            </li>
            <CasesEntry narrow={narrow} locale={locale} />
            <li>
              <Entry
                narrow={narrow}
                link={{ to: '/reports' }}
                icon={<IconChartBar size={18} stroke={1.75} />}
                name={say('reports.title')}
              />
            </li>
            <li>
              <Entry
                narrow={narrow}
                link={{ to: '/settings/$page', params: { page: 'profile' } }}
                below="/settings"
                icon={<IconSettings size={18} stroke={1.75} />}
                name={say('settings.title')}
              />
            </li>
          </ul>
        </div>
      </div>
      <PersonMenu />
    </nav>
  );
});
