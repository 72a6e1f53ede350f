// Who the customer is: every address on every channel, company, fields, orders, notes, earlier tickets, and how they rated us.
import { Skeleton } from '@mantine/core';
import { IconBan, IconBellOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { contactQuery } from '../api/queries.js';
import type { ContactCard } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { Addresses } from './addresses.js';
import { Belongs } from './belongs.js';
import { CardMenu } from './card-menu.js';
import { changePerson } from './change-person.js';
import styles from './customer-card.module.css';
import { fieldsQuery, living } from './field-queries.js';
import { Earlier, Ratings, Seen } from './history.js';
import { LastVisit } from './last-visit.js';
import { Orders } from './orders.js';
import { OwnFields } from './own-fields.js';
import { PersonHead } from './person-head.js';
import { PersonNotes } from './person-notes.js';
import { Suggestions } from './same-person.js';
import { StartWith } from './start-with.js';
import { TicketFields } from './ticket-fields.js';

const MergeModal = lazy(() => import('./merge-modal.js').then((m) => ({ default: m.MergeModal })));
const PersonModal = lazy(() => import('./person-modal.js').then((m) => ({ default: m.PersonModal })));

/** `ticketId`: beside an open ticket; null: a page of its own. */
export function CustomerCard({ contactId, ticketId }: { contactId: string; ticketId: string | null }) {
  const contact = useQuery(contactQuery(contactId));
  if (contact.isError && !contact.data) return <Failed error={contact.error} reset={() => void contact.refetch()} />;
  const card = contact.data;
  return (
    <div className={styles.card} data-page={ticketId === null || undefined} data-testid="customer-card">
      {ticketId && <TicketFields ticketId={ticketId} />}
      {card ? (
        <Person card={card} ticketId={ticketId} />
      ) : (
        <div aria-hidden="true">
          <Skeleton height={16} width="60%" mb={14} />
          <Skeleton height={12} width="85%" mb={10} />
          <Skeleton height={12} width="70%" />
        </div>
      )}
    </div>
  );
}

function Person({ card, ticketId }: { card: ContactCard; ticketId: string | null }) {
  const { say, locale } = useWords();
  const [open, setOpen] = useState<'merge' | 'edit' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PersonHead
        card={card}
        page={ticketId === null}
        menu={
          <>
            {ticketId === null && <StartWith card={card} />}
            <CardMenu card={card} onMerge={() => setOpen('merge')} onEdit={() => setOpen('edit')} />
          </>
        }
      />
      {ticketId === null && <h2 className="visually-hidden">{say('customer.about')}</h2>}
      <div className={styles.parts}>
        <div>
          {card.blockedAt && (
            <p className={styles.blocked}>
              <IconBan size={16} stroke={1.75} aria-hidden="true" /> {say('customer.blocked')}
            </p>
          )}
          <Suggestions card={card} />
          <Addresses card={card} />
          {card.identities.some((identity) => identity.kind === 'visitor') && <LastVisit contactId={card.id} />}
          {card.surveyOptOutAt && (
            <p className={styles.hint}>
              <IconBellOff size={16} stroke={1.75} aria-hidden="true" />{' '}
              {say('customer.opted-out', { day: shortDay(card.surveyOptOutAt, locale) })}
            </p>
          )}
          <Seen contactId={card.id} lastSeenAt={card.lastSeenAt} />
          <Belongs card={card} />
          <PersonFields card={card} />
          <PersonNotes of="contact" id={card.id} />
        </div>
        <div>
          <Orders contactId={card.id} />
          <Ratings contactId={card.id} />
          <Earlier
            owner={['contact', card.id]}
            path={`/api/v1/tickets?view=all&contactId=${card.id}&`}
            besides={ticketId}
          />
        </div>
      </div>
      <Suspense>
        {open === 'merge' && <MergeModal card={card} onClose={close} />}
        {open === 'edit' && <PersonModal card={card} onClose={close} />}
      </Suspense>
    </>
  );
}

function PersonFields({ card }: { card: ContactCard }) {
  const { say } = useWords();
  const definitions = living(useQuery(fieldsQuery).data, 'contact');
  if (definitions.length === 0) return null;
  return (
    <section>
      <h3>{say('customer.about')}</h3>
      <OwnFields
        definitions={definitions}
        values={card.fields}
        save={(key, value) => changePerson(card, { fields: { [key]: value } })}
      />
    </section>
  );
}
