// The bell's list: what concerns me, newest first; by mouse, finger or keys; each line opens its ticket.
import { ActionIcon, Button, Drawer, Loader, SegmentedControl, Tooltip } from '@mantine/core';
import { IconBellOff, IconChecks, IconSettings } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Failed, Teach } from '../shell/edges.js';
import { keyOf } from '../shell/shortcuts.js';
import { useWords } from '../words/words.js';
import { BellLine } from './bell-line.js';
import styles from './bell-panel.module.css';
import { bellQuery, markLooked, markRead } from './notifications.js';
import { PauseMenu } from './pause-menu.js';

const SHOWN = 'otklik.bell';

export function BellPanel({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const [unreadOnly, setUnreadOnly] = useState(() => localStorage.getItem(SHOWN) === 'unread');
  const query = useInfiniteQuery(bellQuery(unreadOnly));
  const list = useRef<HTMLUListElement>(null);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = unreadOnly ? items.filter((item) => !item.readAt) : items;
  const anyUnread = items.some((item) => !item.readAt);

  useEffect(() => markLooked(), []);
  // The newest line is what one has come for.
  const some = shown.length > 0;
  useEffect(() => {
    if (some && document.activeElement?.closest('[role="dialog"] header'))
      list.current?.querySelector<HTMLElement>('[data-line]')?.focus({ preventScroll: true });
  }, [some]);
  const choose = (value: string) => {
    localStorage.setItem(SHOWN, value);
    setUnreadOnly(value === 'unread');
  };
  const settings = () => {
    onClose();
    void navigate({ to: '/settings/$page', params: { page: 'notifications' } });
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="left"
      size={400}
      title={say('bell.title')}
      closeButtonProps={{ 'aria-label': say('close') }}
      classNames={{ body: styles.body, header: styles.head, content: styles.content }}
      transitionProps={{ duration: 120 }}
      overlayProps={{ backgroundOpacity: 0.25 }}
    >
      <div className={styles.tools}>
        <SegmentedControl
          size="xs"
          value={unreadOnly ? 'unread' : 'all'}
          onChange={choose}
          aria-label={say('bell.which')}
          data={[
            { value: 'all', label: say('bell.all') },
            { value: 'unread', label: say('bell.unread-only') },
          ]}
        />
        <span className={styles.gap} />
        <PauseMenu />
        <Tooltip label={say('bell.read-all')}>
          <ActionIcon aria-label={say('bell.read-all')} disabled={!anyUnread} onClick={() => void markRead(null)}>
            <IconChecks size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={say('settings.notifications')}>
          <ActionIcon aria-label={say('settings.notifications')} onClick={settings}>
            <IconSettings size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </div>
      {query.isError && shown.length === 0 && <Failed error={query.error} reset={() => void query.refetch()} />}
      {query.isPending && <Loader size="sm" color="gray" m="xl" />}
      {query.data && shown.length === 0 && (
        <Teach
          icon={<IconBellOff size={30} stroke={1.25} />}
          title={say(unreadOnly ? 'bell.nothing-unread' : 'bell.nothing')}
          words={say('bell.nothing-hint')}
        />
      )}
      <ul ref={list} className={styles.list} onKeyDown={(event) => walk(event, list.current)}>
        {shown.map((item) => (
          <BellLine key={item.id} item={item} onClose={onClose} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('bell.older')}
        </Button>
      )}
    </Drawer>
  );
}

/** j, k and the arrows go from line to line; Home and End to the ends. */
function walk(event: KeyboardEvent, list: HTMLUListElement | null): void {
  const lines = [...(list?.querySelectorAll<HTMLElement>('[data-line]') ?? [])];
  const here = lines.indexOf(document.activeElement as HTMLElement);
  const steps: Record<string, number> = { j: here + 1, ArrowDown: here + 1, k: here - 1, ArrowUp: here - 1 };
  const to = { ...steps, Home: 0, End: lines.length - 1 }[keyOf(event.nativeEvent)];
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  lines[Math.max(0, Math.min(lines.length - 1, to))]?.focus();
}
