// The rules that say whose a new ticket is, in their order: the first that fits speaks.
import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { put } from '../api/request.js';
import type { Routing, RoutingRule } from '../api/shapes.js';
import { useNames } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { MoveButtons } from './move-buttons.js';
import { Mark, Table, useAction } from './parts.js';
import parts from './parts.module.css';
import { moved } from './promises.js';
import { keepRouting } from './routing.js';
import styles from './routing.module.css';
import { RoutingRuleEditor } from './routing-rule-editor.js';

export function RoutingRules({ routing }: { routing: Routing }) {
  const { say } = useWords();
  const names = useNames();
  const [editing, setEditing] = useState<RoutingRule | 'new' | null>(null);
  const { busy, run } = useAction();
  const { rules } = routing;
  const place = (index: number, step: -1 | 1) =>
    run(async () => {
      const ids = moved(rules, index, step).map((rule) => rule.id);
      keepRouting(await put<Routing>('/api/v1/routing/rules/order', { ids }));
    });
  return (
    <>
      {rules.length === 0 ? (
        <p className={parts.hint}>{say('routing.rules-none')}</p>
      ) : (
        <Table label="routing.rules" heads={['routing.rule', 'routing.team', 'routing.needs', null]}>
          {rules.map((rule, index) => (
            <tr key={rule.id} data-testid="routing-rule">
              <td>
                {rule.name}
                {rule.first && <small>{say('routing.first')}</small>}
                {!rule.enabled && <Mark tone="quiet">{say('routing.off')}</Mark>}
              </td>
              <td>{rule.teamId ? names.team(rule.teamId) : say('routing.team-kept')}</td>
              <td className={styles.skills}>{rule.skills.join(', ') || '—'}</td>
              <td>
                <Group gap={4} wrap="nowrap" justify="flex-end">
                  <MoveButtons
                    name={rule.name}
                    index={index}
                    count={rules.length}
                    busy={busy}
                    onMove={(step) => void place(index, step)}
                  />
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`${say('edit')}: ${rule.name}`}
                    onClick={() => setEditing(rule)}
                  >
                    {say('edit')}
                  </Button>
                </Group>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <Button
        mt="md"
        size="xs"
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={() => setEditing('new')}
      >
        {say('routing.add-rule')}
      </Button>
      {editing && <RoutingRuleEditor rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}
