// What one has begun and not sent, in the rail: there only while there is something.
import { Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useDraftTickets } from '../live/draft-tickets.js';
import styles from '../shell/rail.module.css';
import { useWords } from '../words/words.js';

const MyDrafts = lazy(() => import('./my-drafts.js').then((m) => ({ default: m.MyDrafts })));

export function DraftsEntry({ narrow, locale }: { narrow: boolean; locale: string }) {
  const { say } = useWords();
  const count = useDraftTickets();
  const [open, setOpen] = useState(false);
  if (count === 0 && !open) return null;
  const name = say('drafts.title');
  return (
    <li>
      <Tooltip label={name} position="right" disabled={!narrow}>
        <button
          type="button"
          className={styles.entry}
          aria-label={`${name}, ${count}`}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <IconPencil size={18} stroke={1.75} />
          <span className={styles.word}>{name}</span>
          <span className={styles.count}>{new Intl.NumberFormat(locale, { notation: 'compact' }).format(count)}</span>
        </button>
      </Tooltip>
      <Suspense>{open && <MyDrafts onClose={() => setOpen(false)} />}</Suspense>
    </li>
  );
}
