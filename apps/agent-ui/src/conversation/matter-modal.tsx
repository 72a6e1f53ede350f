// Merging by hand: find the other ticket, see both, see which one stays, and what it means for the customer.
import { Button, Group, Modal, Radio, Stack, Tooltip } from '@mantine/core';
import type { TicketRow } from '@otklik/contract';
import { IconAlertTriangle, IconArrowDown, IconArrowsExchange } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Ticket } from '../api/shapes.js';
import { isMail, useChannelName } from '../shell/channel-mark.js';
import { contactName } from '../tickets/ticket-row.js';
import { useWords } from '../words/words.js';
import { FindTicket, TicketLines } from './find-ticket.js';
import styles from './matters.module.css';
import { mergeTickets } from './merging.js';

interface Props {
  ticket: Ticket;
  /** Chosen already: from the line that says what it looks like. */
  other: TicketRow | null;
  onClose: () => void;
  open: (ticketId: string) => void;
}

export function MatterModal({ ticket, other: given, onClose, open }: Props) {
  const { say } = useWords();
  const [other, setOther] = useState<TicketRow | null>(given);
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={say('matter.title')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      {other ? (
        <Both ticket={ticket} other={other} onOther={() => setOther(null)} onClose={onClose} open={open} />
      ) : (
        <FindTicket ticket={ticket} onChoose={setOther} />
      )}
    </Modal>
  );
}

function Both({
  ticket,
  other,
  onOther,
  onClose,
  open,
}: Omit<Props, 'other'> & { other: TicketRow; onOther: () => void }) {
  const { say } = useWords();
  const channelName = useChannelName();
  // What is older, or being worked on, is the one that usually stays.
  const [stays, setStays] = useState<'this' | 'other'>(other.openedAt < ticket.openedAt ? 'other' : 'this');
  const [requester, setRequester] = useState<'into' | 'from'>('into');
  const [busy, setBusy] = useState(false);
  const go = useRef<HTMLButtonElement>(null);
  useEffect(() => go.current?.focus(), []);
  const [from, into] = stays === 'this' ? [other, ticket as TicketRow] : [ticket as TicketRow, other];
  const twoPeople = from.contact.id !== into.contact.id;
  const mails = isMail(from.channel) && isMail(into.channel);
  const gets = twoPeople && mails && requester === 'from' ? from : into;
  const merge = async () => {
    setBusy(true);
    const done = await mergeTickets(from, into, gets === from ? from.id : null, open);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Stack gap="sm">
      <div className={styles.pair}>
        <div className={styles.card} data-goes>
          <h3>{say('matter.goes')}</h3>
          <TicketLines row={from} />
        </div>
        <div className={styles.between}>
          <IconArrowDown size={18} stroke={1.75} aria-hidden="true" />
          <Tooltip label={say('matter.swap')}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconArrowsExchange size={14} stroke={1.75} className={styles.turned} />}
              onClick={() => setStays(stays === 'this' ? 'other' : 'this')}
            >
              {say('matter.swap')}
            </Button>
          </Tooltip>
        </div>
        <div className={styles.card}>
          <h3>{say('matter.stays')}</h3>
          <TicketLines row={into} />
        </div>
      </div>
      {twoPeople && (
        <p className={styles.warn} role="alert">
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
          {say('matter.two-people', { one: contactName(into.contact), other: contactName(from.contact) })}
        </p>
      )}
      {twoPeople && mails && (
        <Radio.Group
          label={say('matter.requester')}
          value={requester}
          onChange={(next) => setRequester(next as typeof requester)}
        >
          <Group gap="md" mt={4}>
            <Radio value="into" label={contactName(into.contact)} />
            <Radio value="from" label={contactName(from.contact)} />
          </Group>
        </Radio.Group>
      )}
      <ul className={styles.means}>
        <li>
          {say('matter.answers', { name: contactName(gets.contact), channel: channelName(into.channel) })}
          {from.channel !== into.channel &&
            ` ${say('matter.no-answers', { channel: channelName(from.channel), number: into.number })}`}
        </li>
        <li>{say('matter.all-moves')}</li>
      </ul>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onOther}>
          {say('matter.other')}
        </Button>
        <Button ref={go} loading={busy} onClick={() => void merge()}>
          {say('matter.do', { from: from.number, into: into.number })}
        </Button>
      </Group>
    </Stack>
  );
}
