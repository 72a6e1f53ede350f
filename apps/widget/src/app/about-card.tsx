// Path A, after the first words: who the visitor is and where else we can reach them, if they like to say it.
import { useState } from 'preact/hooks';
import type { Talk } from '../talk/talk.js';
import type { Words } from '../words/words.js';

interface AboutProps {
  talk: Talk;
  words: Words;
  /** Nobody is there now: an address is worth more. */
  away: boolean;
}

export function AboutCard({ talk, words, away }: AboutProps) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [state, setState] = useState<'open' | 'sending' | 'failed' | 'told'>('open');
  if (state === 'told') {
    return (
      <p class="about" role="status">
        {words.about.thanks(email.trim() || null)}
      </p>
    );
  }
  const send = async (event: Event) => {
    event.preventDefault();
    setState('sending');
    setState((await talk.tellAbout(name.trim() || null, email.trim() || null)) ? 'told' : 'failed');
  };
  return (
    <form class="about" onSubmit={(event) => void send(event)}>
      <strong>{away ? words.about.away : words.about.ask}</strong>
      <label>
        {words.about.email}
        <input
          name="email"
          type="email"
          autocomplete="email"
          maxLength={320}
          value={email}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      <label>
        {words.about.name}
        <input
          name="name"
          autocomplete="name"
          maxLength={200}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      {state === 'failed' && (
        <span class="failed" role="alert">
          {words.about.failed}
        </span>
      )}
      <span class="choices">
        <button type="submit" class="main" disabled={state === 'sending' || !(name.trim() || email.trim())}>
          {words.send}
        </button>
        <button type="button" class="link" onClick={() => void talk.tellAbout(null, null)}>
          {words.about.no}
        </button>
      </span>
    </form>
  );
}
