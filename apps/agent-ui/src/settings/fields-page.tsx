// The workspace's own fields of tickets, people and companies: which there are, in which order, and which are needed to solve.
import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { patch, put } from '../api/request.js';
import { type FieldDefinition, type FieldOwner, fieldsQuery } from '../customer/field-queries.js';
import { tellRefusal } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { FieldEditor } from './field-editor.js';
import { MoveButtons } from './move-buttons.js';
import { Loaded, Mark, SettingsSection, Table } from './parts.js';

const OWNERS: FieldOwner[] = ['ticket', 'contact', 'company'];
const renew = () => queryClient.invalidateQueries({ queryKey: fieldsQuery.queryKey });

export function FieldsPage() {
  const { say } = useWords();
  const query = useQuery(fieldsQuery);
  const [of, setOf] = useState<FieldOwner>('ticket');
  const [editing, setEditing] = useState<FieldDefinition | 'new' | null>(null);
  const act = async (work: Promise<unknown>) => {
    try {
      await work;
      await renew();
    } catch (error) {
      tellRefusal(error);
    }
  };
  const move = (all: FieldDefinition[], index: number, by: -1 | 1) => {
    const ids = all.map((one) => one.id);
    const [id] = ids.splice(index, 1);
    ids.splice(index + by, 0, id!);
    void act(put('/api/v1/fields/order', { of, ids }));
  };
  return (
    <SettingsSection
      title="settings.fields"
      hint="fields.hint"
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
          {say('fields.add')}
        </Button>
      }
    >
      <SegmentedControl
        mb="md"
        value={of}
        aria-label={say('fields.of')}
        onChange={(next) => setOf(next as FieldOwner)}
        data={OWNERS.map((value) => ({ value, label: say(`fields-of.${value}s`) }))}
      />
      <Loaded query={query}>
        {(everything) => {
          const all = everything.filter((one) => one.of === of);
          const living = all.filter((one) => !one.archived);
          if (all.length === 0) return <p style={{ color: 'var(--ink-3)' }}>{say(`fields-none.${of}`)}</p>;
          return (
            <Table stacked label="settings.fields" heads={['fields.label', 'fields.type', 'fields.key', null]}>
              {[...living, ...all.filter((one) => one.archived)].map((field, index) => (
                <tr key={field.id} data-archived={field.archived || undefined}>
                  <td>
                    {field.label} {field.required && <Mark tone="quiet">{say('fields.required')}</Mark>}
                    {field.archived && <Mark tone="quiet">{say('fields.archived')}</Mark>}
                  </td>
                  <td>{say(`field-type.${field.type}`)}</td>
                  <td>
                    <code>{field.key}</code>
                  </td>
                  <td style={{ whiteSpace: 'nowrap' }}>
                    {field.archived ? (
                      <Button
                        size="xs"
                        variant="default"
                        onClick={() => void act(patch(`/api/v1/fields/${field.id}`, { archived: false }))}
                      >
                        {say('fields.restore')}
                      </Button>
                    ) : (
                      <Group gap={4} wrap="nowrap" justify="flex-end">
                        <MoveButtons
                          name={field.label}
                          index={index}
                          count={living.length}
                          onMove={(step) => move(living, index, step)}
                        />
                        <Button size="xs" variant="default" onClick={() => setEditing(field)}>
                          {say('edit')}
                        </Button>
                      </Group>
                    )}
                  </td>
                </tr>
              ))}
            </Table>
          );
        }}
      </Loaded>
      {editing && (
        <FieldEditor
          of={of}
          field={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={() => void renew()}
        />
      )}
    </SettingsSection>
  );
}
