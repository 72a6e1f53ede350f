// What else can be asked about a message: why it is here, and to be given a ticket of its own.
import { Menu } from '@mantine/core';
import type { MessageItem } from '@otklik/contract';
import { IconArrowsSplit2, IconDotsVertical, IconLink, IconMailOpened, IconMessages } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { LightMenu } from '../shell/light-menu.js';
import { tell } from '../shell/notices.js';
import { openAside } from '../side/sides.js';
import { useView } from '../tickets/inbox-page.js';
import { useWords } from '../words/words.js';
import styles from './afterwards.module.css';
import { splitOut } from './split-out.js';
import { whyWords } from './why-words.js';

const OriginalModal = lazy(() => import('./original-modal.js').then((m) => ({ default: m.OriginalModal })));

export function MessageMenu({ item, ticketId, closed }: { item: MessageItem; ticketId: string; closed: boolean }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const view = useView();
  const why = whyWords(item.why, say);
  const canSplit = item.kind === 'customer' && !closed;
  const [original, setOriginal] = useState(false);
  const copyLink = async () => {
    const { origin, pathname } = window.location;
    await navigator.clipboard.writeText(`${origin}${pathname}#m-${item.id}`);
    tell(say('message.link-done'));
  };
  const open = (id: string) =>
    void navigate({ to: '/inbox/$view/$ticketId', params: { view, ticketId: id }, search: (before) => before });
  const split = (only: boolean) => void splitOut(ticketId, item.id, only, open);
  return (
    <>
      <LightMenu
        position="bottom-end"
        width={300}
        withInitialFocusPlaceholder={false}
        label={say('message.menu')}
        button={
          <button type="button" className={styles.menu} aria-label={say('message.menu')}>
            <IconDotsVertical size={15} stroke={1.75} />
          </button>
        }
      >
        {why && (
          <Menu.Label className={styles.why} role="menuitem" aria-disabled="true">
            {say('message.why')}: {why}
          </Menu.Label>
        )}
        {canSplit && (
          <>
            <Menu.Item leftSection={<IconArrowsSplit2 size={16} stroke={1.75} />} onClick={() => split(false)}>
              {say('split.this')}
              <small className={styles.hint}>{say('split.this-hint')}</small>
            </Menu.Item>
            <Menu.Item leftSection={<span className={styles.noIcon} />} onClick={() => split(true)}>
              {say('split.only')}
            </Menu.Item>
          </>
        )}
        {item.kind === 'customer' && item.mail && (
          <Menu.Item leftSection={<IconMailOpened size={16} stroke={1.75} />} onClick={() => setOriginal(true)}>
            {say('original.open')}
          </Menu.Item>
        )}
        {!closed && (
          <Menu.Item
            leftSection={<IconMessages size={16} stroke={1.75} />}
            data-testid="ask-about"
            onClick={() => openAside(ticketId, { at: 'new', quote: item })}
          >
            {say('side.ask-about')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLink size={16} stroke={1.75} />} onClick={() => void copyLink()}>
          {say('message.link')}
        </Menu.Item>
      </LightMenu>
      <Suspense>{original && <OriginalModal messageId={item.id} onClose={() => setOriginal(false)} />}</Suspense>
    </>
  );
}
