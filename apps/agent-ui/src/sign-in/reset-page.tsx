// Sets a new password with the token from the mail.
import { Button, PasswordInput } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { post } from '../api/request.js';
import { refusalWords } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { Door, Trouble } from './door.js';

export const SHORTEST_PASSWORD = 8;

export function ResetPage() {
  const { say } = useWords();
  const { token } = useSearch({ from: '/reset-password' });
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const reset = async () => {
    try {
      await post('/api/v1/password/reset', { token: token ?? '', password });
      setDone(true);
    } catch (error) {
      setTrouble(refusalWords(error));
    }
  };
  return (
    <Door title={say('reset.title')} onSubmit={() => void reset()}>
      <Trouble words={trouble} />
      {done ? (
        <p role="status">{say('reset.done')}</p>
      ) : (
        <>
          <PasswordInput
            label={say('reset.password')}
            description={say('reset.hint', { count: SHORTEST_PASSWORD })}
            autoComplete="new-password"
            size="md"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button type="submit" size="md" disabled={password.length < SHORTEST_PASSWORD}>
            {say('reset.save')}
          </Button>
        </>
      )}
      <Link to="/sign-in">{say('forgot.back')}</Link>
    </Door>
  );
}
