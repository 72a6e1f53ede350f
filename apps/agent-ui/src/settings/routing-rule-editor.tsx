// One routing rule being written: which tickets, whose they are, what their agent needs to know.
import { Button, Group, Modal, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient, skillsQuery, teamsQuery } from '../api/queries.js';
import { post, put, request } from '../api/request.js';
import type { Routing, RoutingRule, RoutingRuleRequest } from '../api/shapes.js';
import { ConditionBuilder } from '../conditions/condition-builder.js';
import type { Condition } from '../conditions/condition-tree.js';
import { useWords } from '../words/words.js';
import { Form, Loaded, useAction } from './parts.js';
import { conditionFieldsQuery, keepRouting } from './routing.js';
import styles from './routing.module.css';

const BLANK: RoutingRuleRequest = {
  name: '',
  enabled: true,
  condition: { all: [] },
  teamId: null,
  skills: [],
  first: false,
};

export function RoutingRuleEditor({ rule, onClose }: { rule: RoutingRule | null; onClose: () => void }) {
  const { say } = useWords();
  const teams = useQuery(teamsQuery).data ?? [];
  const skills = useQuery(skillsQuery).data ?? [];
  const [body, setBody] = useState<RoutingRuleRequest>(() => {
    if (!rule) return BLANK;
    const { id: _, ...before } = rule;
    return before;
  });
  const [before] = useState(() => body.condition as unknown as Condition);
  const fields = useQuery(conditionFieldsQuery);
  const { busy, run } = useAction();
  const change = (next: Partial<RoutingRuleRequest>) => setBody((now) => ({ ...now, ...next }));
  const save = async () => {
    const done = await run(async () => {
      const path = '/api/v1/routing/rules';
      keepRouting(rule ? await put<Routing>(`${path}/${rule.id}`, body) : await post<Routing>(path, body));
      await queryClient.invalidateQueries({ queryKey: skillsQuery.queryKey });
    });
    if (done) onClose();
  };
  const erase = async () => {
    if (!rule || !window.confirm(say('routing.delete-sure', { name: rule.name }))) return;
    const done = await run(
      async () => keepRouting(await request<Routing>('DELETE', `/api/v1/routing/rules/${rule.id}`)),
      'deleted',
    );
    if (done) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      className={styles.wide}
      title={say(rule ? 'routing.edit-rule' : 'routing.add-rule')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Form wide onSave={() => void save()} busy={busy} disabled={!body.name.trim()}>
        <TextInput
          data-autofocus
          label={say('routing.rule-name')}
          value={body.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <div>
          <h3 className={styles.which}>{say('routing.which')}</h3>
          <Loaded query={fields}>
            {(known) => (
              <ConditionBuilder
                fields={known}
                value={before}
                label={say('routing.which')}
                onChange={(condition) => change({ condition: { ...condition } })}
              />
            )}
          </Loaded>
        </div>
        <Select
          label={say('routing.team')}
          placeholder={say('routing.team-kept')}
          clearable
          value={body.teamId}
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          onChange={(teamId) => change({ teamId })}
        />
        <TagsInput
          label={say('routing.needs')}
          description={say('duty.skills-hint')}
          value={body.skills}
          data={skills.map((skill) => skill.name)}
          maxTags={20}
          onChange={(next) => change({ skills: next })}
        />
        <Switch
          label={say('routing.first')}
          description={say('routing.first-hint')}
          checked={body.first}
          onChange={(event) => change({ first: event.target.checked })}
        />
        <Switch
          label={say('routing.on')}
          checked={body.enabled}
          onChange={(event) => change({ enabled: event.target.checked })}
        />
      </Form>
      {rule && (
        <Group mt="lg">
          <Button variant="subtle" color="red" onClick={() => void erase()}>
            {say('routing.delete-rule')}
          </Button>
        </Group>
      )}
    </Modal>
  );
}
