// Above a ticket whose customer was not satisfied: whose case it is and until when; opened, the whole of it.
import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconLifebuoy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { post } from '../api/request.js';
import type { Ticket } from '../api/shapes.js';
import matters from '../conversation/matters.module.css';
import { useNames } from '../shell/people-names.js';
import { useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { CaseCard } from './case-card.js';
import { dueWords, outcomeWords } from './case-words.js';
import { ticketCasesQuery } from './cases.js';
import styles from './cases.module.css';

export function CaseStrip({ ticket }: { ticket: Ticket }) {
  const { say, locale } = useWords();
  const names = useNames();
  const now = useNow(60_000);
  const cases = useQuery(ticketCasesQuery(ticket.id)).data ?? [];
  const [open, setOpen] = useState(false);
  const said = ticket.rating && `${ticket.rating.score} ${ticket.rating.comment ?? ''}`;
  useEffect(() => {
    // The page of the answer tells its customer that somebody has read it.
    if (said && document.visibilityState === 'visible')
      void post(`/api/v1/tickets/${ticket.id}/answers/read`).catch(() => undefined);
  }, [ticket.id, said]);
  const one = cases.find(({ state }) => state === 'open') ?? cases[0];
  if (!one) return null;
  const due = dueWords(one, now, say, locale);
  const late = one.state === 'open' && due.late;
  const state = one.state === 'open' ? due.words : outcomeWords(one, say);
  return (
    <>
      <div
        className={matters.strip}
        data-tone={one.state === 'open' ? 'gone' : undefined}
        role="note"
        data-testid="case-strip"
      >
        <IconLifebuoy size={16} stroke={1.75} aria-hidden="true" />
        <span>
          {say('case.one')} · <b data-late={late || undefined}>{state}</b>
          {one.state === 'open' && ` · ${names.agent(one.ownerId)}`}
        </span>
        <Button
          size="compact-xs"
          variant="default"
          aria-expanded={open}
          rightSection={open ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
          onClick={() => setOpen(!open)}
        >
          {say(open ? 'case.fold' : 'case.show')}
        </Button>
      </div>
      {open && (
        <div className={styles.below}>
          <CaseCard key={one.id} one={one} />
        </div>
      )}
    </>
  );
}
