// Linking by hand: how the two have to do with each other, and which the other one is.
import { Modal, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Ticket } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { FindTicket } from './find-ticket.js';
import { linkTickets } from './merging.js';

const KINDS = ['related', 'blocked-by', 'blocks', 'child-of', 'parent-of'] as const;

export function LinkModal({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { say } = useWords();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('related');
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={say('link.title')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Stack gap="sm">
        <NativeSelect
          label={say('link.this')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
          data={KINDS.map((value) => ({ value, label: say(`link.${value}`) }))}
        />
        <FindTicket
          ticket={ticket}
          without={ticket.links.filter((one) => one.kind === kind).map((one) => one.id)}
          onChoose={(row) => void linkTickets(ticket.id, row.id, kind).then((done) => done && onClose())}
        />
      </Stack>
    </Modal>
  );
}
