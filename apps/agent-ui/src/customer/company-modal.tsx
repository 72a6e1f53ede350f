// A company is made or corrected: its name, and the mail domains whose people belong to it by themselves.
import { Button, Group, Modal, Stack, TagsInput, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { patch, post, remove } from '../api/request.js';
import type { components } from '../api/schema.js';
import { takeAnswer } from '../live/take-news.js';
import { refusalWords, tell } from '../shell/notices.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';

type Company = components['schemas']['CompanyCard'];

export function CompanyModal({ company, onClose }: { company: Company | null; onClose: () => void }) {
  const { say } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const [name, setName] = useState(company?.name ?? '');
  const [domains, setDomains] = useState(company?.domains ?? []);
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setFault(null);
    try {
      await work();
      await queryClient.invalidateQueries({ queryKey: ['companies'] });
      onClose();
    } catch (error) {
      setFault(refusalWords(error));
      setBusy(false);
    }
  };
  const save = () =>
    act(async () => {
      const body = { name: name.trim(), domains };
      const kept = company
        ? await patch<Company>(`/api/v1/companies/${company.id}`, body)
        : await post<Company>('/api/v1/companies', body);
      takeAnswer(['company', kept.id], kept);
      tell(say('saved'));
      if (!company) void navigate({ to: '/companies/$companyId', params: { companyId: kept.id } });
    });
  const away = () =>
    act(async () => {
      await remove(`/api/v1/companies/${company?.id}`);
      await navigate({ to: '/companies' });
      await queryClient.invalidateQueries({ queryKey: ['contact'] });
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(company ? 'companies.edit' : 'companies.add')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            required
            label={say('companies.name')}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TagsInput
            label={say('companies.domains')}
            description={say('companies.domains-hint')}
            placeholder="example.com"
            value={domains}
            onChange={setDomains}
            acceptValueOnBlur
            splitChars={[',', ' ', ';']}
          />
          {fault && (
            <p role="alert" style={{ margin: 0, color: 'var(--red)' }}>
              {fault}
            </p>
          )}
          <Group justify="flex-end" gap="xs">
            {company && me.agent.role !== 'agent' && (
              <Button
                variant="subtle"
                color="red"
                me="auto"
                onClick={() => (sure ? void away() : setSure(true))}
                loading={busy && sure}
              >
                {say(sure ? 'companies.remove-sure' : 'companies.remove')}
              </Button>
            )}
            <Button type="submit" loading={busy && !sure} disabled={name.trim() === ''}>
              {say('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
