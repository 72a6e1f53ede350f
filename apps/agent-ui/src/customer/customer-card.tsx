// Who the customer is: every address on every channel, language, earlier tickets, and how they rated us.
import { ActionIcon, CopyButton, Menu, Skeleton, Tooltip, UnstyledButton } from '@mantine/core';
import type { TicketRow } from '@otklik/contract';
import {
  IconAlertTriangle,
  IconBan,
  IconBellOff,
  IconDots,
  IconLanguage,
  IconThumbDown,
  IconThumbUp,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { contactQuery, contactTicketsQuery, queryClient } from '../api/queries.js';
import { patch } from '../api/request.js';
import type { ContactCard, Identity } from '../api/shapes.js';
import { stateWord } from '../conversation/event-words.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { Failed } from '../shell/edges.js';
import { Face } from '../shell/faces.js';
import { tellRefusal } from '../shell/notices.js';
import { useList } from '../tickets/inbox-page.js';
import { contactName } from '../tickets/ticket-row.js';
import { clockTime, shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';
import { LastVisit } from './last-visit.js';
import { MergedFrom, Suggestions } from './same-person.js';

const MergeModal = lazy(() => import('./merge-modal.js').then((m) => ({ default: m.MergeModal })));

export function CustomerCard({ contactId, ticketId }: { contactId: string; ticketId: string }) {
  const { say, locale } = useWords();
  const contact = useQuery(contactQuery(contactId));
  const [merging, setMerging] = useState(false);
  const tickets = useQuery(contactTicketsQuery(contactId)).data?.items ?? [];
  if (contact.isError && !contact.data) return <Failed error={contact.error} reset={() => void contact.refetch()} />;
  const card = contact.data;
  if (!card) {
    return (
      <div className={styles.card} aria-hidden="true">
        <Skeleton height={16} width="60%" mb={14} />
        <Skeleton height={12} width="85%" mb={10} />
        <Skeleton height={12} width="70%" />
      </div>
    );
  }
  const address = card.identities[0]?.address;
  const name = card.name || (address ? contactName({ name: null, address }) : say('customer.unknown'));
  const others = tickets.filter((ticket) => ticket.id !== ticketId);
  return (
    <div className={styles.card} data-testid="customer-card">
      <div className={styles.person}>
        <Face id={card.id} name={name} size={40} hint="" />
        <div>
          <h2>{name}</h2>
          <Local card={card} />
        </div>
        <CardMenu card={card} onMerge={() => setMerging(true)} />
      </div>
      {card.blockedAt && (
        <p className={styles.blocked}>
          <IconBan size={16} stroke={1.75} aria-hidden="true" /> {say('customer.blocked')}
        </p>
      )}
      <Suggestions card={card} />
      <section>
        <h3>{say('customer.channels')}</h3>
        <ul className={styles.plain}>
          {card.identities.map((identity) => (
            <Address key={identity.id} identity={identity} />
          ))}
        </ul>
        <MergedFrom card={card} />
      </section>
      {card.identities.some((identity) => identity.kind === 'visitor') && <LastVisit contactId={contactId} />}
      {card.surveyOptOutAt && (
        <p className={styles.hint}>
          <IconBellOff size={16} stroke={1.75} aria-hidden="true" />{' '}
          {say('customer.opted-out', { day: shortDay(card.surveyOptOutAt, locale) })}
        </p>
      )}
      <Ratings tickets={others} />
      <section>
        <h3>{say('customer.earlier')}</h3>
        {others.length === 0 ? (
          <p className={styles.hint}>{say('customer.first-time')}</p>
        ) : (
          <ul className={styles.plain}>
            {others.slice(0, 12).map((ticket) => (
              <Earlier key={ticket.id} ticket={ticket} />
            ))}
          </ul>
        )}
      </section>
      <Suspense>{merging && <MergeModal card={card} onClose={() => setMerging(false)} />}</Suspense>
    </div>
  );
}

function CardMenu({ card, onMerge }: { card: ContactCard; onMerge: () => void }) {
  const { say } = useWords();
  const block = async (blocked: boolean) => {
    try {
      await patch(`/api/v1/contacts/${card.id}`, { blocked });
      await queryClient.invalidateQueries({ queryKey: ['contact'] });
    } catch (error) {
      tellRefusal(error);
    }
  };
  return (
    <Menu position="bottom-end" width={250} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon className={styles.more} aria-label={say('customer.more')}>
          <IconDots size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUsers size={16} stroke={1.75} />} onClick={onMerge}>
          {say('customer.merge')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBan size={16} stroke={1.75} />}
          onClick={() => void block(card.blockedAt === null)}
        >
          {say(card.blockedAt ? 'customer.unblock' : 'customer.block')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Local({ card }: { card: ContactCard }) {
  const { say, locale } = useWords();
  const language = card.locale
    ? (new Intl.DisplayNames(locale, { type: 'language' }).of(card.locale.slice(0, 2)) ?? card.locale)
    : null;
  const there = card.timeZone ? hourThere(card.timeZone, locale) : null;
  if (!language && !there) return null;
  return (
    <p className={styles.local}>
      <IconLanguage size={14} stroke={1.75} aria-hidden="true" />{' '}
      {[language, there && say('customer.local-time', { time: there })].filter(Boolean).join(' · ')}
    </p>
  );
}

function hourThere(timeZone: string, locale: string): string | null {
  try {
    const there = new Date(new Date().toLocaleString('en-US', { timeZone }));
    return clockTime(there, locale);
  } catch {
    return null;
  }
}

function Address({ identity }: { identity: Identity }) {
  const { say } = useWords();
  const anonymous = identity.kind === 'visitor';
  const shown = identity.username
    ? `@${identity.username}`
    : anonymous
      ? (identity.name ?? say('customer.visitor'))
      : identity.address;
  return (
    <li>
      <ChannelMark kind={identity.kind} size={16} />
      <CopyButton value={identity.username ? `@${identity.username}` : identity.address}>
        {({ copied, copy }) => (
          <Tooltip label={say(copied ? 'copied' : 'copy')}>
            <UnstyledButton className={styles.address} onClick={copy}>
              {shown}
            </UnstyledButton>
          </Tooltip>
        )}
      </CopyButton>
      {identity.phone && !identity.address.endsWith(identity.phone.slice(1)) && (
        <small className={styles.also}>{identity.phone}</small>
      )}
      {anonymous && identity.email && <small className={styles.also}>{identity.email}</small>}
      {identity.unreachableAt && (
        <Tooltip label={say('customer.unreachable')}>
          <IconAlertTriangle size={15} className={styles.broken} role="img" aria-label={say('customer.unreachable')} />
        </Tooltip>
      )}
    </li>
  );
}

function Ratings({ tickets }: { tickets: TicketRow[] }) {
  const { say, locale } = useWords();
  const rated = tickets.filter((ticket) => ticket.rating !== null);
  if (rated.length === 0) return null;
  return (
    <section>
      <h3>{say('customer.ratings')}</h3>
      <ul className={styles.plain}>
        {rated.slice(0, 6).map(({ id, rating, openedAt }) => {
          if (!rating) return null;
          const Icon = rating.good ? IconThumbUp : IconThumbDown;
          return (
            <li key={id} className={styles.rating} data-good={rating.good}>
              <Icon size={16} stroke={1.75} aria-hidden="true" />
              <span>
                {say('row.rated', { score: rating.score, max: rating.max })}
                {rating.comment && <q>{rating.comment}</q>}
              </span>
              <time dateTime={openedAt}>{shortDay(openedAt, locale)}</time>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Earlier({ ticket }: { ticket: TicketRow }) {
  const { say, locale } = useWords();
  const { view } = useList();
  return (
    <li>
      <Link
        to="/inbox/$view/$ticketId"
        params={{ view, ticketId: ticket.id }}
        search={(before) => before}
        className={styles.earlier}
      >
        <ChannelMark kind={ticket.channel} size={15} />
        <span>
          {ticket.subject || ticket.preview || `#${ticket.number}`}
          <small>
            {say(stateWord(ticket.state))} · {shortDay(ticket.openedAt, locale)}
          </small>
        </span>
      </Link>
    </li>
  );
}
