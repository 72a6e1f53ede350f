// Another address of somebody is known: it goes onto their card; one that is on another card leads to merging.
import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post, Refusal } from '../api/request.js';
import type { ContactCard } from '../api/shapes.js';
import { takeAnswer } from '../live/take-news.js';
import { refusalWords } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { mergeCards } from './merge-cards.js';

const KINDS = ['email', 'phone', 'external'] as const;

export function AddAddress({ card, onClose }: { card: ContactCard; onClose: () => void }) {
  const { say } = useWords();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('email');
  const [address, setAddress] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ words: string; holder: string | null } | null>(null);
  const save = async () => {
    setBusy(true);
    setFault(null);
    try {
      const now = await post<ContactCard>(`/api/v1/contacts/${card.id}/identities`, { kind, address });
      takeAnswer(['contact', card.id], now);
      onClose();
    } catch (error) {
      const taken = error instanceof Refusal && error.code === 'identity-taken';
      const wrong = error instanceof Refusal && error.code === 'validation-failed';
      setFault({
        words: wrong ? say('customer.address-wrong') : refusalWords(error),
        holder: taken ? String(error.details.contactId) : null,
      });
    }
    setBusy(false);
  };
  const merge = async (holder: string) => {
    if (await mergeCards(card.id, holder)) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('customer.add-address')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <SegmentedControl
            value={kind}
            onChange={(next) => setKind(next as typeof kind)}
            data={KINDS.map((value) => ({ value, label: say(`address-kind.${value}`) }))}
          />
          <TextInput
            data-autofocus
            aria-label={say(`address-kind.${kind}`)}
            type={kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : 'text'}
            placeholder={kind === 'phone' ? '+359 88 123 4567' : kind === 'email' ? 'name@example.com' : ''}
            description={kind === 'external' ? say('customer.kind-external-hint') : undefined}
            value={address}
            error={fault?.words}
            onChange={(event) => setAddress(event.target.value)}
          />
          <Group justify="flex-end" gap="xs">
            {fault?.holder && (
              <Button variant="default" onClick={() => void merge(fault.holder!)}>
                {say('customer.merge-short')}
              </Button>
            )}
            <Button type="submit" loading={busy} disabled={address.trim() === ''}>
              {say('customer.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
