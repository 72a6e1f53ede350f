// The agent's own name, language and password.
import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery, meQuery, queryClient } from '../api/queries.js';
import { patch, post, remove } from '../api/request.js';
import type { Locale, Me } from '../api/shapes.js';
import { Face } from '../shell/faces.js';
import { useMe } from '../shell/people-names.js';
import { chooseLocale } from '../shell/person-menu.js';
import { LOCALES, useWords } from '../words/words.js';
import { Form, SettingsSection, useAction } from './parts.js';
import { PictureField } from './picture-field.js';

const SHORTEST = 8;

export function ProfilePage() {
  const { say, locale } = useWords();
  const me = useMe();
  const [name, setName] = useState(me.agent.name);
  const { busy, run } = useAction();
  const save = () =>
    run(async () => {
      await patch<Me>('/api/v1/me', { name: name.trim() });
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: ['agents'] });
    });
  const picture = (useQuery(agentsQuery).data ?? []).find((one) => one.id === me.agent.id)?.picture ?? null;
  const renew = () => queryClient.invalidateQueries({ queryKey: ['agents'] });
  return (
    <SettingsSection title="settings.profile" hint="profile.hint">
      <div style={{ marginBottom: 20 }}>
        <PictureField
          label={say('profile.picture')}
          hint={say('profile.picture-hint')}
          shown={<Face id={me.agent.id} name={me.agent.name} size={56} hint="" />}
          has={picture !== null}
          path="/api/v1/me/picture"
          onStored={() => void renew()}
          onClear={() => void run(() => remove('/api/v1/me/picture')).then(renew)}
        />
      </div>
      <Form onSave={() => void save()} busy={busy} disabled={!name.trim()}>
        <TextInput
          label={say('profile.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="name"
        />
        <TextInput label={say('sign-in.email')} value={me.agent.email} readOnly />
        <Select
          label={say('profile.language')}
          value={locale}
          allowDeselect={false}
          data={Object.entries(LOCALES).map(([value, label]) => ({ value, label }))}
          onChange={(next) => next && void chooseLocale(next as Locale)}
        />
      </Form>
      <Password />
    </SettingsSection>
  );
}

function Password() {
  const { say } = useWords();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { busy, run } = useAction();
  const save = async () => {
    if (!(await run(() => post('/api/v1/password/change', { current, next }), 'profile.password-changed'))) return;
    setCurrent('');
    setNext('');
  };
  return (
    <>
      <h2 style={{ fontSize: 15, margin: '32px 0 12px' }}>{say('profile.password')}</h2>
      <Form
        onSave={() => void save()}
        busy={busy}
        label="profile.change-password"
        disabled={!current || next.length < SHORTEST}
      >
        <PasswordInput
          label={say('profile.current')}
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          autoComplete="current-password"
        />
        <PasswordInput
          label={say('reset.password')}
          description={say('reset.hint', { count: SHORTEST })}
          value={next}
          onChange={(event) => setNext(event.target.value)}
          autoComplete="new-password"
        />
      </Form>
    </>
  );
}
