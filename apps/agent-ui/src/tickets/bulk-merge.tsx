// Many tickets become one: which one stays, whose answers it gets, and plain words about what was merged and what was not.
import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import type { TicketRow } from '@otklik/contract';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { post } from '../api/request.js';
import type { BulkMerged } from '../api/shapes.js';
import { TicketLines } from '../conversation/find-ticket.js';
import styles from '../conversation/matters.module.css';
import { renewTickets } from '../conversation/merging.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { say as sayNow, useWords } from '../words/words.js';
import { contactName } from './ticket-row.js';

const NAMED = 3;

interface Props {
  rows: TicketRow[];
  onClose: () => void;
  onDone: () => void;
}

/** The oldest that is worked on; else the oldest. */
export function usualTarget(rows: TicketRow[]): TicketRow | undefined {
  const byAge = rows.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt) || a.number - b.number);
  return byAge.find((row) => row.state !== 'solved' && row.state !== 'closed') ?? byAge[0];
}

export function BulkMerge({ rows, onClose, onDone }: Props) {
  const { say } = useWords();
  const [stays, setStays] = useState(() => usualTarget(rows)?.id ?? '');
  const [busy, setBusy] = useState(false);
  const into = rows.find((row) => row.id === stays);
  const customers = new Set(rows.map((row) => row.contact.id)).size;
  const merge = async () => {
    if (!into) return;
    setBusy(true);
    const done = await mergeInto(rows, into);
    setBusy(false);
    if (!done) return;
    onClose();
    onDone();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={say('bulk.merge-title', { count: rows.length })}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Stack gap="sm">
        <Radio.Group label={say('bulk.merge-stays')} value={stays} onChange={setStays}>
          <div className={styles.found} data-testid="merge-rows">
            {rows
              .toSorted((a, b) => a.openedAt.localeCompare(b.openedAt) || a.number - b.number)
              .map((row) => (
                <Radio
                  key={row.id}
                  value={row.id}
                  classNames={{ body: styles.radioBody, labelWrapper: styles.radio }}
                  label={<TicketLines row={row} />}
                />
              ))}
          </div>
        </Radio.Group>
        {customers > 1 && into && (
          <p className={styles.warn} role="alert">
            <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
            {say('bulk.merge-customers', { count: customers, name: contactName(into.contact) })}
          </p>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button data-autofocus loading={busy} disabled={!into} onClick={() => void merge()}>
            {say('bulk.merge-title', { count: rows.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Answers whether the desk has taken the order; what could not be merged is named with its reason. */
async function mergeInto(rows: TicketRow[], into: TicketRow): Promise<boolean> {
  const ticketIds = rows.filter((row) => row.id !== into.id).map((row) => row.id);
  try {
    const { merged, failed } = await post<BulkMerged>('/api/v1/tickets/bulk/merge', { intoId: into.id, ticketIds });
    const named = failed
      .slice(0, NAMED)
      .map((one) => `${one.number === null ? '' : `${sayNow('number.of', { number: one.number })}: `}${one.words}`);
    const rest = failed.length - named.length;
    const why = [...named, ...(rest > 0 ? [sayNow('bulk.and-more', { count: rest })] : [])].join(' · ');
    const done =
      merged.length > 0
        ? sayNow('bulk.merged', { count: merged.length, number: into.number })
        : sayNow('bulk.merge-none');
    const words = failed.length > 0 ? `${done} ${sayNow('bulk.not-done', { count: failed.length })} ${why}` : done;
    const undo = { words: sayNow('undo'), run: () => void partAgain(merged, into.id) };
    tell(words, failed.length > 0, merged.length > 0 ? undo : null);
    await renewTickets([into.id, ...merged]);
    return true;
  } catch (error) {
    tellRefusal(error);
    return false;
  }
}

/** The last one first: each leaves the ticket as it had been before it. */
async function partAgain(merged: string[], intoId: string): Promise<void> {
  let parted = 0;
  try {
    for (const id of merged.toReversed()) {
      await post(`/api/v1/tickets/${id}/unmerge`);
      parted += 1;
    }
  } catch (error) {
    tellRefusal(error);
  }
  if (parted > 0) tell(sayNow('bulk.undone', { count: parted }));
  await renewTickets([intoId, ...merged]);
}
