// What colleagues should know about a person or a company, newest first; each keeps their own.
import { ActionIcon, Button, Group, Menu, Textarea } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get, patch, post, remove } from '../api/request.js';
import type { components } from '../api/schema.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { useMe, useNames } from '../shell/people-names.js';
import { fullTime, shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';

type Note = components['schemas']['PersonNoteView'];
type Page = components['schemas']['PersonNotePage'];
type Owner = { of: 'contact' | 'company'; id: string };

export function PersonNotes({ of, id }: Owner) {
  const { say } = useWords();
  const path = `/api/v1/${of === 'contact' ? 'contacts' : 'companies'}/${id}/notes`;
  const key = [of, id, 'notes'];
  const [writing, setWriting] = useState(false);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => get<Page>(`${path}?limit=5${pageParam ? `&before=${pageParam}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const notes = query.data?.pages.flatMap((page) => page.items) ?? [];
  const renew = () => queryClient.invalidateQueries({ queryKey: key });
  const write = async (text: string) => {
    await post<Note>(path, { text });
    setWriting(false);
    await renew();
  };
  return (
    <section data-testid="person-notes">
      <h3>{say(of === 'contact' ? 'customer.notes' : 'companies.notes')}</h3>
      {notes.map((note) => (
        <OneNote key={note.id} note={note} renew={renew} again={write} />
      ))}
      {query.hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          className={styles.quietButton}
          onClick={() => void query.fetchNextPage()}
        >
          {say('customer.older-notes')}
        </Button>
      )}
      {writing ? (
        <NoteForm text="" onSave={write} onClose={() => setWriting(false)} />
      ) : (
        <Button size="compact-xs" variant="subtle" className={styles.quietButton} onClick={() => setWriting(true)}>
          {say('customer.add-note')}
        </Button>
      )}
    </section>
  );
}

interface OneProps {
  note: Note;
  renew: () => Promise<void>;
  again: (text: string) => Promise<void>;
}
function OneNote({ note, renew, again }: OneProps) {
  const { say, locale } = useWords();
  const me = useMe();
  const names = useNames();
  const [editing, setEditing] = useState(false);
  const mine = note.agentId === me.agent.id;
  const away = async () => {
    try {
      await remove(`/api/v1/person-notes/${note.id}`);
      await renew();
      if (mine) tell(say('customer.note-removed'), false, { words: say('undo'), run: () => void again(note.text) });
    } catch (error) {
      tellRefusal(error);
    }
  };
  const reword = async (text: string) => {
    await patch(`/api/v1/person-notes/${note.id}`, { text });
    setEditing(false);
    await renew();
  };
  if (editing) return <NoteForm text={note.text} onSave={reword} onClose={() => setEditing(false)} />;
  return (
    <div className={styles.note}>
      <p>{note.text}</p>
      <small>
        {note.agentId ? names.agent(note.agentId) : say('actor.api')} ·{' '}
        <time dateTime={note.at} title={fullTime(note.at, locale)}>
          {shortDay(note.at, locale)}
        </time>
        {note.editedAt && ` · ${say('customer.note-edited')}`}
      </small>
      {(mine || me.agent.role !== 'agent') && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size="sm" className={styles.noteMenu} aria-label={say('customer.note-more')}>
              <IconDots size={15} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {mine && <Menu.Item onClick={() => setEditing(true)}>{say('edit')}</Menu.Item>}
            <Menu.Item onClick={() => void away()}>{say('customer.note-remove')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

interface FormProps {
  text: string;
  onSave: (text: string) => Promise<void>;
  onClose: () => void;
}
function NoteForm({ text, onSave, onClose }: FormProps) {
  const { say } = useWords();
  const [typed, setTyped] = useState(text);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (typed.trim() === '') return;
    setBusy(true);
    try {
      await onSave(typed);
    } catch (error) {
      tellRefusal(error);
      setBusy(false);
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save();
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (typed.trim() === text.trim()) onClose();
  };
  return (
    <div className={styles.noteForm}>
      <Textarea
        autoFocus
        autosize
        minRows={2}
        maxRows={10}
        maxLength={10_000}
        aria-label={say('customer.add-note')}
        placeholder={say('customer.note-hint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={keys}
      />
      <Group gap={6} justify="flex-end">
        <Button size="compact-xs" variant="default" onClick={onClose}>
          {say('cancel')}
        </Button>
        <Button size="compact-xs" loading={busy} disabled={typed.trim() === ''} onClick={() => void save()}>
          {say('save')}
        </Button>
      </Group>
    </div>
  );
}
