// The frame of the pages before the desk: one card, the language at the foot.
import { UnstyledButton } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { Locale } from '../api/shapes.js';
import { LOCALES, speak, useWords } from '../words/words.js';
import styles from './door.module.css';

interface Props {
  title: string;
  onSubmit?: () => void;
  children: ReactNode;
}
export function Door({ title, onSubmit, children }: Props) {
  const { locale } = useWords();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <main className={styles.door}>
      <form className={styles.card} onSubmit={submit} noValidate>
        <img src="/favicon.svg" alt="Otklik" width={40} height={40} />
        <h1>{title}</h1>
        {children}
      </form>
      <nav className={styles.languages}>
        {(Object.keys(LOCALES) as Locale[]).map((each) => (
          <UnstyledButton
            key={each}
            lang={each}
            aria-current={each === locale || undefined}
            onClick={() => void speak(each)}
          >
            {LOCALES[each]}
          </UnstyledButton>
        ))}
      </nav>
    </main>
  );
}

export function Trouble({ words }: { words: string | null }) {
  return (
    <p role="alert" className={styles.trouble} hidden={!words}>
      {words}
    </p>
  );
}
