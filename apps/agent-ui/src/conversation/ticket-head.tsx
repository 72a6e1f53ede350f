// The head of a ticket: what it is about, its state, whose it is, who else is here, and what can be done with it.
import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconCheck,
  IconChevronDown,
  IconChevronsUp,
  IconLayoutSidebarRight,
  IconMoodSad,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, memo, Suspense, useState } from 'react';
import type { Ticket } from '../api/shapes.js';
import { usePassing } from '../live/passing.js';
import { WatchButton } from '../notify/watch-button.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { Face } from '../shell/faces.js';
import { Hint } from '../shell/hints.js';
import { LightMenu } from '../shell/light-menu.js';
import { useMe, useNames } from '../shell/people-names.js';
import { SideButton } from '../side/side-button.js';
import { DueChip } from '../tickets/due-chip.js';
import { useView } from '../tickets/inbox-page.js';
import { SnoozeChip } from '../tickets/snooze-chip.js';
import { contactName } from '../tickets/ticket-row.js';
import { WaitingChip } from '../tickets/waiting-chip.js';
import { useWords, type Word } from '../words/words.js';
import { AssignMenu } from './assign-menu.js';
import { setState } from './change-ticket.js';
import { stateWord } from './event-words.js';
import { MoreMenu } from './more-menu.js';
import { TagLine } from './tags.js';
import type { TicketDeeds } from './ticket-deeds.js';
import styles from './ticket-head.module.css';

const TagModal = lazy(() => import('./tag-modal.js').then((m) => ({ default: m.TagModal })));

interface Props {
  ticket: Ticket;
  assigning: boolean;
  cardOpen: boolean;
  deeds: TicketDeeds;
}

export const TicketHead = memo(function TicketHead({ ticket, assigning, cardOpen, deeds }: Props) {
  const { say } = useWords();
  const me = useMe();
  const [tagging, setTagging] = useState(false);
  const my = me.agent.id;
  const solved = ticket.state === 'solved' || ticket.state === 'closed';
  return (
    <header className={styles.head}>
      <div className={styles.top}>
        <Hint label={`${say('back')} Esc`}>
          <ActionIcon className={styles.back} aria-label={say('back')} onClick={deeds.back}>
            <IconArrowLeft size={20} stroke={1.75} />
          </ActionIcon>
        </Hint>
        <h1 data-testid="ticket-title" data-of={ticket.id}>
          {ticket.subject || contactName(ticket.contact)}
        </h1>
        <Here ticketId={ticket.id} />
        <SideButton ticketId={ticket.id} />
        <WatchButton ticketId={ticket.id} />
        <MoreMenu ticket={ticket} deeds={deeds} onTags={() => setTagging(true)} />
        <Hint label={`${say('command.card')} (I)`}>
          <ActionIcon
            aria-label={say('command.card')}
            aria-pressed={cardOpen}
            onClick={deeds.foldCard}
            data-on={cardOpen || undefined}
          >
            <IconLayoutSidebarRight size={18} stroke={1.75} />
          </ActionIcon>
        </Hint>
      </div>
      <div className={styles.second}>
        <p className={styles.about}>
          <ChannelMark kind={ticket.channel} size={15} />
          <span>{say('number.of', { number: ticket.number })}</span>
          <Links ticket={ticket} />
          {ticket.waitingSince && <WaitingChip since={ticket.waitingSince} />}
          {ticket.snoozedUntil && <SnoozeChip until={ticket.snoozedUntil} />}
          {ticket.sla && <DueChip sla={ticket.sla} />}
          {ticket.priority !== 1 && (
            <span className={styles.priority} data-high={ticket.priority > 1 || undefined}>
              {ticket.priority > 1 && <IconChevronsUp size={14} aria-hidden="true" />}
              {say(`priority.${ticket.priority as 0 | 2 | 3}`)}
            </span>
          )}
          {ticket.satisfactionRisk && !solved && (
            <Hint label={say('row.satisfaction-risk')}>
              <span className={styles.priority} data-high data-testid="satisfaction-risk">
                <IconMoodSad size={14} aria-hidden="true" />
                {say('ticket.satisfaction-risk')}
              </span>
            </Hint>
          )}
          <TagLine ticket={ticket} onEdit={() => setTagging(true)} />
        </p>
        {ticket.gone === null && (
          <div className={styles.acts}>
            <AssignMenu ticket={ticket} opened={assigning} onChange={(opened) => deeds.assigning(ticket.id, opened)} />
            <StateMenu ticket={ticket} />
            {!solved && (
              <Hint label={`${say('command.solve')} (E)`}>
                <Button
                  size="xs"
                  leftSection={<IconCheck size={15} />}
                  onClick={() => void setState(ticket, my, 'solved')}
                >
                  {say('command.solve')}
                </Button>
              </Hint>
            )}
          </div>
        )}
      </div>
      <Suspense>{tagging && <TagModal ticket={ticket} onClose={() => setTagging(false)} />}</Suspense>
    </header>
  );
});

/** Tickets that this one came out of, went on in, or went into. */
function Links({ ticket }: { ticket: Ticket }) {
  const { say } = useWords();
  const view = useView();
  const { splitFrom, follows, mergedInto, mergedFrom } = ticket;
  const links: [Word, { id: string; number: number }][] = [
    ...(splitFrom ? [['ticket.split-from', splitFrom] as [Word, typeof splitFrom]] : []),
    ...(follows && follows.id !== splitFrom?.id ? [['ticket.follows', follows] as [Word, typeof follows]] : []),
    ...(mergedInto ? [['ticket.merged-into', mergedInto] as [Word, typeof mergedInto]] : []),
    ...mergedFrom.map((one): [Word, typeof one] => ['ticket.merged-from', one]),
    ...ticket.followedBy.map((one): [Word, typeof one] => ['ticket.followed-by', one]),
  ];
  return links.map(([word, { id, number }]) => (
    <Link key={id} to="/inbox/$view/$ticketId" params={{ view, ticketId: id }}>
      {say(word, { number })}
    </Link>
  ));
}

function StateMenu({ ticket }: { ticket: Ticket }) {
  const { say } = useWords();
  const my = useMe().agent.id;
  const states = ['open', 'pending', 'hold', 'solved'] as const;
  const closed = ticket.state === 'closed';
  return (
    <LightMenu
      position="bottom-end"
      width={230}
      disabled={closed}
      label={say('ticket.state', { state: say(stateWord(ticket.state)) })}
      button={
        <Button
          size="xs"
          variant="default"
          data-state={ticket.state}
          className={styles.state}
          rightSection={!closed && <IconChevronDown size={14} />}
          aria-label={say('ticket.state', { state: say(stateWord(ticket.state)) })}
        >
          {say(stateWord(ticket.state))}
        </Button>
      }
    >
      {states
        .filter((state) => state !== ticket.state && !(state === 'open' && ticket.state === 'new'))
        .map((state) => (
          <Menu.Item key={state} onClick={() => void setState(ticket, my, state)}>
            {say(ticket.state === 'solved' && state === 'open' ? 'command.reopen' : `set.${state}`)}
          </Menu.Item>
        ))}
    </LightMenu>
  );
}

/** Who else is in the ticket: faces, and in words what they do. */
function Here({ ticketId }: { ticketId: string }) {
  const { say } = useWords();
  const names = useNames();
  const people = usePassing('people', ticketId) ?? [];
  const busy = people.find((person) => person.doing !== 'viewing');
  if (people.length === 0) return null;
  return (
    <div className={styles.here} role="status" data-testid="people-here">
      {busy && (
        <span className={styles.busy}>
          {say(busy.doing === 'typing' ? 'here.typing' : 'here.noting', { name: names.agent(busy.agentId) })}
        </span>
      )}
      {people.map((person) => (
        <Face
          key={person.agentId}
          id={person.agentId}
          name={names.agent(person.agentId)}
          ring={person.doing !== 'viewing'}
          hint={say(`here.${person.doing}`, { name: names.agent(person.agentId) })}
        />
      ))}
    </div>
  );
}
