// What every page of the settings is made of: a head, a form that saves, a table, words to copy.
import { ActionIcon, Button, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Failed, Waiting } from '../shell/edges.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { useWords, type Word } from '../words/words.js';
import styles from './parts.module.css';

interface HeadProps {
  title: Word;
  hint?: Word;
  action?: ReactNode;
  children: ReactNode;
}
export function SettingsSection({ title, hint, action, children }: HeadProps) {
  const { say } = useWords();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{say(title)}</h1>
          {hint && <p>{say(hint)}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}

/** Shows what was asked for, or that it is on its way, or why it did not come. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <Failed error={query.error} reset={() => void query.refetch()} />;
  return <Waiting />;
}

/** Runs one action at a time; says that it was done, or why not. True when it was done. */
export function useAction(): { busy: boolean; run: (action: () => Promise<unknown>, done?: Word) => Promise<boolean> } {
  const { say } = useWords();
  const [busy, setBusy] = useState(false);
  const run = async (action: () => Promise<unknown>, done: Word = 'saved') => {
    setBusy(true);
    try {
      await action();
      tell(say(done));
      return true;
    } catch (error) {
      tellRefusal(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, run };
}

interface FormProps {
  onSave: () => void;
  busy: boolean;
  label?: Word;
  disabled?: boolean;
  /** It holds more than fields: a condition. */
  wide?: boolean;
  children: ReactNode;
}
export function Form({ onSave, busy, label = 'save', disabled = false, wide = false, children }: FormProps) {
  const { say } = useWords();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form className={styles.form} data-wide={wide || undefined} onSubmit={submit}>
      {children}
      <div>
        <Button type="submit" loading={busy} disabled={disabled}>
          {say(label)}
        </Button>
      </div>
    </form>
  );
}

interface TableProps {
  heads: (Word | null)[];
  children: ReactNode;
  label: Word;
  /** On a phone each row stands as a small card: what it can do is then within the screen. */
  stacked?: boolean;
}
export function Table({ heads, children, label, stacked }: TableProps) {
  const { say } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, by keyboard too
    <section className={styles.wide} data-stacked={stacked} aria-label={say(label)} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head ?? `${index}`} scope="col">
                {head ? say(head) : <span className="visually-hidden">{say('table.actions')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

/** Words to be taken elsewhere: an address, a snippet, a key. */
export function ToCopy({ label, value }: { label: string; value: string }) {
  const { say } = useWords();
  return (
    <div className={styles.copy}>
      <span>{label}</span>
      <div>
        <code data-testid="to-copy">{value}</code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Tooltip label={say(copied ? 'copied' : 'copy')}>
              <ActionIcon aria-label={`${say('copy')}: ${label}`} onClick={copy}>
                {copied ? <IconCheck size={16} /> : <IconCopy size={16} stroke={1.75} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </div>
    </div>
  );
}

export function Mark({ tone, children }: { tone: 'good' | 'bad' | 'quiet'; children: ReactNode }) {
  return (
    <span className={styles.mark} data-tone={tone}>
      {children}
    </span>
  );
}

export function Warning({ children }: { children: ReactNode }) {
  return <p className={styles.warning}>{children}</p>;
}
