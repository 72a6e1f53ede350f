// A saved report by mail: when, to whom and with which files; and once to oneself, to see how it looks.
import {
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  NativeSelect,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { agentsQuery } from '../api/queries.js';
import { post, put, remove } from '../api/request.js';
import type { SavedReport } from '../api/shapes.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { useMe } from '../shell/people-names.js';
import { LOCALES, useWords } from '../words/words.js';
import { savedReportsQuery } from './saved-reports.js';

const FILES = ['pdf', 'xlsx', 'csv'] as const;
/** By the clock that it is mailed by, which is named beside it, and may not be that of this screen. */
const timeIn = (timeZone: string, at: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(at));

export function MailWindow({ report, onClose }: { report: SavedReport; onClose: () => void }) {
  const { say, locale } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const agents = (useQuery(agentsQuery).data ?? []).filter(({ disabled }) => !disabled);
  const known = report.mailing;
  const [every, setEvery] = useState(known?.every ?? 'week');
  const [day, setDay] = useState(known?.day ?? 1);
  const [at, setAt] = useState(known?.at ?? '09:00');
  const [agentIds, setAgents] = useState(known?.agentIds ?? [me.agent.id]);
  const [addresses, setAddresses] = useState(known?.addresses ?? []);
  const [files, setFiles] = useState<string[]>(known?.files ?? ['pdf', 'xlsx']);
  const [busy, setBusy] = useState(false);
  const path = `/api/v1/saved-reports/${report.id}/mailing`;
  const work = async (what: () => Promise<unknown>, close = true) => {
    setBusy(true);
    try {
      await what();
      await client.invalidateQueries({ queryKey: savedReportsQuery.queryKey });
      if (close) onClose();
    } catch (error) {
      tellRefusal(error);
    }
    setBusy(false);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const timeZone = known?.timeZone ?? me.workspace.timeZone;
    const body = { every, day, at, timeZone, locale: known?.locale ?? locale, agentIds, addresses, files };
    void work(() => put(path, body));
  };
  const weekday = (one: number) =>
    // The fifth of January 1970 was a Monday.
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format((one + 3) * 86_400_000);
  const days =
    every === 'week'
      ? [1, 2, 3, 4, 5, 6, 7].map((one) => ({ value: String(one), label: weekday(one) }))
      : Array.from({ length: 28 }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`${say('saved.mail')}: ${report.name}`}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form onSubmit={save} data-testid="mail-window">
        <Stack gap="md">
          <SimpleGrid cols={{ base: 2, xs: 3 }} verticalSpacing="xs" style={{ alignItems: 'end' }}>
            <NativeSelect
              data-autofocus
              label={say('mailing.every')}
              value={every}
              onChange={({ target }) => {
                setEvery(target.value as 'week' | 'month');
                setDay(1);
              }}
              data={[
                { value: 'week', label: say('mailing.week') },
                { value: 'month', label: say('mailing.month') },
              ]}
            />
            <NativeSelect
              label={say('mailing.day')}
              value={String(day)}
              onChange={({ target }) => setDay(Number(target.value))}
              data={days}
            />
            <TextInput
              type="time"
              label={say('mailing.at')}
              required
              value={at}
              onChange={({ target }) => setAt(target.value)}
            />
          </SimpleGrid>
          <MultiSelect
            label={say('mailing.people')}
            value={agentIds}
            onChange={setAgents}
            data={agents.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TagsInput
            label={say('mailing.outside')}
            description={say(me.agent.role === 'owner' ? 'mailing.outside-hint' : 'mailing.outside-owner')}
            value={addresses}
            onChange={setAddresses}
          />
          <Checkbox.Group label={say('mailing.files')} value={files} onChange={setFiles}>
            <Group mt={6}>
              {FILES.map((file) => (
                <Checkbox key={file} value={file} label={file.toUpperCase()} />
              ))}
            </Group>
          </Checkbox.Group>
          <Text size="sm" c="dimmed">
            {say('mailing.zone', {
              zone: known?.timeZone ?? me.workspace.timeZone,
              language: LOCALES[known?.locale ?? locale],
            })}{' '}
            {known?.dueAt && say('mailing.next', { at: timeIn(known.timeZone, known.dueAt, locale) })}
          </Text>
          <Group justify="flex-end" gap="xs">
            {known && (
              <Button variant="subtle" color="red" disabled={busy} onClick={() => void work(() => remove(path))}>
                {say('mailing.stop')}
              </Button>
            )}
            <Button
              variant="default"
              disabled={busy}
              onClick={() =>
                void work(async () => {
                  await post(`${path}/try`, {});
                  tell(say('mailing.tried', { address: me.agent.email }));
                }, false)
              }
            >
              {say('mailing.try')}
            </Button>
            <Button type="submit" loading={busy} disabled={agentIds.length + addresses.length === 0}>
              {say('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
