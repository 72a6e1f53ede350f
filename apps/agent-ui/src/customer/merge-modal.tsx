// Merging by hand: find the other card, say which of the two stays, and see what that means.
import { Button, Group, Modal, Radio, Stack, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/request.js';
import type { ContactCard, ShortCard } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';
import { mergeCards } from './merge-cards.js';
import { CardLine, useCardName } from './short-card.js';

export function MergeModal({ card, onClose }: { card: ContactCard; onClose: () => void }) {
  const { say } = useWords();
  const nameOf = useCardName();
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 250);
  const [other, setOther] = useState<ShortCard | null>(null);
  const [keep, setKeep] = useState<'this' | 'other'>('this');
  const [busy, setBusy] = useState(false);
  const query = useQuery({
    queryKey: ['contacts', words],
    queryFn: () => get<ShortCard[]>(`/api/v1/contacts?${new URLSearchParams({ q: words })}`),
    enabled: words.length > 1,
    staleTime: 0,
  });
  const found = (query.data ?? []).filter((one) => one.id !== card.id);
  const merge = async () => {
    if (!other) return;
    setBusy(true);
    const done = keep === 'this' ? await mergeCards(card.id, other.id) : await mergeCards(other.id, card.id);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={say('merge.title')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Stack gap="sm">
        <p className={styles.mergeHint}>{say('merge.hint')}</p>
        {other ? (
          <Radio.Group label={say('merge.stays')} value={keep} onChange={(next) => setKeep(next as typeof keep)}>
            <Stack gap={6} mt={6}>
              {[['this', card] as const, ['other', other] as const].map(([value, one]) => (
                <Radio.Card key={value} value={value} className={styles.choice}>
                  <Radio.Indicator />
                  <CardLine card={one} />
                </Radio.Card>
              ))}
            </Stack>
          </Radio.Group>
        ) : (
          <>
            <TextInput
              data-autofocus
              aria-label={say('merge.find')}
              placeholder={say('merge.find')}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            {query.data && found.length === 0 && <p className={styles.mergeHint}>{say('merge.none')}</p>}
            <ul className={styles.found}>
              {found.map((one) => (
                <li key={one.id}>
                  <UnstyledButton onClick={() => setOther(one)} aria-label={nameOf(one)}>
                    <CardLine card={one} />
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </>
        )}
        <Group justify="flex-end" gap="xs">
          {other && (
            <Button variant="default" onClick={() => setOther(null)}>
              {say('back')}
            </Button>
          )}
          <Button disabled={!other} loading={busy} onClick={() => void merge()}>
            {say('merge.do')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
