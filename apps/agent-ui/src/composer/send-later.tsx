// Asks for the day and time at which a reply goes out, in the clock of whoever writes.
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../words/words.js';
import { localField, moments } from './scheduled.js';

const YEAR_MS = 365 * 86_400_000;

export function SendLater({ onClose, onChoose }: { onClose: () => void; onChoose: (at: Date) => void }) {
  const { say } = useWords();
  const [value, setValue] = useState(() => localField(moments(new Date()).at(-1)?.at ?? new Date()));
  const at = new Date(value);
  const wrong = Number.isNaN(at.getTime()) || at.getTime() <= Date.now() || at.getTime() > Date.now() + YEAR_MS;
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('schedule.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!wrong) onChoose(at);
        }}
      >
        <TextInput
          data-autofocus
          type="datetime-local"
          label={say('schedule.when')}
          description={say('schedule.zone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
          min={localField(new Date())}
          max={localField(new Date(Date.now() + YEAR_MS))}
          value={value}
          error={wrong ? say('schedule.wrong') : undefined}
          onChange={(event) => setValue(event.target.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit" disabled={wrong}>
            {say('schedule.keep')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
