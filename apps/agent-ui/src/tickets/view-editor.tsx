// A saved view in the making: its name, whose it is, its order, its conditions, and how many tickets meet them as they stand.
import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { teamsQuery } from '../api/queries.js';
import { patch, post } from '../api/request.js';
import type { SavedView } from '../api/shapes.js';
import { ConditionBuilder } from '../conditions/condition-builder.js';
import type { Condition } from '../conditions/condition-tree.js';
import { takeNews } from '../live/take-news.js';
import { Waiting } from '../shell/edges.js';
import { refusalWords } from '../shell/notices.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { type Scope, ticketFieldsQuery, tryCountQuery, viewsQuery } from './saved-views.js';
import styles from './view-editor.module.css';
import { type Editing, editView } from './view-editor-state.js';
import { SORTS, type Sort } from './views.js';

export function ViewEditor({ editing }: { editing: Editing }) {
  const { say } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const fields = useQuery(ticketFieldsQuery);
  const teams = useQuery(teamsQuery).data ?? [];
  const [draft, setDraft] = useState(editing.draft);
  const [begun] = useState<Condition>(editing.draft.condition);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [half, setHalf] = useState(false);
  const lead = me.agent.role !== 'agent';
  const mine = teams.filter((team) => lead || team.memberIds.includes(me.agent.id));
  const scopes: Scope[] = [
    'personal',
    ...(mine.length > 0 ? (['team'] as const) : []),
    ...(lead ? (['shared'] as const) : []),
  ];
  const close = () => editView(null);
  const whole = draft.name.trim() !== '' && (draft.scope !== 'team' || draft.teamId !== null);
  const save = async () => {
    if (!whole || half) return;
    setBusy(true);
    setTrouble(null);
    try {
      const body = { ...draft, name: draft.name.trim(), teamId: draft.scope === 'team' ? draft.teamId : null };
      const saved = editing.id
        ? await patch<SavedView>(`/api/v1/views/${editing.id}`, body)
        : await post<SavedView>('/api/v1/views', body);
      takeNews<SavedView[]>(viewsQuery.queryKey, (known) => [...known.filter((v) => v.id !== saved.id), saved]);
      await client.resetQueries({ queryKey: ['tickets', saved.id] });
      void client.invalidateQueries({ queryKey: ['counts'] });
      close();
      await navigate({ to: '/inbox/$view', params: { view: saved.id }, search: {} });
    } catch (error) {
      setTrouble(refusalWords(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={close}
      size={760}
      title={say(editing.id ? 'views.edit' : 'views.new')}
      closeButtonProps={{ 'aria-label': say('close') }}
      data-testid="view-editor"
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={styles.head}>
          <TextInput
            label={say('views.name')}
            data-autofocus
            required
            maxLength={80}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
          <TextInput
            label={say('views.icon')}
            maxLength={8}
            value={draft.icon ?? ''}
            onChange={(event) => setDraft({ ...draft, icon: event.target.value.trim() || null })}
          />
          <Select
            label={say('views.whose')}
            data={scopes.map((scope) => ({ value: scope, label: say(`views.scope.${scope}`) }))}
            value={draft.scope}
            allowDeselect={false}
            onChange={(scope) =>
              setDraft({ ...draft, scope: scope as Scope, teamId: draft.teamId ?? mine[0]?.id ?? null })
            }
          />
          {draft.scope === 'team' && (
            <Select
              label={say('field.team')}
              data={mine.map(({ id, name }) => ({ value: id, label: name }))}
              value={draft.teamId}
              allowDeselect={false}
              onChange={(teamId) => setDraft({ ...draft, teamId })}
            />
          )}
          <Select
            label={say('sort.label')}
            data={SORTS.map((sort) => ({ value: sort, label: say(`sort.${sort}`) }))}
            value={draft.sort}
            allowDeselect={false}
            onChange={(sort) => setDraft({ ...draft, sort: sort as Sort })}
          />
        </div>
        {fields.data ? (
          <ConditionBuilder
            fields={fields.data}
            value={begun}
            label={say('views.conditions')}
            onChange={(condition, whole) => {
              setHalf(!whole);
              setDraft((before) => ({ ...before, condition }));
            }}
          />
        ) : fields.isError ? (
          <p role="alert">{refusalWords(fields.error)}</p>
        ) : (
          <Waiting />
        )}
        {trouble && (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
        <Group justify="space-between" className={styles.foot}>
          <HowMany condition={draft.condition} half={half} />
          <Group gap="xs">
            <Button variant="default" onClick={close}>
              {say('cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!whole || half}>
              {say('save')}
            </Button>
          </Group>
        </Group>
      </form>
    </Modal>
  );
}

function HowMany({ condition, half }: { condition: Condition; half: boolean }) {
  const { say, locale } = useWords();
  const [asked] = useDebouncedValue(condition, 350);
  const answer = useQuery({ ...tryCountQuery(asked), placeholderData: keepPreviousData });
  const number = answer.data
    ? new Intl.NumberFormat(locale).format(answer.data.count) + (answer.data.more ? '+' : '')
    : null;
  return (
    <output className={styles.count} data-testid="view-count">
      {half
        ? say('condition.half')
        : answer.isError
          ? refusalWords(answer.error)
          : number === null
            ? ''
            : say('views.fit', { number })}
    </output>
  );
}
