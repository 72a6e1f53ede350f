// The composer under every conversation: to whom, by which channel, a reply or a note, and the state that follows it.
import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Ticket } from '../api/shapes.js';
import { isMail } from '../shell/channel-mark.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { useMe } from '../shell/people-names.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { ActionChips } from './action-chips.js';
import { AsSeen } from './as-seen.js';
import { AttachButton, Attached } from './attached.js';
import styles from './composer.module.css';
import { ComposerHead } from './composer-head.js';
import { type DraftPart, isEmpty, type Mode } from './drafts.js';
import type { EditorHandle } from './editor-handle.js';
import { type Macro, renderMacro } from './macros.js';
import { decide } from './meet-draft.js';
import { type SentTemplate, send, type ThenState } from './outgoing.js';
import { isFormatted, outgoingOf } from './outgoing-of.js';
import { LengthHint, WindowOver, windowLeft } from './reply-limits.js';
import { ScheduledList } from './scheduled-list.js';
import { SendButton } from './send-button.js';
import { crossedBy, Strips, useLastReply } from './strips.js';
import strips from './strips.module.css';
import { holdTyped, takeTyped } from './type-ahead.js';
import { useDraft } from './use-draft.js';
import { useShownWords, useTyping } from './use-typing.js';
import { useUploads } from './use-uploads.js';

const Editor = lazy(() => import('./editor.js').then((m) => ({ default: m.Editor })));
const Copies = lazy(() => import('./copies.js').then((m) => ({ default: m.Copies })));
/** Fetches the editor while nothing else is waited for. */
export const warmEditor = () => void import('./editor.js').catch(() => undefined);

export interface ComposerHandle {
  write(mode: Mode): void;
}
interface Props {
  row: Ticket;
  onReady: (handle: ComposerHandle) => void;
  onSent: () => void;
}

export function Composer({ row, onReady, onSent }: Props) {
  const { say } = useWords();
  const me = useMe().agent.id;
  const { draft, revision, latest, change, turn, sent } = useDraft(me, row.id);
  const { mode } = draft;
  const part = draft[mode];
  const note = mode === 'note';
  const [wantsFocus, setWantsFocus] = useState(false);
  const [unfilled, setUnfilled] = useState<string[]>([]);
  const [copying, setCopying] = useState(() => (draft.reply.bcc?.length ?? 0) > 0);
  const editor = useRef<EditorHandle | null>(null);
  const section = useRef<HTMLElement>(null);
  const waitingSign = useRef<'/' | null>(null);
  const lastReply = useLastReply(row.id);
  const crossed = crossedBy(draft.reply, lastReply, me);
  const typing = useTyping(row.id);
  useShownWords(row.id, draft);

  /** Whoever begins to write has seen what stands there now. */
  const write = useCallback(
    (which: Mode, next: Partial<DraftPart>, rewritten = false) => {
      const began = which === 'reply' && isEmpty(latest.current.reply) ? { seenSeq: lastReply?.seq ?? 0 } : {};
      change(which, { ...began, ...next }, rewritten);
    },
    [change, latest, lastReply],
  );
  const { uploads, add } = useUploads((file, picture) => {
    const which = latest.current.mode;
    write(which, { files: [...latest.current[which].files, file] });
    if (picture) editor.current?.insertImage(file.url, file.name);
  });

  const choose = useCallback(
    (next: Mode) => {
      setWantsFocus(true);
      if (!editor.current) holdTyped(row.id);
      if (latest.current.mode === next) editor.current?.focus();
      else turn(next);
    },
    [latest, turn, row.id],
  );
  // Before anything else can happen: a letter typed at once belongs here.
  useLayoutEffect(() => onReady({ write: choose }), [onReady, choose]);
  useShortcuts({
    '/': () => {
      // Of a ticket that has been left: nothing is written there any more.
      if (section.current?.checkVisibility?.() === false) return;
      if (editor.current) editor.current.begin('/');
      else waitingSign.current = '/';
    },
  });

  const dispatch = (thenState: ThenState, { anyway = false, at = null as Date | null } = {}) => {
    const now = latest.current[mode];
    if ((isEmpty(now) && !(note && now.actions?.length)) || uploads.length > 0) return;
    if (mode === 'reply' && crossed && !at && !anyway && now.warnedSeq !== crossed.seq) {
      change('reply', { warnedSeq: crossed.seq });
      return;
    }
    const seenSeq = crossed ? crossed.seq : now.seenSeq;
    send({
      ...outgoingOf(now, mode),
      ticketId: row.id,
      agentId: me,
      thenState,
      ...(mode === 'reply' && seenSeq !== undefined ? { seenSeq } : {}),
      ...(at ? { sendAt: at.toISOString() } : {}),
    });
    sent(mode);
    typing.stop();
    onSent();
  };

  const takeMacro = async (macro: Macro) => {
    const which = latest.current.mode;
    const before = latest.current[which];
    try {
      const { html, actions, missing } = await renderMacro(macro.id, row.id);
      editor.current?.insertHtml(html);
      setUnfilled(missing);
      const known = latest.current[which];
      write(which, {
        actions: withActions(known.actions ?? [], actions),
        macroIds: [...new Set([...(known.macroIds ?? []), macro.id])],
      });
      const back = { html: before.html, text: before.text, actions: before.actions ?? [], macroIds: before.macroIds };
      tell(macro.name, false, { words: say('undo'), run: () => change(which, back, true) });
    } catch (error) {
      tellRefusal(error);
    }
  };

  const left = windowLeft(row, useNow(30_000));
  const over = left === 0 && !note;
  const sendTemplate = (text: string, template: SentTemplate) => {
    const plain = { text, html: null, files: [], state: 'sending' as const, words: null, thenState: null };
    const at = new Date().toISOString();
    send({ ...plain, template, key: crypto.randomUUID(), ticketId: row.id, agentId: me, mode: 'reply', at });
    onSent();
  };
  const mail = isMail(row.channel) && !note;
  const unsent = isEmpty(part) || uploads.length > 0;
  return (
    <>
      <div className={strips.strips}>
        <ScheduledList ticketId={row.id} />
        <Strips
          ticket={row}
          mode={mode}
          part={part}
          crossed={note ? null : crossed}
          onSendAnyway={() => dispatch(null, { anyway: true })}
          unfilled={part.text.includes('…') ? unfilled : []}
          onAside={(other, choice) => change(mode, decide(latest.current[mode], other, choice), true)}
        />
      </div>
      <section
        ref={section}
        className={styles.composer}
        data-mode={mode}
        aria-label={say(note ? 'composer.note' : 'composer.reply')}
        data-testid="composer"
        data-kept={part.dirty ? undefined : (part.version ?? 0)}
      >
        <ComposerHead
          row={row}
          mode={mode}
          part={part}
          left={left}
          onMode={choose}
          copying={copying}
          onCopying={() => setCopying(!copying)}
        />
        {mail && copying && (
          <Suspense>
            <Copies cc={part.cc ?? row.copies} bcc={part.bcc ?? []} onChange={(next) => change('reply', next)} />
          </Suspense>
        )}
        <ActionChips
          actions={part.actions ?? []}
          onRemove={(index) => change(mode, { actions: (part.actions ?? []).filter((_, n) => n !== index) })}
        />
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
              note={note}
              placeholder={say(note ? 'composer.note-placeholder' : 'composer.reply-placeholder')}
              label={say(note ? 'composer.note' : 'composer.reply')}
              autoFocus={wantsFocus}
              onReady={(handle) => {
                editor.current = handle;
                const typed = takeTyped(row.id);
                if (typed) handle.insertText(typed);
                if (waitingSign.current) handle.begin(waitingSign.current);
                waitingSign.current = null;
              }}
              onChange={(html, text) => {
                write(mode, { html, text });
                typing.now(note ? 'noting' : 'typing');
              }}
              onFiles={add}
              onSend={(then) => dispatch(note ? null : then)}
              onMacro={(macro) => void takeMacro(macro)}
            >
              <AttachButton onFiles={add} />
              <span className={styles.gap} />
              {!note && <LengthHint length={part.text.trim().length} max={row.reply.maxLength} />}
              <SendButton note={note} disabled={unsent} onSend={dispatch} onLater={(at) => dispatch(null, { at })} />
            </Editor>
          </Suspense>
        )}
        {!note && !over && !row.reply.html && isFormatted(part.html) && <AsSeen row={row} text={part.text} />}
        <Attached
          files={part.files.filter((file) => !part.html.includes(file.url))}
          uploads={uploads}
          onRemove={(id) => change(mode, { files: part.files.filter((file) => file.id !== id) })}
        />
      </section>
    </>
  );
}

/** A later macro's word on the same thing replaces the earlier one's; tags add up. */
function withActions(known: DraftPart['actions'] & object, added: DraftPart['actions'] & object) {
  const many = new Set(['add-tags', 'remove-tags', 'note']);
  const kept = known.filter((one) => many.has(one.do) || !added.some((other) => other.do === one.do));
  return [...kept, ...added].filter(
    (one, index, all) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === index,
  );
}
