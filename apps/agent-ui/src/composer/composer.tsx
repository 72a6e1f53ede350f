// The composer under every conversation: to whom, by which channel, a reply or a note, and the state that follows it.
import { Skeleton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { Ticket } from '../api/shapes.js';
import { sayDoing } from '../live/desk-socket.js';
import { isMail, useChannelName } from '../shell/channel-mark.js';
import { useMe } from '../shell/people-names.js';
import { contactName } from '../tickets/ticket-row.js';
import { useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { AttachButton, Attached } from './attached.js';
import styles from './composer.module.css';
import {
  type Draft,
  type DraftPart,
  emptyPart,
  isEmpty,
  type Mode,
  onGivenBack,
  readDraft,
  writeDraft,
} from './drafts.js';
import type { EditorHandle } from './editor.js';
import { type Outgoing, type SentTemplate, send, type ThenState } from './outgoing.js';
import { LengthHint, WindowLeft, WindowOver, windowLeft } from './reply-limits.js';
import { SendButton } from './send-button.js';
import { useUploads } from './use-uploads.js';

const Editor = lazy(() => import('./editor.js').then((m) => ({ default: m.Editor })));
const Copies = lazy(() => import('./copies.js').then((m) => ({ default: m.Copies })));
/** Fetches the editor while nothing else is waited for. */
export const warmEditor = () => void import('./editor.js');

export interface ComposerHandle {
  write(mode: Mode): void;
}
interface Props {
  row: Ticket;
  onReady: (handle: ComposerHandle) => void;
  onSent: () => void;
}

const QUIET_AFTER = 5000;
const SAVE_AFTER = 250;

export function Composer({ row, onReady, onSent }: Props) {
  const { say } = useWords();
  const me = useMe();
  const channelName = useChannelName();
  const [draft, setDraft] = useState<Draft>(() => readDraft(me.agent.id, row.id));
  const [revision, setRevision] = useState(0);
  const [wantsFocus, setWantsFocus] = useState(false);
  const [copying, setCopying] = useState(() => (draft.reply.bcc?.length ?? 0) > 0);
  const editor = useRef<EditorHandle | null>(null);
  const latest = useRef(draft);
  latest.current = draft;
  const mode = draft.mode;
  const part = draft[mode];

  const change = useCallback((which: Mode, next: Partial<DraftPart>) => {
    setDraft((now) => ({ ...now, [which]: { ...now[which], ...next } }));
  }, []);
  const { uploads, add } = useUploads((file, picture) => {
    const which = latest.current.mode;
    change(which, { files: [...latest.current[which].files, file] });
    if (picture) editor.current?.insertImage(file.url, file.name);
  });

  useEffect(() => {
    const timer = setTimeout(() => writeDraft(me.agent.id, row.id, draft), SAVE_AFTER);
    return () => clearTimeout(timer);
  }, [draft, me.agent.id, row.id]);
  useEffect(() => {
    const keep = () => writeDraft(me.agent.id, row.id, latest.current);
    window.addEventListener('pagehide', keep);
    document.addEventListener('visibilitychange', keep);
    return () => {
      keep();
      window.removeEventListener('pagehide', keep);
      document.removeEventListener('visibilitychange', keep);
    };
  }, [me.agent.id, row.id]);
  useEffect(
    () =>
      onGivenBack((ticketId) => {
        if (ticketId !== row.id) return;
        setDraft(readDraft(me.agent.id, row.id));
        setWantsFocus(true);
        setRevision((now) => now + 1);
      }),
    [me.agent.id, row.id],
  );

  const choose = useCallback((next: Mode) => {
    setWantsFocus(true);
    if (latest.current.mode === next) editor.current?.focus();
    setDraft((now) => ({ ...now, mode: next }));
  }, []);
  useEffect(() => onReady({ write: choose }), [onReady, choose]);

  const typing = useTyping(row.id);
  const dispatch = (thenState: ThenState) => {
    const now = latest.current[mode];
    if (isEmpty(now) || uploads.length > 0) return;
    const { cc: nowCc, bcc: nowBcc } = now;
    const named = mode === 'reply' ? { ...(nowCc ? { cc: nowCc } : {}), ...(nowBcc ? { bcc: nowBcc } : {}) } : {};
    const one: Outgoing = { ...outgoingOf(now), ...named, ticketId: row.id, agentId: me.agent.id, mode, thenState };
    const next: Draft = {
      mode: 'reply',
      reply: mode === 'reply' ? emptyPart() : latest.current.reply,
      note: mode === 'note' ? emptyPart() : latest.current.note,
    };
    writeDraft(me.agent.id, row.id, next);
    setDraft(next);
    setRevision((count) => count + 1);
    send(one);
    typing.stop();
    onSent();
  };

  const note = mode === 'note';
  const left = windowLeft(row, useNow(30_000));
  const over = left === 0 && !note;
  const sendTemplate = (text: string, template: SentTemplate) => {
    const plain = { text, html: null, files: [], state: 'sending' as const, words: null, thenState: null };
    const at = new Date().toISOString();
    send({ ...plain, template, key: crypto.randomUUID(), ticketId: row.id, agentId: me.agent.id, mode: 'reply', at });
    onSent();
  };
  const mail = isMail(row.channel) && !note;
  const cc = part.cc ?? row.copies;
  const bcc = part.bcc ?? [];
  const name = contactName(row.contact);
  const channel = channelName(row.channel);
  const copied = [...cc, ...bcc];
  const toCustomer =
    mail && copied.length > 0
      ? say('composer.to-copies', { name, channel, copies: copied.join(', ') })
      : say('composer.to', { name, channel });
  const to = note ? say('composer.to-us') : toCustomer;
  return (
    <section
      className={styles.composer}
      data-mode={mode}
      aria-label={say(note ? 'composer.note' : 'composer.reply')}
      data-testid="composer"
    >
      <header className={styles.head}>
        <div role="tablist" aria-label={say('composer.kind')} className={styles.tabs}>
          {(['reply', 'note'] as const).map((each) => (
            <button
              type="button"
              role="tab"
              key={each}
              aria-selected={each === mode}
              title={`${say(`composer.${each}`)} (${each[0]})`}
              onClick={() => choose(each)}
            >
              {each === 'note' && <IconLock size={14} stroke={1.75} aria-hidden="true" />}
              {say(`composer.${each}`)}
            </button>
          ))}
        </div>
        <span className={styles.to} title={to}>
          {to}
        </span>
        {mail && (
          <button
            type="button"
            className={styles.addCopies}
            aria-expanded={copying}
            onClick={() => setCopying(!copying)}
          >
            {say('copies.add')}
          </button>
        )}
        {!note && <WindowLeft left={left} />}
      </header>
      {mail && copying && (
        <Suspense>
          <Copies cc={cc} bcc={bcc} onChange={(next) => change('reply', next)} />
        </Suspense>
      )}
      {over && <WindowOver ticket={row} onSend={sendTemplate} />}
      {!over && (
        <Suspense
          fallback={
            <div className={styles.bones}>
              <Skeleton height={12} width="40%" />
            </div>
          }
        >
          <Editor
            key={`${mode} ${revision}`}
            html={part.html}
            placeholder={say(note ? 'composer.note-placeholder' : 'composer.reply-placeholder')}
            label={say(note ? 'composer.note' : 'composer.reply')}
            autoFocus={wantsFocus}
            onReady={(handle) => {
              editor.current = handle;
            }}
            onChange={(html, text) => {
              change(mode, { html, text });
              typing.now(note ? 'noting' : 'typing');
            }}
            onFiles={add}
            onSend={(solve) => dispatch(!note && solve ? 'solved' : null)}
          >
            <AttachButton onFiles={add} />
            <span className={styles.gap} />
            {!note && <LengthHint length={part.text.trim().length} max={row.reply.maxLength} />}
            <SendButton note={note} disabled={isEmpty(part) || uploads.length > 0} onSend={dispatch} />
          </Editor>
        </Suspense>
      )}
      <Attached
        files={part.files.filter((file) => !part.html.includes(file.url))}
        uploads={uploads}
        onRemove={(id) => change(mode, { files: part.files.filter((file) => file.id !== id) })}
      />
    </section>
  );
}

/** Formatting goes along only where there is some; pictures are named by file, not by address. */
function outgoingOf(part: DraftPart): Pick<Outgoing, 'key' | 'text' | 'html' | 'files' | 'at' | 'state' | 'words'> {
  const formatted = /<(?!\/?(?:p|br)\b)/i.test(part.html);
  return {
    key: part.key,
    text: part.text.trim(),
    html: formatted ? inlineByFile(part) : null,
    files: part.files,
    at: new Date().toISOString(),
    state: 'sending',
    words: null,
  };
}
function inlineByFile(part: DraftPart): string {
  let html = part.html;
  for (const file of part.files) html = html.replaceAll(`src="${file.url}"`, `src="cid:${file.id}"`);
  return html;
}

/** Tells the others that we type, at most every three seconds, and that we stopped. */
function useTyping(ticketId: string) {
  const said = useRef({ at: 0, timer: undefined as ReturnType<typeof setTimeout> | undefined });
  const stop = useCallback(() => {
    clearTimeout(said.current.timer);
    if (said.current.at > 0) sayDoing(ticketId, 'viewing');
    said.current.at = 0;
  }, [ticketId]);
  useEffect(() => () => clearTimeout(said.current.timer), []);
  const now = (doing: 'typing' | 'noting') => {
    clearTimeout(said.current.timer);
    said.current.timer = setTimeout(stop, QUIET_AFTER);
    if (Date.now() - said.current.at < 3000) return;
    said.current.at = Date.now();
    sayDoing(ticketId, doing);
  };
  return { now, stop };
}
