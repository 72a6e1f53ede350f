// What the channel allows an answer to be: how long it may still be written freely, how long it may be, and what then.
import { Button } from '@mantine/core';
import { IconClockExclamation, IconClockHour4, IconTemplate } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { Ticket } from '../api/shapes.js';
import { spanWords } from '../reports/spans.js';
import { useChannelName } from '../shell/channel-mark.js';
import { useWords } from '../words/words.js';
import type { SentTemplate } from './outgoing.js';
import styles from './reply-limits.module.css';

const TemplatePicker = lazy(() => import('./template-picker.js').then((m) => ({ default: m.TemplatePicker })));

const SOON_MS = 2 * 3_600_000;
/** From this share of the limit on, the count is shown. */
const NEAR = 0.8;

/** Milliseconds left to answer freely; null: no end. Zero: over. */
export function windowLeft(ticket: Ticket, now: number): number | null {
  const { windowEndsAt } = ticket.reply;
  return windowEndsAt === null ? null : Math.max(0, Date.parse(windowEndsAt) - now);
}

export function WindowLeft({ left }: { left: number | null }) {
  const { say, locale } = useWords();
  if (!left) return null;
  const time = spanWords(left / 1000, locale);
  return (
    <span className={styles.left} data-soon={left < SOON_MS || undefined} role="timer">
      <IconClockHour4 size={14} stroke={1.75} aria-hidden="true" />
      <span className={styles.long}>{say('window.left', { time })}</span>
      <span className={styles.short} aria-hidden="true">
        {time}
      </span>
    </span>
  );
}

export function WindowOver({
  ticket,
  onSend,
}: {
  ticket: Ticket;
  onSend: (text: string, template: SentTemplate) => void;
}) {
  const { say } = useWords();
  const channel = useChannelName()(ticket.channel);
  const [choosing, setChoosing] = useState(false);
  const { templates } = ticket.reply;
  return (
    <div className={styles.over} data-testid="window-over">
      <IconClockExclamation size={20} stroke={1.75} aria-hidden="true" />
      <p>
        <strong>{say('window.over')}</strong>
        {say(templates ? 'window.over-template' : 'window.over-none', { channel })}
      </p>
      {templates && (
        <Button size="xs" leftSection={<IconTemplate size={15} />} onClick={() => setChoosing(true)}>
          {say('template.choose')}
        </Button>
      )}
      <Suspense>
        {choosing && (
          <TemplatePicker
            connectionId={ticket.connectionId}
            onClose={() => setChoosing(false)}
            onSend={(text, template) => {
              setChoosing(false);
              onSend(text, template);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

/** Says when the words come near to what one message may hold, and that more will be split. */
export function LengthHint({ length, max }: { length: number; max: number }) {
  const { say, locale } = useWords();
  if (length < max * NEAR) return null;
  const number = new Intl.NumberFormat(locale);
  const words = { count: number.format(length), max: number.format(max), parts: Math.ceil(length / max) };
  return (
    <span className={styles.length} data-over={length > max || undefined} role="status">
      {say(length > max ? 'limit.parts' : 'limit.near', words)}
    </span>
  );
}
