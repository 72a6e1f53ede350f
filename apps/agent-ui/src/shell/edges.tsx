// What stands at the edges: while a screen loads, when it cannot, and when there is none at this address.
import { Button, Loader } from '@mantine/core';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Refusal } from '../api/request.js';
import { useWords } from '../words/words.js';
import styles from './edges.module.css';
import { refusalWords } from './notices.js';

export function Waiting() {
  const { say } = useWords();
  return (
    <div className={styles.middle} role="status" aria-label={say('loading')}>
      <Loader size="sm" color="gray" />
    </div>
  );
}

export function Failed({ error, reset }: ErrorComponentProps) {
  const { say } = useWords();
  const router = useRouter();
  // What is not there does not come for being asked again: there is a way out instead.
  if (error instanceof Refusal && error.status === 404) return <NotFound />;
  return (
    <Teach title={say('edge.failed')} words={refusalWords(error)} alone>
      <Button
        onClick={() => {
          reset();
          void router.invalidate();
        }}
      >
        {say('again')}
      </Button>
    </Teach>
  );
}

export function NotFound() {
  const { say } = useWords();
  return (
    <Teach title={say('edge.nothing-here')} words={say('edge.nothing-here-hint')} alone>
      <Button component={Link} to="/" c="var(--button-color)">
        {say('edge.to-inbox')}
      </Button>
    </Teach>
  );
}

interface TeachProps {
  title: string;
  words?: ReactNode;
  icon?: ReactNode;
  children?: ReactNode;
  /** It stands for a whole screen: its title is the heading of it. */
  alone?: boolean;
}
/** An empty place that says what would stand here and what to do. */
export function Teach({ title, words, icon, children, alone = false }: TeachProps) {
  const Title = alone ? 'h1' : 'h2';
  return (
    <div className={styles.middle}>
      <div className={styles.teach}>
        {icon}
        <Title>{title}</Title>
        {words && <p>{words}</p>}
        {children}
      </div>
    </div>
  );
}
