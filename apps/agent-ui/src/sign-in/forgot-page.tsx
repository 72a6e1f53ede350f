// Asks for a new password by mail; the answer is the same whether the address is known or not.
import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { post } from '../api/request.js';
import { refusalWords } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { Door, Trouble } from './door.js';

export function ForgotPage() {
  const { say } = useWords();
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const ask = async () => {
    try {
      await post('/api/v1/password/forgot', { email: email.trim() });
      setSent(true);
    } catch (error) {
      setTrouble(refusalWords(error));
    }
  };
  return (
    <Door title={say('forgot.title')} onSubmit={() => void ask()}>
      <Trouble words={trouble} />
      {sent ? (
        <p role="status">{say('forgot.sent', { email })}</p>
      ) : (
        <>
          <p>{say('forgot.hint')}</p>
          <TextInput
            label={say('sign-in.email')}
            type="email"
            autoComplete="username"
            size="md"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <Button type="submit" size="md" disabled={!email.includes('@')}>
            {say('forgot.ask')}
          </Button>
        </>
      )}
      <Link to="/sign-in">{say('forgot.back')}</Link>
    </Door>
  );
}
