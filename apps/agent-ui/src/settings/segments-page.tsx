// Segments: kinds of people by conditions, for views, rules and promises; each with whom it means right now.
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get, patch, post, remove } from '../api/request.js';
import type { components } from '../api/schema.js';
import { ConditionBuilder } from '../conditions/condition-builder.js';
import type { Condition } from '../conditions/condition-tree.js';
import type { ConditionField } from '../conditions/field-words.js';
import { CardLine } from '../customer/short-card.js';
import { refusalWords } from '../shell/notices.js';
import { countWords } from '../shell/rail-entry.js';
import { useWords } from '../words/words.js';
import { Form, Loaded, Mark, SettingsSection, Table, useAction } from './parts.js';
import styles from './segments-page.module.css';

type Segment = components['schemas']['SegmentView'];
type Preview = components['schemas']['SegmentPreview'];
const segmentsQuery = { queryKey: ['segments'], queryFn: () => get<Segment[]>('/api/v1/segments') };

export function SegmentsPage() {
  const { say } = useWords();
  const query = useQuery(segmentsQuery);
  const [editing, setEditing] = useState<Segment | 'new' | null>(null);
  if (editing)
    return (
      <EditSegment
        key={editing === 'new' ? 'new' : editing.id}
        segment={editing === 'new' ? null : editing}
        onClose={() => setEditing(null)}
      />
    );
  return (
    <SettingsSection
      title="settings.segments"
      hint="segments.hint"
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
          {say('segments.add')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(segments) =>
          segments.length === 0 ? (
            <p className={styles.none}>{say('segments.none')}</p>
          ) : (
            <Table label="settings.segments" heads={['segments.name', 'segments.people', null]}>
              {segments.map((segment) => (
                <tr key={segment.id}>
                  <td>
                    {segment.name} {segment.broken && <Mark tone="bad">{say('segments.broken')}</Mark>}
                  </td>
                  <td>{!segment.broken && <Count segment={segment} />}</td>
                  <td>
                    <Button size="xs" variant="default" onClick={() => setEditing(segment)}>
                      {say('edit')}
                    </Button>
                  </td>
                </tr>
              ))}
            </Table>
          )
        }
      </Loaded>
    </SettingsSection>
  );
}

function Count({ segment }: { segment: Segment }) {
  const { say, locale } = useWords();
  const counted = useQuery({
    queryKey: ['people', 'count', segment.id],
    queryFn: () => get<{ count: number }>(`/api/v1/people/count?segmentId=${segment.id}`),
  }).data;
  return (
    <Link to="/people" search={{ segment: segment.id }}>
      {counted
        ? counted.count > 1000
          ? countWords(1000, true, locale)
          : say('companies.people', { count: counted.count })
        : '…'}
    </Link>
  );
}

function EditSegment({ segment, onClose }: { segment: Segment | null; onClose: () => void }) {
  const { say } = useWords();
  const { busy, run } = useAction();
  const [name, setName] = useState(segment?.name ?? '');
  const [condition, setCondition] = useState<Condition>((segment?.condition as Condition | undefined) ?? { all: [] });
  const [sure, setSure] = useState(false);
  const fields = useQuery({
    queryKey: ['contact-fields'],
    queryFn: () => get<ConditionField[]>('/api/v1/contact-fields'),
    staleTime: 0,
  });
  const finish = async (work: () => Promise<unknown>) => {
    if (!(await run(work))) return;
    await Promise.all(
      ['segments', 'people', 'ticket-fields'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
    );
    onClose();
  };
  const save = () =>
    finish(() =>
      segment
        ? patch(`/api/v1/segments/${segment.id}`, { name: name.trim(), condition })
        : post('/api/v1/segments', { name: name.trim(), condition }),
    );
  return (
    <SettingsSection
      title={segment ? 'segments.edit' : 'segments.add'}
      action={
        <Button variant="default" onClick={onClose}>
          {say('back')}
        </Button>
      }
    >
      <Form wide onSave={() => void save()} busy={busy} disabled={name.trim() === ''}>
        <TextInput
          required
          data-autofocus
          label={say('segments.name')}
          placeholder={say('segments.name-example')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Loaded query={fields}>
          {(known) => (
            <ConditionBuilder fields={known} value={condition} onChange={setCondition} label={say('segments.who')} />
          )}
        </Loaded>
        <Whom condition={condition} />
      </Form>
      {segment && (
        <Button
          mt="md"
          variant="subtle"
          color="red"
          onClick={() => (sure ? void finish(() => remove(`/api/v1/segments/${segment.id}`)) : setSure(true))}
        >
          {say(sure ? 'segments.remove-sure' : 'segments.remove')}
        </Button>
      )}
    </SettingsSection>
  );
}

/** Whom it means as it stands, while it is being written. */
function Whom({ condition }: { condition: Condition }) {
  const { say } = useWords();
  const [asked] = useDebouncedValue(condition, 400);
  const query = useQuery({
    queryKey: ['people', 'preview', asked],
    queryFn: () => post<Preview>('/api/v1/segments/preview', { condition: asked }),
    placeholderData: (before) => before,
    retry: false,
  });
  const found = query.data;
  return (
    <section className={styles.whom} aria-live="polite" data-testid="segment-preview">
      {query.isError ? (
        <p className={styles.none}>{refusalWords(query.error)}</p>
      ) : (
        found && (
          <>
            <strong>{found.count > 1000 ? say('segments.many') : say('segments.means', { count: found.count })}</strong>
            <ul>
              {found.items.map((person) => (
                <li key={person.id}>
                  <CardLine card={person} />
                </li>
              ))}
            </ul>
          </>
        )
      )}
    </section>
  );
}
