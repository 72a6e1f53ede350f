// Correcting who somebody is: their name, language, and where their clock is.
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ContactCard } from '../api/shapes.js';
import { LOCALES, useWords } from '../words/words.js';
import { changePerson } from './change-person.js';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export function PersonModal({ card, onClose }: { card: ContactCard; onClose: () => void }) {
  const { say } = useWords();
  const [name, setName] = useState(card.name ?? '');
  const spoken = Object.keys(LOCALES).find((one) => one === card.locale?.slice(0, 2)) ?? null;
  const [language, setLanguage] = useState<string | null>(spoken);
  const [zone, setZone] = useState(card.timeZone);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const change = {
      name: name.trim() || null,
      timeZone: zone,
      ...(language === spoken ? {} : { locale: language }),
    };
    await changePerson(card, change).then(onClose, () => {});
    setBusy(false);
  };
  return (
    <Modal opened onClose={onClose} title={say('customer.edit')} closeButtonProps={{ 'aria-label': say('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={say('customer.name')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.target.value)}
          />
          <Select
            label={say('customer.language')}
            description={say('customer.language-hint')}
            data={Object.entries(LOCALES).map(([value, label]) => ({ value, label }))}
            value={language}
            clearable
            onChange={setLanguage}
          />
          <Select
            label={say('zone.label')}
            placeholder={card.timeZoneGuess ? say('customer.zone-guessed', { zone: card.timeZoneGuess }) : undefined}
            data={zone && !ZONES.includes(zone) ? [zone, ...ZONES] : ZONES}
            value={zone}
            searchable
            clearable
            limit={60}
            nothingFoundMessage={say('zone.none')}
            onChange={setZone}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {say('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
