// One line of the bell: what happened, in which ticket, when; unread is weight and a dot, not colour alone.
import { ActionIcon, Tooltip } from '@mantine/core';
import type { NotificationItem, NotificationKind } from '@otklik/contract';
import {
  IconAlarm,
  IconAlertTriangle,
  IconArrowBackUp,
  IconAt,
  IconCheck,
  IconClockPause,
  IconEye,
  IconInbox,
  IconLifebuoy,
  IconMailExclamation,
  IconMessage,
  IconMessages,
  IconMoodSad,
  IconUserCheck,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useNames } from '../shell/people-names.js';
import { fullTime, listTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './bell-panel.module.css';
import { placeOf, whatHappened, whichOne } from './notification-words.js';
import { markRead } from './notifications.js';

const ICONS: Record<NotificationKind, TablerIcon> = {
  mention: IconAt,
  'reply-failed': IconMailExclamation,
  'reply-held': IconClockPause,
  'sla-breached': IconAlertTriangle,
  case: IconLifebuoy,
  'low-rating': IconMoodSad,
  assigned: IconUserCheck,
  reopened: IconArrowBackUp,
  reply: IconMessage,
  'side-reply': IconMessages,
  'sla-warned': IconAlarm,
  watched: IconEye,
  unassigned: IconInbox,
};
const BAD: NotificationKind[] = ['reply-failed', 'sla-breached', 'case', 'low-rating'];
const WARNING: NotificationKind[] = ['sla-warned', 'reply-held', 'reopened'];
const toneOf = (kind: NotificationKind) => (BAD.includes(kind) ? 'bad' : WARNING.includes(kind) ? 'warning' : 'plain');

export function BellLine({ item, onClose }: { item: NotificationItem; onClose: () => void }) {
  const { say, locale } = useWords();
  const names = useNames();
  const Icon = ICONS[item.kind];
  const happened = whatHappened(say, item, item.actorId && names.agent(item.actorId));
  const unread = item.readAt === null;
  const said = item.ticket?.preview ?? item.answer?.comment;
  return (
    <li className={styles.line} data-unread={unread || undefined} data-testid="bell-line">
      <Link
        data-line
        {...placeOf(item)}
        className={styles.link}
        onClick={() => {
          if (unread) void markRead([item]);
          onClose();
        }}
      >
        <span className={styles.icon} data-tone={toneOf(item.kind)}>
          <Icon size={17} stroke={1.75} />
        </span>
        <span className={styles.words}>
          <span className={styles.happened}>
            {unread && <span className="visually-hidden">{say('row.unread')}: </span>}
            {happened}
            {item.times > 1 && <span className={styles.more}> {say('bell.more', { count: item.times - 1 })}</span>}
          </span>
          <span className={styles.ticket}>{whichOne(item)}</span>
          {said && <span className={styles.preview}>{said}</span>}
        </span>
        <time className={styles.time} dateTime={item.at} title={fullTime(item.at, locale)}>
          {listTime(item.at, locale)}
        </time>
      </Link>
      {unread && (
        <Tooltip label={say('bell.read-one')}>
          <ActionIcon
            className={styles.tick}
            size="sm"
            aria-label={`${say('bell.read-one')}: ${whichOne(item)}`}
            onClick={() => void markRead([item])}
          >
            <IconCheck size={15} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
