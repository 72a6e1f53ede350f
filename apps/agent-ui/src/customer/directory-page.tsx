// The frame of the lists of people and of companies.
import { ActionIcon } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { openRail } from '../shell/overlays.js';
import { useWords } from '../words/words.js';
import styles from './directory.module.css';

interface Props {
  page: 'people' | 'companies';
  /** One of them, whose card brings its own frame and heading. */
  card?: boolean;
  children: ReactNode;
}
export function DirectoryPage({ page, card = false, children }: Props) {
  const { say } = useWords();
  const Title = card ? 'span' : 'h1';
  return (
    <main className={styles.directory} id="conversation" tabIndex={-1}>
      <header className={styles.top}>
        <ActionIcon className={styles.burger} aria-label={say('rail.open')} onClick={openRail}>
          <IconMenu2 size={20} stroke={1.75} />
        </ActionIcon>
        <nav aria-label={say('people.title')}>
          <Link to="/people" className={styles.tab} data-current={page === 'people' || undefined}>
            {page === 'people' ? <Title>{say('people.title')}</Title> : say('people.title')}
          </Link>
          <Link to="/companies" className={styles.tab} data-current={page === 'companies' || undefined}>
            {page === 'companies' ? <Title>{say('companies.title')}</Title> : say('companies.title')}
          </Link>
        </nav>
      </header>
      {card ? children : <div className={styles.body}>{children}</div>}
    </main>
  );
}
