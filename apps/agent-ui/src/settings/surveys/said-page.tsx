// "You said, we did": what was learned from answers, written down for everybody, in each language.
import { ActionIcon, Button, Group, Modal, SegmentedControl, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { IconExternalLink, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../../api/queries.js';
import { get, post, put, remove } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import type { Locale } from '../../api/shapes.js';
import { shortDay } from '../../words/moments.js';
import { LOCALES, useWords } from '../../words/words.js';
import { Form, Loaded, Mark, SettingsSection, ToCopy, useAction } from '../parts.js';
import parts from '../parts.module.css';
import styles from './surveys.module.css';

type SaidList = components['schemas']['SaidListView'];
type Said = components['schemas']['SaidView'];
const saidQuery = queryOptions({ queryKey: ['you-said'], queryFn: () => get<SaidList>('/api/v1/you-said') });
const renew = () => queryClient.invalidateQueries({ queryKey: saidQuery.queryKey });

export function SaidPage() {
  const { say, locale } = useWords();
  const query = useQuery(saidQuery);
  const [editing, setEditing] = useState<Said | 'new' | null>(null);
  const { busy, run } = useAction();
  const wordsOf = (one: Said) => one.words[locale] ?? Object.values(one.words).find(Boolean);
  return (
    <SettingsSection
      title="settings.you-said"
      hint="said.hint"
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
          {say('said.add')}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ open, url, items }) => (
          <Stack gap={16}>
            <Switch
              label={say('said.open')}
              description={say('said.open-hint')}
              checked={open}
              disabled={busy}
              onChange={(event) => {
                const next = event.target.checked;
                void run(async () => {
                  await put('/api/v1/you-said/open', { open: next });
                  await renew();
                });
              }}
            />
            {open && <ToCopy label={say('said.address')} value={url} />}
            {open && (
              <p>
                <a href={url} target="_blank" rel="noopener noreferrer">
                  {say('said.look')} <IconExternalLink size={14} stroke={1.75} aria-hidden="true" />
                </a>
              </p>
            )}
            {items.length === 0 ? (
              <p className={parts.hint}>{say('said.none')}</p>
            ) : (
              <ul className={styles.list} data-testid="said">
                {items.map((one) => (
                  <li key={one.id} className={styles.said}>
                    <div>
                      <strong>{wordsOf(one)?.said}</strong>
                      <small>{wordsOf(one)?.did}</small>
                    </div>
                    <small>{shortDay(`${one.day}T12:00:00`, locale)}</small>
                    <Mark tone={one.shown ? 'good' : 'quiet'}>{say(one.shown ? 'said.shown' : 'said.hidden')}</Mark>
                    <Group gap={4} wrap="nowrap">
                      <ActionIcon
                        aria-label={`${say('edit')}: ${wordsOf(one)?.said ?? ''}`}
                        onClick={() => setEditing(one)}
                      >
                        <IconPencil size={16} stroke={1.75} />
                      </ActionIcon>
                      <ActionIcon
                        aria-label={say('surveys.remove', { what: wordsOf(one)?.said ?? '' })}
                        onClick={() =>
                          void run(async () => {
                            await remove(`/api/v1/you-said/${one.id}`);
                            await renew();
                          }, 'deleted')
                        }
                      >
                        <IconTrash size={16} stroke={1.75} />
                      </ActionIcon>
                    </Group>
                  </li>
                ))}
              </ul>
            )}
          </Stack>
        )}
      </Loaded>
      {editing && <SaidModal said={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsSection>
  );
}

type Told = { said: string; did: string };

function SaidModal({ said, onClose }: { said: Said | null; onClose: () => void }) {
  const { say, locale } = useWords();
  const [language, setLanguage] = useState<Locale>(locale);
  const [words, setWords] = useState<Partial<Record<Locale, Told>>>(said?.words ?? {});
  const [day, setDay] = useState(said?.day ?? new Date().toISOString().slice(0, 10));
  const [shown, setShown] = useState(said?.shown ?? true);
  const { busy, run } = useAction();
  const told = words[language] ?? { said: '', did: '' };
  const write = (next: Partial<Told>) => setWords((all) => ({ ...all, [language]: { ...told, ...next } }));
  const whole = (one: Told | undefined) => Boolean(one?.said.trim() && one.did.trim());
  const languages = (Object.keys(LOCALES) as Locale[]).filter((each) => whole(words[each]));
  const save = async () => {
    const kept = Object.fromEntries(languages.map((each) => [each, words[each]]));
    const body = { words: kept, day, shown };
    const done = await run(async () => {
      await (said ? put(`/api/v1/you-said/${said.id}`, body) : post('/api/v1/you-said', body));
      await renew();
    });
    if (done) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(said ? 'said.edit' : 'said.add')}
      closeButtonProps={{ 'aria-label': say('close') }}
      size="lg"
    >
      <Form busy={busy} onSave={() => void save()} disabled={languages.length === 0 || !day} wide>
        <SegmentedControl
          aria-label={say('surveys.language')}
          value={language}
          data={(Object.keys(LOCALES) as Locale[]).map((each) => ({ value: each, label: LOCALES[each] }))}
          onChange={(next) => setLanguage(next as Locale)}
        />
        <Textarea
          label={say('said.said')}
          description={say('said.said-hint')}
          autosize
          minRows={2}
          maxLength={300}
          value={told.said}
          onChange={(event) => write({ said: event.target.value })}
        />
        <Textarea
          label={say('said.did')}
          autosize
          minRows={2}
          maxLength={300}
          value={told.did}
          onChange={(event) => write({ did: event.target.value })}
        />
        <TextInput type="date" label={say('said.day')} value={day} onChange={(event) => setDay(event.target.value)} />
        <Switch label={say('said.show')} checked={shown} onChange={(event) => setShown(event.target.checked)} />
      </Form>
    </Modal>
  );
}
