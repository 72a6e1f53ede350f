// What became of our message: on hold with Undo, on its way, arrived, read, kept, or not arrived and what to do about it.
import { Button } from '@mantine/core';
import type { MessageItem } from '@otklik/contract';
import { IconAlertTriangle, IconCheck, IconChecks, IconClock, IconInbox } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Conversation } from '../api/queries.js';
import { post } from '../api/request.js';
import type { UndoneMessage } from '../api/shapes.js';
import { giveBack } from '../composer/drafts.js';
import { takeItems } from '../live/hear-news.js';
import { takeNews } from '../live/take-news.js';
import { tellRefusal } from '../shell/notices.js';
import { useMe } from '../shell/people-names.js';
import { useNow } from '../words/moments.js';
import { useWords, type Word } from '../words/words.js';
import { withChanged } from './merge-items.js';
import styles from './message-state.module.css';

interface Props {
  item: MessageItem;
  ticketId: string;
}

export function MessageState({ item, ticketId }: Props) {
  const { say } = useWords();
  switch (item.state) {
    case 'held':
      return <Held item={item} ticketId={ticketId} />;
    case 'queued':
    case 'sending':
      return (
        <span className={styles.state}>
          <IconClock size={14} stroke={1.75} aria-hidden="true" />{' '}
          {say(item.state === 'queued' ? 'message.queued' : 'message.sending')}
          {item.state === 'queued' && item.remedy && <> · {waitingFor(item.remedy, say)}</>}
        </span>
      );
    case 'sent':
      return (
        <span className={styles.state}>
          <IconCheck size={14} stroke={1.75} aria-hidden="true" /> {say('message.sent')}
        </span>
      );
    case 'delivered':
    case 'read':
      return (
        <span className={styles.state} data-read={item.state === 'read' || undefined}>
          <IconChecks size={14} stroke={1.75} aria-hidden="true" />{' '}
          {say(item.state === 'read' ? 'message.read' : 'message.delivered')}
        </span>
      );
    case 'kept':
      return (
        <span className={styles.state}>
          <IconInbox size={14} stroke={1.75} aria-hidden="true" />{' '}
          <Link to="/settings/$page" params={{ page: 'outbox' }}>
            {say('message.kept')}
          </Link>
        </span>
      );
    case 'failed':
    case 'unknown':
      return <Broken item={item} ticketId={ticketId} />;
    default:
      return null;
  }
}

function Held({ item, ticketId }: Props) {
  const { say } = useWords();
  const me = useMe();
  const now = useNow(250);
  const [busy, setBusy] = useState(false);
  const left = Math.ceil((Date.parse(item.undoUntil ?? item.at) - now) / 1000);
  const undo = async () => {
    setBusy(true);
    try {
      const back = await post<UndoneMessage>(`/api/v1/tickets/${ticketId}/messages/${item.id}/undo`);
      takeItems(ticketId, [{ ...item, state: 'undone' }]);
      giveBack(me.agent.id, ticketId, {
        text: back.text,
        html: back.html,
        files: item.files.filter((file) => back.fileIds.includes(file.id)),
      });
    } catch (error) {
      tellRefusal(error);
      setBusy(false);
    }
  };
  if (left <= 0) return <span className={styles.state}>{say('message.sending')}</span>;
  return (
    <span className={styles.state}>
      <span role="timer">{say('message.held', { seconds: left })}</span>
      <Button size="compact-xs" variant="light" onClick={() => void undo()} disabled={busy}>
        {say('undo')}
      </Button>
    </span>
  );
}

const REMEDIES: Record<string, Word> = {
  retry: 'remedy.retry',
  reconnect: 'remedy.reconnect',
  drop: 'remedy.drop',
  unknown: 'remedy.unknown',
  crash: 'remedy.unknown',
  partly: 'remedy.partly',
};

/** A mail that came back says why in its enhanced status code (RFC 3463). */
function bounceWord(status: string): Word {
  if (/^5\.1\./.test(status)) return 'remedy.no-address';
  if (/^[45]\.2\.2/.test(status)) return 'remedy.mailbox-full';
  return /^5\.7\./.test(status) ? 'remedy.mail-refused' : 'remedy.mail-back';
}

/** A remedy is a code, or a code with what the channel said: `drop: mailbox does not exist`. */
export function remedyOf(remedy: string | null): { words: Word | null; reason: string } {
  const bounced = /^bounced ?([\d.]*)$/.exec(remedy ?? '');
  if (bounced) return { words: bounceWord(bounced[1] ?? ''), reason: bounced[1] ?? '' };
  const [, code = '', reason = ''] = /^([a-z]+)(?:: (.*))?$/s.exec(remedy ?? '') ?? [];
  const words = REMEDIES[code] ?? null;
  return { words, reason: words ? reason : (remedy ?? '') };
}

/** Why a queued message still waits: the connection's owner is needed, or what the channel said last. */
function waitingFor(given: string, say: (word: Word) => string): string {
  if (given === 'hourly-limit') return say('remedy.hourly-limit');
  const { words, reason } = remedyOf(given);
  return words === 'remedy.reconnect' ? say(words) : reason || given;
}

function Broken({ item, ticketId }: Props) {
  const { say } = useWords();
  const [busy, setBusy] = useState(false);
  const remedy = remedyOf(item.remedy);
  const advice = say(remedy.words ?? (item.state === 'failed' ? 'remedy.drop' : 'remedy.unknown'));
  const words = remedy.reason ? `${advice} (${remedy.reason})` : advice;
  const resend = async () => {
    setBusy(true);
    try {
      await post(`/api/v1/tickets/${ticketId}/messages/${item.id}/resend`);
      // What became of it may have been told before this answer.
      takeNews<Conversation>(['conversation', ticketId], (known) =>
        withChanged(known, item, { state: 'queued', remedy: null }),
      );
    } catch (error) {
      tellRefusal(error);
    }
    setBusy(false);
  };
  return (
    <span className={styles.broken} data-state={item.state} role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <span>
        <strong>{say(item.state === 'failed' ? 'message.failed' : 'message.unknown')}</strong> {words}
      </span>
      <Button size="compact-xs" variant="default" onClick={() => void resend()} loading={busy}>
        {say('message.resend')}
      </Button>
    </span>
  );
}
