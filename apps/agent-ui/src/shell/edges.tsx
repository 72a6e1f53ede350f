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
  // Neither does what was asked for wrongly: without the choices of its address the same page stands.
  const asked = error instanceof Refusal && error.status === 400 && location.search !== '';
  const { tab } = router.state.location.search as { tab?: string };
  return (
    <Teach title={say('edge.failed')} words={refusalWords(error)} alone>
      <Button
        onClick={() => {
          if (asked) void router.navigate({ to: '.', params: true, search: tab ? { tab } : {}, replace: true });
          reset();
          void router.invalidate();
        }}
      >
        {say(asked ? 'edge.plain' : 'again')}
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
