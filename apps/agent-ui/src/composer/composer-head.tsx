// The head of the composer: a reply or a note, to whom, by which channel, and how long that may still be done freely.
import { IconLock } from '@tabler/icons-react';
import type { Ticket } from '../api/shapes.js';
import { isMail, useChannelName } from '../shell/channel-mark.js';
import { contactName } from '../tickets/ticket-row.js';
import { useWords } from '../words/words.js';
import styles from './composer.module.css';
import type { DraftPart, Mode } from './drafts.js';
import { WindowLeft } from './reply-limits.js';
import { Watched } from './strips.js';

interface Props {
  row: Ticket;
  mode: Mode;
  part: DraftPart;
  left: number | null;
  copying: boolean;
  onMode: (mode: Mode) => void;
  onCopying: () => void;
}

export function ComposerHead({ row, mode, part, left, copying, onMode, onCopying }: Props) {
  const { say } = useWords();
  const channel = useChannelName()(row.channel);
  const note = mode === 'note';
  const mail = isMail(row.channel) && !note;
  const name = contactName(row.contact);
  const copied = [...(part.cc ?? row.copies), ...(part.bcc ?? [])];
  const toCustomer =
    mail && copied.length > 0
      ? say('composer.to-copies', { name, channel, copies: copied.join(', ') })
      : say('composer.to', { name, channel });
  const to = note ? say('composer.to-us') : toCustomer;
  return (
    <header className={styles.head}>
      <div role="tablist" aria-label={say('composer.kind')} className={styles.tabs}>
        {(['reply', 'note'] as const).map((each) => (
          <button
            type="button"
            role="tab"
            key={each}
            aria-selected={each === mode}
            title={`${say(`composer.${each}`)} (${each[0]})`}
            onClick={() => onMode(each)}
          >
            {each === 'note' && <IconLock size={14} stroke={1.75} aria-hidden="true" />}
            {say(`composer.${each}`)}
          </button>
        ))}
      </div>
      <span className={styles.to} title={to}>
        {to}
      </span>
      {mail && (
        <button type="button" className={styles.addCopies} aria-expanded={copying} onClick={onCopying}>
          {say('copies.add')}
        </button>
      )}
      <Watched ticketId={row.id} />
      {!note && <WindowLeft left={left} />}
    </header>
  );
}
