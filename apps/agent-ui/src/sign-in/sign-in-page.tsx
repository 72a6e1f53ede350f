// Signing in; asks for the workspace only when the address belongs to several.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { belongsTo, forgetAll } from '../api/last-known.js';
import { meQuery, queryClient } from '../api/queries.js';
import { post, Refusal, takeToken } from '../api/request.js';
import type { Me } from '../api/shapes.js';
import { refusalWords } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { Door, Trouble } from './door.js';

export function SignInPage() {
  const { say } = useWords();
  const { next } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [workspace, setWorkspace] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      const me = await post<Me>('/api/v1/sign-in', {
        email: email.trim(),
        password,
        ...(workspace ? { workspace } : {}),
      });
      takeToken(me.csrf);
      forgetAll();
      queryClient.clear();
      belongsTo(me);
      queryClient.setQueryData(meQuery.queryKey, me);
      const inside = next?.startsWith('/') && !next.startsWith('//') ? next : '/';
      await navigate({ href: inside });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'choose-workspace') setWorkspace('');
      setTrouble(refusalWords(error));
      setBusy(false);
    }
  };
  return (
    <Door title={say('sign-in.title')} onSubmit={() => void enter()}>
      <Trouble words={trouble} />
      <TextInput
        label={say('sign-in.email')}
        type="email"
        autoComplete="username"
        required
        size="md"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordInput
        label={say('sign-in.password')}
        autoComplete="current-password"
        required
        size="md"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {workspace !== null && (
        <TextInput
          label={say('sign-in.workspace')}
          size="md"
          value={workspace}
          onChange={(event) => setWorkspace(event.target.value)}
        />
      )}
      <Button type="submit" size="md" loading={busy}>
        {say('sign-in.enter')}
      </Button>
      <Link to="/forgot-password">{say('sign-in.forgot')}</Link>
    </Door>
  );
}
