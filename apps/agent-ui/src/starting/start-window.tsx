// The window in which an agent begins a conversation: to whom, by which way, the subject of a mail, the words.
import { Button, Modal, Select, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { get, post, Refusal } from '../api/request.js';
import type { Mailbox, StartedConversation, WayToContact } from '../api/shapes.js';
import { AttachButton, Attached } from '../composer/attached.js';
import { emptyPart, giveBack, isEmpty } from '../composer/drafts.js';
import type { EditorHandle } from '../composer/editor-handle.js';
import type { SentTemplate, ThenState } from '../composer/outgoing.js';
import { outgoingOf } from '../composer/outgoing-of.js';
import { useUploads } from '../composer/use-uploads.js';
import { refusalWords, tell, tellRefusal } from '../shell/notices.js';
import { useMe } from '../shell/people-names.js';
import { MOD } from '../shell/shortcuts.js';
import { useWords } from '../words/words.js';
import { Addressee } from './addressee.js';
import { keepStart, readStart, type StartDraft, waysQuery, whomItIsFor } from './start.js';
import styles from './start-window.module.css';

const Editor = lazy(() => import('../composer/editor.js').then((m) => ({ default: m.Editor })));
const TemplatePicker = lazy(() =>
  import('../composer/template-picker.js').then((m) => ({ default: m.TemplatePicker })),
);

export function StartWindow({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<StartDraft>(() => {
    const kept = readStart(me.agent.id);
    const given = whomItIsFor();
    return given && given.id !== kept.contact?.id ? { ...kept, contact: given, email: null, way: null } : kept;
  });
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [choosing, setChoosing] = useState(false);
  const editor = useRef<EditorHandle | null>(null);
  const change = useCallback((next: Partial<StartDraft>) => setDraft((now) => ({ ...now, ...next })), []);
  useEffect(() => keepStart(me.agent.id, draft), [me.agent.id, draft]);
  const { uploads, add } = useUploads((file, picture) => {
    setDraft((now) => ({ ...now, part: { ...now.part, files: [...now.part.files, file] } }));
    if (picture) editor.current?.insertImage(file.url, file.name);
  });

  const mailboxes = useQuery({
    queryKey: ['mailboxes'],
    queryFn: () => get<Mailbox[]>('/api/v1/conversations/mailboxes'),
  }).data;
  const ways = useQuery({ ...waysQuery(draft.contact?.id ?? ''), enabled: draft.contact !== null }).data;
  const choices = draft.contact
    ? (ways ?? []).map((way) => ({
        value: `${way.connectionId} ${way.identityId}`,
        label:
          way.channel === 'email' ? say('start.by-mail', { from: way.connection, to: way.address }) : way.connection,
        way: way as WayToContact | null,
        mail: way.channel === 'email',
        connectionId: way.connectionId,
      }))
    : (mailboxes ?? []).map(({ id, address }) => ({
        value: id,
        label: address,
        way: null,
        mail: true,
        connectionId: id,
      }));
  const choice = choices.find(({ value }) => value === draft.way) ?? choices[0] ?? null;
  const open = choice?.way?.open ?? null;
  const addressed = draft.contact !== null || draft.email !== null;
  const ready = addressed && choice && !open && !busy && uploads.length === 0 && !isEmpty(draft.part);

  const start = async (thenState: ThenState, template: SentTemplate | null = null, text?: string) => {
    if (!choice || !addressed || busy || (!template && !ready)) return;
    if (choice.mail && draft.subject.trim() === '') {
      document.getElementById('start-subject')?.focus();
      return;
    }
    setBusy(true);
    setRefused(null);
    const { key, text: words, html, files, actions, macroIds } = outgoingOf(draft.part, 'reply');
    const fileIds = files.map((file) => file.id);
    try {
      const started = await post<StartedConversation>(
        '/api/v1/conversations',
        {
          connectionId: choice.connectionId,
          ...(draft.contact
            ? { contactId: draft.contact.id, identityId: choice.way?.identityId }
            : { email: draft.email }),
          ...(choice.mail ? { subject: draft.subject } : {}),
          ...(template
            ? { text, template }
            : {
                text: words,
                html,
                fileIds,
                contentIds: Object.fromEntries(fileIds.map((id) => [id, id])),
                actions,
                macroIds,
              }),
          thenState,
        },
        { 'idempotency-key': key },
      );
      keepStart(me.agent.id, null);
      onClose();
      void navigate({ to: '/inbox/$view/$ticketId', params: { view: 'mine', ticketId: started.ticketId }, search: {} });
      tell(say('start.begun'), false, { words: say('undo'), run: () => void takeBack(started, me.agent.id, draft) });
    } catch (error) {
      setBusy(false);
      if (error instanceof Refusal) setRefused(error);
      else tellRefusal(error);
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={say('start.title')}
      closeButtonProps={{ 'aria-label': say('close') }}
      data-testid="start-window"
    >
      <div className={styles.fields}>
        <Addressee draft={draft} onChange={(next) => change({ ...next, way: null })} />
        <Select
          label={say('start.way')}
          data={choices}
          value={choice?.value ?? null}
          onChange={(way) => change({ way })}
          allowDeselect={false}
          disabled={choices.length === 0}
          placeholder={say(draft.contact && ways?.length === 0 ? 'start.no-way' : 'start.way-hint')}
        />
        {open && (
          <p className={styles.talking} role="status">
            {say('start.talking', { number: open.number })}
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                giveBack(me.agent.id, open.id, draft.part, 'reply');
                keepStart(me.agent.id, null);
                onClose();
                void navigate({
                  to: '/inbox/$view/$ticketId',
                  params: { view: 'open', ticketId: open.id },
                  search: {},
                });
              }}
            >
              {say('start.go-there')}
            </Button>
          </p>
        )}
        {choice?.mail && (
          <TextInput
            id="start-subject"
            label={say('start.subject')}
            value={draft.subject}
            maxLength={250}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
        )}
        <div className={styles.words}>
          <Suspense fallback={<Skeleton height={120} />}>
            <Editor
              html={draft.part.html}
              note={false}
              placeholder={say('start.words')}
              label={say('start.words')}
              autoFocus={false}
              macro
              onReady={(handle) => {
                editor.current = handle;
              }}
              onChange={(html, text) => setDraft((now) => ({ ...now, part: { ...now.part, html, text } }))}
              onFiles={add}
              onMacro={() => undefined}
              onSend={(then) => void start(then)}
            >
              <AttachButton onFiles={add} />
              <span className={styles.gap} />
              {choice?.way?.templates && !open && (
                <Button variant="default" onClick={() => setChoosing(true)}>
                  {say('template.choose')}
                </Button>
              )}
              <Button disabled={!ready} loading={busy} onClick={() => void start(null)} title={`${MOD} Enter`}>
                {say('start.send')}
              </Button>
            </Editor>
          </Suspense>
          <Attached
            files={draft.part.files.filter((file) => !draft.part.html.includes(file.url))}
            uploads={uploads}
            onRemove={(id) =>
              setDraft((now) => ({
                ...now,
                part: { ...now.part, files: now.part.files.filter((file) => file.id !== id) },
              }))
            }
          />
        </div>
        {refused && <p role="alert">{refusalWords(refused)}</p>}
      </div>
      <Suspense>
        {choosing && choice && (
          <TemplatePicker
            connectionId={choice.connectionId}
            onClose={() => setChoosing(false)}
            onSend={(text, template) => {
              setChoosing(false);
              void start(null, template, text);
            }}
          />
        )}
      </Suspense>
    </Modal>
  );
}

/** Undone in time, the words lie in the composer of the ticket they had begun. */
async function takeBack(started: StartedConversation, agentId: string, draft: StartDraft): Promise<void> {
  try {
    await post(`/api/v1/tickets/${started.ticketId}/messages/${started.messageId}/undo`);
    giveBack(agentId, started.ticketId, { ...emptyPart(), ...draft.part }, 'reply');
  } catch (error) {
    tellRefusal(error);
  }
}
