// Where words for somebody else are typed: the composer's editor, smaller; kept in this browser until they are sent.
import { Skeleton } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Refusal } from '../api/request.js';
import { AttachButton, Attached } from '../composer/attached.js';
import { type DraftPart, emptyPart, isEmpty } from '../composer/drafts.js';
import type { EditorHandle } from '../composer/editor-handle.js';
import { useUploads } from '../composer/use-uploads.js';
import { refusalWords, tellRefusal } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import styles from './side.module.css';

const Editor = lazy(() => import('../composer/editor.js').then((m) => ({ default: m.Editor })));

interface Props {
  label: string;
  read: () => DraftPart;
  keep: (part: DraftPart) => void;
  /** @throws Refusal: the words stay. */
  send: (part: DraftPart) => Promise<void>;
  /** Calls back when words were given back. */
  again?: (listen: () => void) => () => void;
  /** Something else is needed besides words; says so itself. */
  lacks?: () => boolean;
  button: (ready: boolean, busy: boolean, go: () => void) => ReactNode;
}

export function SideEditor(props: Props) {
  const { label, read, keep, send, again, lacks, button } = props;
  const { say } = useWords();
  const [part, setPart] = useState(read);
  const [round, setRound] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const editor = useRef<EditorHandle | null>(null);
  const latest = useRef({ part, read, keep });
  latest.current = { part, read, keep };
  const change = (next: DraftPart) => {
    setPart(next);
    latest.current.keep(next);
  };
  /** The editor begins anew with these words. */
  const begin = (next: DraftPart) => {
    setPart(next);
    setRound((now) => now + 1);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: heard for as long as the editor stands
  useEffect(() => again?.(() => begin(latest.current.read())), []);
  const { uploads, add } = useUploads((file, picture) => {
    const now = latest.current.part;
    change({ ...now, files: [...now.files, file] });
    if (picture) editor.current?.insertImage(file.url, file.name);
  });
  const ready = !busy && uploads.length === 0 && !isEmpty(part);
  const go = async () => {
    if (!ready || lacks?.()) return;
    setBusy(true);
    setRefused(null);
    try {
      await send(latest.current.part);
      latest.current.keep(emptyPart());
      begin(emptyPart());
    } catch (error) {
      if (error instanceof Refusal) setRefused(error);
      else tellRefusal(error);
    }
    setBusy(false);
  };
  return (
    <div className={styles.composer}>
      <p className={styles.unseen}>{say('side.unseen')}</p>
      <div className={styles.box}>
        <Suspense fallback={<Skeleton height={90} />}>
          <Editor
            key={round}
            html={part.html}
            note={false}
            macro
            placeholder={label}
            label={label}
            autoFocus={round > 0}
            onReady={(handle) => {
              editor.current = handle;
            }}
            onChange={(html, text) => change({ ...latest.current.part, html, text })}
            onFiles={add}
            onMacro={() => undefined}
            onSend={() => void go()}
          >
            <AttachButton onFiles={add} />
            <span className={styles.gap} />
            {button(ready, busy, () => void go())}
          </Editor>
        </Suspense>
        <Attached
          files={part.files.filter((file) => !part.html.includes(file.url))}
          uploads={uploads}
          onRemove={(id) => change({ ...part, files: part.files.filter((file) => file.id !== id) })}
        />
      </div>
      {refused && (
        <p role="alert" className={styles.refused}>
          {refusalWords(refused)}
        </p>
      )}
    </div>
  );
}
