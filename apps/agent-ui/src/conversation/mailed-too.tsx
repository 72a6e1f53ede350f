// Under an answer in a chat: it went to the customer by mail too, or could not.
import type { MessageItem } from '@otklik/contract';
import { IconAlertTriangle, IconMail } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { fullTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './message-state.module.css';

export function MailedToo({ item: { mailed } }: { item: MessageItem }) {
  const { say, locale } = useWords();
  if (!mailed) return null;
  const { state, to, at, reason } = mailed;
  if (state === 'sent' || state === 'kept')
    return (
      <span className={styles.state} data-testid="mailed" title={fullTime(at, locale)}>
        <IconMail size={14} stroke={1.75} aria-hidden="true" />{' '}
        {state === 'sent' ? (
          say('mailed.sent', { to })
        ) : (
          <Link to="/settings/$page" params={{ page: 'outbox' }}>
            {say('mailed.kept', { to })}
          </Link>
        )}
      </span>
    );
  return (
    <span className={styles.broken} data-state={state} data-testid="mailed" role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <span>
        <strong>{say(state === 'failed' ? 'mailed.failed' : 'mailed.unknown', { to })}</strong> {say('mailed.in-chat')}
        {reason && reason !== 'crash' && <> ({reason.replace(/^[a-z]+: /, '')})</>}
      </span>
    </span>
  );
}
