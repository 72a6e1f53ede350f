// One SLA policy being written: whom it is for, what it promises, by which clock.
import { Button, Group, Modal, NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { post, put, remove } from '../api/request.js';
import { ConditionBuilder } from '../conditions/condition-builder.js';
import { useWords, type Word } from '../words/words.js';
import { Form, useAction } from './parts.js';
import {
  freshPolicy,
  inUnits,
  policiesQuery,
  policyFieldsQuery,
  type SlaPolicy,
  type SlaPolicyRequest,
  TARGETS,
  UNITS,
  type Unit,
} from './promises.js';

const renew = () => queryClient.invalidateQueries({ queryKey: policiesQuery.queryKey });
const WORDS: Record<(typeof TARGETS)[number], Word> = {
  firstResponseSeconds: 'due.first-response',
  nextResponseSeconds: 'due.next-response',
  resolutionSeconds: 'due.resolution',
};

export function PromiseEditor({ policy, onClose }: { policy: SlaPolicy | null; onClose: () => void }) {
  const { say } = useWords();
  const [body, setBody] = useState<SlaPolicyRequest>(() => {
    if (!policy) return freshPolicy();
    const { id: _, ...request } = policy;
    return request;
  });
  // What the conditions began with: another object would begin the builder anew.
  const [began] = useState(body.conditions);
  const fields = useQuery(policyFieldsQuery).data ?? [];
  const { busy, run } = useAction();
  const change = (next: Partial<SlaPolicyRequest>) => setBody((now) => ({ ...now, ...next }));
  const save = async () => {
    const done = await run(async () => {
      await (policy ? put(`/api/v1/sla-policies/${policy.id}`, body) : post('/api/v1/sla-policies', body));
      await renew();
    });
    if (done) onClose();
  };
  const erase = async () => {
    if (!policy || !window.confirm(say('promises.delete-sure', { name: policy.name }))) return;
    const done = await run(async () => {
      await remove(`/api/v1/sla-policies/${policy.id}`);
      await renew();
    }, 'deleted');
    if (done) onClose();
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={say(policy ? 'promises.edit' : 'promises.add')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Form
        wide
        onSave={() => void save()}
        busy={busy}
        disabled={!body.name.trim() || TARGETS.every((target) => body[target] === null)}
      >
        <TextInput
          data-autofocus
          label={say('promises.name')}
          value={body.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <h2>{say('promises.what')}</h2>
        {TARGETS.map((target) => (
          <Span
            key={target}
            label={say(WORDS[target])}
            seconds={body[target]}
            onChange={(seconds) => change({ [target]: seconds })}
          />
        ))}
        <Span
          label={say('promises.warn')}
          seconds={body.warnSeconds || null}
          onChange={(seconds) => change({ warnSeconds: seconds ?? 0 })}
        />
        <SegmentedControl
          aria-label={say('promises.clock')}
          value={body.clock}
          onChange={(clock) => change({ clock: clock as SlaPolicyRequest['clock'] })}
          data={(['business', 'calendar'] as const).map((value) => ({ value, label: say(`promises.${value}`) }))}
        />
        <h2>{say('promises.whom')}</h2>
        {fields.length > 0 && (
          <ConditionBuilder
            fields={fields}
            value={began}
            label={say('promises.whom')}
            onChange={(conditions) => change({ conditions })}
          />
        )}
        <Switch
          label={say('promises.enabled')}
          checked={body.enabled}
          onChange={(event) => change({ enabled: event.target.checked })}
        />
      </Form>
      {policy && (
        <Group mt="lg">
          <Button variant="subtle" color="red" onClick={() => void erase()}>
            {say('promises.delete')}
          </Button>
        </Group>
      )}
    </Modal>
  );
}

/** A number and its unit; an empty number promises nothing. */
function Span(props: { label: string; seconds: number | null; onChange: (seconds: number | null) => void }) {
  const { label, seconds, onChange } = props;
  const { say } = useWords();
  const [unit, setUnit] = useState<Unit>(() => (seconds ? inUnits(seconds).unit : 'hours'));
  const value = seconds === null ? '' : seconds / UNITS[unit];
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <NumberInput
        style={{ flex: 1 }}
        label={label}
        placeholder={say('promises.not')}
        min={0}
        max={Math.floor((366 * UNITS.days) / UNITS[unit])}
        value={value}
        onChange={(next) => {
          const whole = Math.round(Number(next) * UNITS[unit]);
          onChange(next === '' || !(whole > 0) ? null : whole);
        }}
      />
      <Select
        w={130}
        aria-label={say('promises.unit', { of: label })}
        allowDeselect={false}
        value={unit}
        data={(['minutes', 'hours', 'days'] as const).map((each) => ({ value: each, label: say(`promises.${each}`) }))}
        onChange={(next) => {
          if (!next) return;
          if (seconds !== null) onChange(Math.round((seconds / UNITS[unit]) * UNITS[next as Unit]));
          setUnit(next as Unit);
        }}
      />
    </Group>
  );
}
