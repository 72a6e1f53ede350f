// The panel beside a ticket: its conversations with others, one of them in place, or a new one.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Ticket } from '../api/shapes.js';
import { Failed, Waiting } from '../shell/edges.js';
import { useWords } from '../words/words.js';
import styles from './side.module.css';
import { SideList } from './side-list.js';
import { SideStart } from './side-start.js';
import { SideTalk } from './side-talk.js';
import { type Aside, openAside, sidesQuery } from './sides.js';

export function SidePanel({ ticket, aside }: { ticket: Ticket; aside: Aside }) {
  const { say } = useWords();
  const asked = useQuery(sidesQuery(ticket.id));
  const sides = asked.data ?? [];
  const panel = useRef<HTMLElement>(null);
  const one = aside.at === 'one' ? sides.find(({ id }) => id === aside.id) : null;
  // A closed ticket begins nothing; whom it had asked may still be answered.
  const works = ticket.gone === null;
  const begins = works && ticket.state !== 'closed';
  const list = () => openAside(ticket.id, { at: 'list' });
  const close = () => openAside(ticket.id, null);
  // Where the eyes go, the keys go.
  // biome-ignore lint/correctness/useExhaustiveDependencies: again with each of its faces
  useEffect(() => {
    if (aside.at !== 'new') panel.current?.focus({ preventScroll: true });
  }, [aside.at, aside.at === 'one' && aside.id]);
  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label={say('side.title')}
      tabIndex={-1}
      data-testid="side-panel"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        if ((event.target as HTMLElement).closest('input, textarea, [role="textbox"], [role="menu"]')) return;
        event.stopPropagation();
        event.preventDefault();
        close();
      }}
    >
      <header className={styles.head}>
        {aside.at !== 'list' && sides.length > 0 && (
          <Tooltip label={say('side.all')}>
            <ActionIcon aria-label={say('side.all')} onClick={list}>
              <IconArrowLeft size={18} stroke={1.75} className={styles.back} />
            </ActionIcon>
          </Tooltip>
        )}
        <h2>{say(aside.at === 'new' ? 'side.new' : 'side.title')}</h2>
        {aside.at === 'list' && begins && (
          <Tooltip label={say('side.new')}>
            <ActionIcon aria-label={say('side.new')} onClick={() => openAside(ticket.id, { at: 'new', quote: null })}>
              <IconPlus size={18} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        )}
        <ActionIcon aria-label={say('close')} onClick={close}>
          <IconX size={18} stroke={1.75} />
        </ActionIcon>
      </header>
      {aside.at === 'new' && begins ? (
        <SideStart key={aside.quote?.id ?? 'new'} ticket={ticket} quote={aside.quote} />
      ) : one ? (
        <SideTalk key={one.id} ticket={ticket} side={one} works={works} />
      ) : asked.isPending ? (
        <Waiting />
      ) : asked.isError && !asked.data ? (
        <Failed error={asked.error} reset={() => void asked.refetch()} />
      ) : (
        <SideList ticket={ticket} sides={sides} begins={begins} />
      )}
    </section>
  );
}
