// The workspace: its name, language and time zone.
import { Select, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery, queryClient } from '../api/queries.js';
import { get, patch } from '../api/request.js';
import type { Workspace } from '../api/shapes.js';
import { takeAnswer } from '../live/take-news.js';
import { LOCALES, useWords } from '../words/words.js';
import { Form, Loaded, SettingsSection, useAction } from './parts.js';
import { ZoneSelect } from './zone-select.js';

const workspaceQuery = queryOptions({ queryKey: ['workspace'], queryFn: () => get<Workspace>('/api/v1/workspace') });

export function WorkspacePage() {
  const query = useQuery(workspaceQuery);
  return (
    <SettingsSection title="settings.workspace">
      <Loaded query={query}>{(workspace) => <Fields workspace={workspace} />}</Loaded>
    </SettingsSection>
  );
}

function Fields({ workspace }: { workspace: Workspace }) {
  const { say } = useWords();
  const [name, setName] = useState(workspace.name);
  const [locale, setLocale] = useState(workspace.locale);
  const [timeZone, setTimeZone] = useState(workspace.timeZone);
  const { busy, run } = useAction();
  const save = () =>
    run(async () => {
      const saved = await patch<Workspace>('/api/v1/workspace', { name: name.trim(), locale, timeZone });
      takeAnswer(workspaceQuery.queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    });
  return (
    <Form onSave={() => void save()} busy={busy} disabled={!name.trim()}>
      <TextInput
        label={say('workspace.name')}
        description={say('workspace.name-hint')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Select
        label={say('workspace.language')}
        description={say('workspace.language-hint')}
        value={locale}
        allowDeselect={false}
        data={Object.entries(LOCALES).map(([value, label]) => ({ value, label }))}
        onChange={(next) => next && setLocale(next as typeof locale)}
      />
      <ZoneSelect value={timeZone} onChange={setTimeZone} description={say('workspace.zone-hint')} />
    </Form>
  );
}
