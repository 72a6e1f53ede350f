// The bell in the rail: how much is unread, in digits and in words; it opens the list.
import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconBell, IconBellRinging } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useShortcuts } from '../shell/shortcuts.js';
import { useWords } from '../words/words.js';
import styles from './bell.module.css';
import { unreadQuery } from './notifications.js';

const BellPanel = lazy(() => import('./bell-panel.js').then((m) => ({ default: m.BellPanel })));

/** `compact`: in the head of a list on a phone, where there is no rail. */
export function Bell({ narrow = false, compact = false }: { narrow?: boolean; compact?: boolean }) {
  const { say } = useWords();
  const unread = useQuery(unreadQuery).data ?? 0;
  const [open, setOpen] = useState(false);
  useShortcuts({ b: () => setOpen(true) }, !compact);
  const Icon = unread > 0 ? IconBellRinging : IconBell;
  return (
    <>
      <Tooltip label={say('bell.title')} position="right" disabled={!narrow && !compact}>
        <UnstyledButton
          className={styles.bell}
          data-narrow={narrow || undefined}
          data-compact={compact || undefined}
          data-news={unread > 0 || undefined}
          data-testid="bell"
          data-tour={compact ? undefined : 'bell'}
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-label={unread > 0 ? say('bell.unread', { count: unread }) : say('bell.title')}
          onClick={() => setOpen(true)}
        >
          <Icon size={18} stroke={1.75} />
          <span className={styles.word}>{say('bell.title')}</span>
          {unread > 0 && <span className={styles.count}>{unread >= 100 ? '99+' : unread}</span>}
        </UnstyledButton>
      </Tooltip>
      {open && (
        <Suspense>
          <BellPanel onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
