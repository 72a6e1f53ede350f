// Path B looked back on: the visitor asks for the whole conversation by e-mail, and is told what became of it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Talk } from '../talk/talk.js';
import type { Words } from '../words/words.js';
import { BackIcon } from './icons.js';

interface TranscriptProps {
  talk: Talk;
  words: Words;
  /** Back to the conversation. */
  leave: () => void;
}

/** Lies over the conversation, which stays as it was beneath. */
export function Transcript({ talk, words, leave }: TranscriptProps) {
  const [email, setEmail] = useState('');
  const [state, setState] = useState<'open' | 'sending' | 'sent' | 'failed' | 'too-often'>('open');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    void talk.mailAddress().then((known) => known && setEmail((typed) => typed || known));
  }, [talk]);
  const send = async (event: Event) => {
    event.preventDefault();
    setState('sending');
    setState(await talk.mailTranscript(email.trim()));
  };
  return (
    <section
      class="past"
      aria-label={words.transcript.title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        leave();
      }}
    >
      <div class="over">
        <button type="button" class="icon" onClick={leave} aria-label={words.goBack} title={words.goBack}>
          <BackIcon />
        </button>
        <h2>{words.transcript.title}</h2>
      </div>
      <form class="ask" onSubmit={(event) => void send(event)}>
        <label>
          {words.about.email}
          <input
            ref={field}
            type="email"
            autocomplete="email"
            required
            maxLength={320}
            value={email}
            onInput={(event) => {
              setEmail(event.currentTarget.value);
              setState('open');
            }}
          />
        </label>
        <button type="submit" class="main" disabled={state === 'sending' || !email.trim()}>
          {words.send}
        </button>
        <p role="status" class={state === 'failed' || state === 'too-often' ? 'failed' : ''}>
          {state === 'sending' && words.sending}
          {state === 'sent' && words.transcript.sent(email.trim())}
          {state === 'failed' && words.transcript.failed}
          {state === 'too-often' && words.transcript.tooOften}
        </p>
      </form>
    </section>
  );
}
