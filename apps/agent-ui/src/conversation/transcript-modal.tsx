// The whole conversation by mail: to the customer, or to whom the agent names. What became of it stands in the conversation.
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../api/request.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import styles from './ticket-head.module.css';

export function TranscriptModal({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { say } = useWords();
  const known = useQuery({
    queryKey: ['transcript', ticketId],
    queryFn: () => get<{ address: string | null }>(`/api/v1/tickets/${ticketId}/transcript`),
    staleTime: 0,
  }).data;
  const [typed, setTyped] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const address = typed ?? known?.address ?? '';
  const send = async () => {
    setBusy(true);
    try {
      await post(`/api/v1/tickets/${ticketId}/transcript`, { address: address.trim() });
      tell(say('transcript.on-its-way'));
      onClose();
    } catch (error) {
      tellRefusal(error);
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={420}
      title={say('transcript.title')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p className={styles.ask}>{say('transcript.hint')}</p>
        <TextInput
          data-autofocus
          type="email"
          label={say('transcript.to')}
          value={address}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
        />
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!/^[^\s@]+@[^\s@]+$/.test(address.trim())}>
            {say('transcript.send')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
