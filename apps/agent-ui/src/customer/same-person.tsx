// Who else this customer may be, on equal e-mail or phone, and which cards were merged into this one: each with its way back.
import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { ContactCard, MergeSuggestion } from '../api/shapes.js';
import { Hint } from '../shell/hints.js';
import { shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';
import { mergeCards, notTheSame, undoMerge } from './merge-cards.js';
import { useCardName } from './short-card.js';

export function Suggestions({ card }: { card: ContactCard }) {
  const { say } = useWords();
  const nameOf = useCardName();
  const found = useQuery({
    queryKey: ['suggestions', card.id],
    queryFn: () => get<MergeSuggestion[]>(`/api/v1/contacts/${card.id}/suggestions`),
  }).data;
  if (!found || found.length === 0) return null;
  return found.slice(0, 3).map(({ contact, by, value }) => (
    <div key={contact.id} className={styles.suggestion} data-testid="merge-suggestion">
      <p>
        <IconUsers size={16} stroke={1.75} aria-hidden="true" />
        <span>
          {say(by === 'email' ? 'customer.same-email' : 'customer.same-phone', { name: nameOf(contact) })}
          <small>{value}</small>
        </span>
      </p>
      <div>
        <Button size="compact-xs" onClick={() => void mergeCards(card.id, contact.id)}>
          {say('customer.merge-short')}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => void notTheSame(card.id, contact.id)}>
          {say('customer.not-same')}
        </Button>
      </div>
    </div>
  ));
}

export function MergedFrom({ card }: { card: ContactCard }) {
  const { say, locale } = useWords();
  return card.merges.map(({ id, name, identityIds, at }) => {
    const first = card.identities.find((one) => identityIds.includes(one.id));
    const known = name || first?.username || first?.address || say('customer.unknown');
    return (
      <p key={id} className={styles.merged}>
        <span>{say('customer.merged-from', { name: known, day: shortDay(at, locale) })}</span>
        <Hint label={say('customer.merge-undo')}>
          <button type="button" onClick={() => void undoMerge(id)}>
            {say('undo')}
          </button>
        </Hint>
      </p>
    );
  });
}
