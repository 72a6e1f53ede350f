// SLA policies: how soon we promise to answer and to solve, for whom; the first that fits speaks for a ticket.
import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { put } from '../api/request.js';
import { takeAnswer } from '../live/take-news.js';
import { useWords } from '../words/words.js';
import { MoveButtons } from './move-buttons.js';
import { Loaded, Mark, SettingsSection, Table, useAction } from './parts.js';
import parts from './parts.module.css';
import { PromiseEditor } from './promise-editor.js';
import { moved, policiesQuery, type SlaPolicy, spanWords, TARGETS } from './promises.js';

export function PromisesPage() {
  const { say } = useWords();
  const query = useQuery(policiesQuery);
  const [editing, setEditing] = useState<SlaPolicy | 'new' | null>(null);
  return (
    <SettingsSection
      title="settings.promises"
      hint="promises.hint"
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
          {say('promises.add')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(policies) =>
          policies.length === 0 ? (
            <p className={parts.hint}>{say('promises.none')}</p>
          ) : (
            <Policies policies={policies} onEdit={setEditing} />
          )
        }
      </Loaded>
      {editing && <PromiseEditor policy={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsSection>
  );
}

function Policies({ policies, onEdit }: { policies: SlaPolicy[]; onEdit: (policy: SlaPolicy) => void }) {
  const { say, locale } = useWords();
  const { busy, run } = useAction();
  const place = (index: number, step: -1 | 1) =>
    run(async () => {
      const ids = moved(policies, index, step).map((policy) => policy.id);
      takeAnswer(policiesQuery.queryKey, await put<SlaPolicy[]>('/api/v1/sla-policies/order', { ids }));
    });
  return (
    <Table
      label="settings.promises"
      heads={['promises.name', 'due.first-response', 'due.next-response', 'due.resolution', null]}
    >
      {policies.map((policy, index) => (
        <tr key={policy.id} data-testid="policy">
          <td>
            {policy.name}
            <small>{say(`promises.${policy.clock}`)}</small>
            {!policy.enabled && <Mark tone="quiet">{say('promises.off')}</Mark>}
          </td>
          {TARGETS.map((target) => {
            const seconds = policy[target];
            return <td key={target}>{seconds === null ? '—' : spanWords(seconds, locale)}</td>;
          })}
          <td>
            <Group gap={4} wrap="nowrap" justify="flex-end">
              <MoveButtons
                name={policy.name}
                index={index}
                count={policies.length}
                busy={busy}
                onMove={(step) => void place(index, step)}
              />
              <Button size="xs" variant="default" onClick={() => onEdit(policy)}>
                {say('edit')}
              </Button>
            </Group>
          </td>
        </tr>
      ))}
    </Table>
  );
}
