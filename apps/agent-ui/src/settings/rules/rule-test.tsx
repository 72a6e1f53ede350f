// What an unsaved rule would have done: the newest tickets it would have run for, found without touching any.
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { post } from '../../api/request.js';
import type { DryRun } from '../../api/shapes.js';
import type { Condition } from '../../conditions/condition-tree.js';
import { fieldsQuery } from '../../customer/field-queries.js';
import { tellRefusal } from '../../shell/notices.js';
import { fullTime } from '../../words/moments.js';
import { useWords } from '../../words/words.js';
import { type RuleAction, thenWords, type When } from './rules.js';
import styles from './rules.module.css';

const SHOWN = 20;

interface Props {
  when: When;
  condition: Condition;
  /** What it would have done: said, not done. */
  actions: RuleAction[];
}

export function RuleTest({ when, condition, actions }: Props) {
  const { say } = useWords();
  const asked = JSON.stringify({ when, condition });
  const [answer, setAnswer] = useState<{ asked: string; found: DryRun } | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async () => {
    setBusy(true);
    try {
      setAnswer({ asked, found: await post<DryRun>('/api/v1/rules/dry-run', { when, condition }) });
    } catch (error) {
      tellRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  const found = answer?.asked === asked ? answer.found : null;
  return (
    <section className={styles.test} aria-label={say('rules.test')}>
      <div className={styles.sentence}>
        <Button
          variant="light"
          loading={busy}
          leftSection={<IconPlayerPlay size={16} />}
          disabled={when.on === 'event' && when.events.length === 0}
          onClick={() => void attempt()}
        >
          {say('rules.try')}
        </Button>
        <span>{say('rules.try-hint')}</span>
      </div>
      <div aria-live="polite">{found && <Found found={found} actions={actions} />}</div>
    </section>
  );
}

function Found({ found, actions }: { found: DryRun; actions: RuleAction[] }) {
  const { say, locale } = useWords();
  const fields = useQuery(fieldsQuery).data ?? [];
  const [all, setAll] = useState(false);
  const { looked, tickets, nearly } = found;
  return (
    <div data-testid="dry-run">
      <p className={styles.verdict}>
        {say('rules.would-have', {
          matched: tickets.length.toLocaleString(locale),
          looked: looked.toLocaleString(locale),
        })}
      </p>
      {tickets.length > 0 && (
        <p className={styles.nearly}>
          {say('rules.then')}: {thenWords(actions, say, locale, fields)}
        </p>
      )}
      {nearly.map((code) => (
        <p key={code} className={styles.nearly}>
          {say(`rules.nearly.${code}`)}
        </p>
      ))}
      <ul className={styles.tickets}>
        {(all ? tickets : tickets.slice(0, SHOWN)).map((ticket) => (
          <li key={ticket.id}>
            <Link to="/inbox/$view/$ticketId" params={{ view: 'all', ticketId: ticket.id }} target="_blank">
              {say('number.of', { number: ticket.number })} {ticket.subject ?? ticket.preview}
            </Link>
            <small>
              {ticket.customer && `${ticket.customer} · `}
              {fullTime(ticket.at, locale)}
              {ticket.times > 1 && ` · ${say('rules.times', { count: ticket.times })}`}
            </small>
          </li>
        ))}
      </ul>
      {!all && tickets.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {say('rules.show-all', { count: tickets.length })}
        </Button>
      )}
    </div>
  );
}
