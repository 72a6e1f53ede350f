// Finding another ticket: what is near at once, anything by number or words; arrows walk, Enter chooses.
import { Loader, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { TicketRow } from '@otklik/contract';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { contactTicketsQuery } from '../api/queries.js';
import { get } from '../api/request.js';
import type { Ticket, TicketPage } from '../api/shapes.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { contactName } from '../tickets/ticket-row.js';
import { shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { stateWord } from './event-words.js';
import styles from './matters.module.css';
import { alikeQuery } from './merging.js';

interface Props {
  ticket: Ticket;
  /** What cannot be chosen: already chosen elsewhere. */
  without?: string[];
  onChoose: (row: TicketRow) => void;
}

export function FindTicket({ ticket, without = [], onChoose }: Props) {
  const { say } = useWords();
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 200);
  const list = useRef<HTMLDivElement>(null);
  const fits = (row: TicketRow) => row.id !== ticket.id && row.gone === null && !without.includes(row.id);
  const alike = (useQuery(alikeQuery(ticket.id)).data ?? []).filter(fits);
  const theirs = (useQuery(contactTicketsQuery(ticket.contact.id)).data?.items ?? [])
    .filter((row) => fits(row) && row.state !== 'closed' && !alike.some((one) => one.id === row.id))
    .slice(0, 8);
  const search = useQuery({
    queryKey: ['find-ticket', words],
    queryFn: ({ signal }) =>
      get<TicketPage>(`/api/v1/tickets?${new URLSearchParams({ q: words, limit: '12' })}`, signal),
    enabled: words !== '',
  });
  const found = (search.data?.items ?? []).filter(fits);
  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const rows = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLButtonElement);
    const next = event.key === 'ArrowDown' ? Math.min(at + 1, rows.length - 1) : at - 1;
    if (next < 0) list.current?.parentElement?.querySelector('input')?.focus();
    else rows[next]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows walk through the buttons within
    <div className={styles.find} onKeyDown={walk}>
      <TextInput
        data-autofocus
        aria-label={say('matter.find')}
        placeholder={say('matter.find')}
        leftSection={<IconSearch size={16} stroke={1.75} />}
        rightSection={search.isFetching && <Loader size={14} />}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && words !== '' && found[0]) onChoose(found[0]);
        }}
      />
      <div ref={list} className={styles.found} data-testid="ticket-choices">
        {words !== '' ? (
          <Group title={say('matter.found')} rows={found} onChoose={onChoose} />
        ) : (
          <>
            <Group title={say('matter.alike')} rows={alike} onChoose={onChoose} />
            <Group
              title={say('matter.theirs', { name: contactName(ticket.contact) })}
              rows={theirs}
              onChoose={onChoose}
            />
          </>
        )}
        {words !== '' && search.isSuccess && found.length === 0 && <p>{say('matter.none')}</p>}
        {words === '' && alike.length + theirs.length === 0 && <p>{say('matter.nothing-near')}</p>}
      </div>
    </div>
  );
}

function Group({ title, rows, onChoose }: { title: string; rows: TicketRow[]; onChoose: (row: TicketRow) => void }) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {rows.map((row) => (
        <UnstyledButton key={row.id} className={styles.choice} onClick={() => onChoose(row)}>
          <TicketLines row={row} />
        </UnstyledButton>
      ))}
    </section>
  );
}

/** A ticket in three short lines: enough to know it by. */
export function TicketLines({ row }: { row: TicketRow }) {
  const { say, locale } = useWords();
  return (
    <>
      <span className={styles.line}>
        <ChannelMark kind={row.channel} size={14} />
        <strong>{row.subject || contactName(row.contact)}</strong>
        <small>{say('number.of', { number: row.number })}</small>
      </span>
      <span className={styles.words}>{row.preview}</span>
      <span className={styles.meta}>
        {contactName(row.contact)} · {say(stateWord(row.state))} · {shortDay(row.lastMessageAt, locale)}
      </span>
    </>
  );
}
