// Short words at the bottom: what just happened or failed, read aloud too, gone by themselves.
import { CloseButton } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { Refusal } from '../api/request.js';
import { say, useWords } from '../words/words.js';
import styles from './notices.module.css';

interface Notice {
  id: number;
  words: string;
  failed: boolean;
  /** What can still be done about it, e.g. Undo. */
  act: { words: string; run: () => void } | null;
}

let notices: Notice[] = [];
let count = 0;
const listeners = new Set<() => void>();
function become(next: Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}
const forget = (id: number) => become(notices.filter((notice) => notice.id !== id));

export function tell(words: string, failed = false, act: Notice['act'] = null): void {
  const id = ++count;
  become([...notices.slice(-2), { id, words, failed, act }]);
  setTimeout(() => forget(id), failed || act ? 9000 : 4000);
}

/** What went wrong, what was kept, what to do: the desk's own words where it gave any. */
export function refusalWords(error: unknown): string {
  if (error instanceof Refusal)
    return error.message || say(error.code === 'offline' ? 'error.offline' : 'error.unknown');
  return say('error.unknown');
}
export const tellRefusal = (error: unknown) => tell(refusalWords(error), true);

export function Notices() {
  const { say } = useWords();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {shown.map((notice) => (
        <div key={notice.id} className={styles.notice} data-failed={notice.failed || undefined}>
          <span>{notice.words}</span>
          {notice.act && (
            <button
              type="button"
              className={styles.act}
              onClick={() => {
                forget(notice.id);
                notice.act?.run();
              }}
            >
              {notice.act.words}
            </button>
          )}
          <CloseButton
            size="sm"
            variant="transparent"
            className={styles.close}
            aria-label={say('close')}
            onClick={() => forget(notice.id)}
          />
        </div>
      ))}
    </div>
  );
}
