// What a colleague is writing, as they write it: only while one looks, and they know it.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get } from '../api/request.js';
import { useConnection, watchDraft } from '../live/desk-socket.js';
import { usePassing } from '../live/passing.js';
import { useWords } from '../words/words.js';
import type { KeptPart } from './meet-draft.js';
import styles from './strips.module.css';

export function LiveDraft({ ticketId, agentId }: { ticketId: string; agentId: string }) {
  const { say } = useWords();
  const live = useConnection();
  useEffect(() => {
    if (live !== 'live') return;
    watchDraft(ticketId, agentId);
    return () => watchDraft(ticketId, null);
  }, [live, ticketId, agentId]);
  const kept = useQuery({
    queryKey: ['draft-of', ticketId, agentId],
    queryFn: () => get<Record<'reply' | 'note', KeptPart | null>>(`/api/v1/tickets/${ticketId}/draft/of/${agentId}`),
    staleTime: 0,
    gcTime: 0,
  }).data;
  const heard = usePassing('words', `${ticketId} ${agentId}`);
  const text = heard?.text ?? kept?.reply?.text ?? kept?.note?.text ?? '';
  return (
    <section className={styles.words} data-testid="live-draft" aria-label={say('here.draft')}>
      <p>{text.trim() || <em>{say('here.nothing-yet')}</em>}</p>
    </section>
  );
}
