// Keeping the report that is shown under a name: for oneself or, by a lead, for everybody; changed or deleted later.
import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { post, put, remove } from '../api/request.js';
import type { SavedReport } from '../api/shapes.js';
import { tellRefusal } from '../shell/notices.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { todayIn } from './period.js';
import { kept, savedReportsQuery } from './saved-reports.js';

interface Props {
  search: Record<string, string | undefined>;
  /** The saved report that is shown, if any. */
  here: SavedReport | null;
  onClose: () => void;
  onSaved: (id: string) => void;
}

export function SaveWindow({ search, here, onClose, onSaved }: Props) {
  const { say } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const mine = here?.mayChange ? here : null;
  const [name, setName] = useState(mine?.name ?? '');
  const [shared, setShared] = useState(mine?.shared ?? false);
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const page = kept(search, todayIn(me.workspace.timeZone));
  const work = async (what: () => Promise<string | null>) => {
    setBusy(true);
    try {
      const id = await what();
      await client.invalidateQueries({ queryKey: savedReportsQuery.queryKey });
      if (id) onSaved(id);
      onClose();
    } catch (error) {
      tellRefusal(error);
      setBusy(false);
    }
  };
  const body = { ...page, name: name.trim(), shared };
  const anew = () => work(async () => (await post<SavedReport>('/api/v1/saved-reports', body)).id);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (mine) void work(async () => (await put<SavedReport>(`/api/v1/saved-reports/${mine.id}`, body)).id);
    else void anew();
  };
  const drop = (id: string) =>
    work(async () => {
      await remove(`/api/v1/saved-reports/${id}`);
      return null;
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(mine ? 'saved.change' : 'saved.save')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form onSubmit={save}>
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={say('saved.name')}
            value={name}
            maxLength={80}
            required
            onChange={(event) => setName(event.target.value)}
          />
          {me.agent.role !== 'agent' && (
            <Checkbox
              label={say('saved.shared')}
              checked={shared}
              onChange={(event) => setShared(event.target.checked)}
            />
          )}
          <Text size="sm" c="dimmed">
            {say(page.period ? 'saved.moves' : 'saved.stays')}
          </Text>
          {sure && (
            <Text size="sm" role="alert">
              {say('saved.drop-sure')}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            {mine && (
              <Button
                variant={sure ? 'filled' : 'subtle'}
                color="red"
                disabled={busy}
                onClick={() => (sure ? void drop(mine.id) : setSure(true))}
              >
                {say(sure ? 'saved.drop-yes' : 'saved.delete')}
              </Button>
            )}
            {mine && (
              <Button variant="default" disabled={busy || name.trim() === mine.name} onClick={() => void anew()}>
                {say('saved.anew')}
              </Button>
            )}
            <Button type="submit" loading={busy} disabled={name.trim() === ''}>
              {say('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
