// What a macro does to the ticket when its words are sent: a short list, one line each.
import { ActionIcon, Button, Group, Menu, Select, TagsInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery, tagsQuery, teamsQuery } from '../api/queries.js';
import type { TicketAction } from '../composer/drafts.js';
import type { SnoozeFromNow } from '../composer/snooze-words.js';
import type { FieldValues } from '../customer/field-queries.js';
import { useWords } from '../words/words.js';
import { FieldsToSet } from './fields-to-set.js';
import { SnoozeValue } from './snooze-value.js';

const KINDS = ['assign', 'state', 'priority', 'add-tags', 'remove-tags', 'set-fields', 'snooze'] as const;
type Kind = (typeof KINDS)[number];
const FRESH: Record<Kind, TicketAction> = {
  assign: { do: 'assign', agentId: null },
  state: { do: 'state', state: 'pending' },
  priority: { do: 'priority', priority: 2 },
  'add-tags': { do: 'add-tags', names: [] },
  'remove-tags': { do: 'remove-tags', names: [] },
  'set-fields': { do: 'set-fields', values: {} },
  snooze: { do: 'snooze', day: 'tomorrow', time: '09:00' },
};

interface Props {
  actions: TicketAction[];
  onChange: (actions: TicketAction[]) => void;
}

export function MacroActions({ actions, onChange }: Props) {
  const { say } = useWords();
  const free = KINDS.filter((kind) => !actions.some((one) => one.do === kind));
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <h2>{say('macros.actions')}</h2>
      {actions.map((action, index) => (
        <Group key={action.do} gap="xs" wrap="nowrap" align={action.do === 'set-fields' ? 'flex-start' : 'flex-end'}>
          <div style={{ flex: 1, minWidth: 0 }}>
            <Value action={action} onChange={(next) => onChange(actions.map((one, n) => (n === index ? next : one)))} />
          </div>
          <ActionIcon
            size={36}
            aria-label={say('action.remove', { action: say(`does.${action.do as Kind}`) })}
            onClick={() => onChange(actions.filter((_, n) => n !== index))}
          >
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        </Group>
      ))}
      {free.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} style={{ justifySelf: 'start' }}>
              {say('macros.add-action')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {free.map((kind) => (
              <Menu.Item key={kind} onClick={() => onChange([...actions, FRESH[kind]])}>
                {say(`does.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

function Value({ action, onChange }: { action: TicketAction; onChange: (action: TicketAction) => void }) {
  const { say } = useWords();
  const agents = (useQuery(agentsQuery).data ?? []).filter((one) => !one.disabled);
  const teams = useQuery(teamsQuery).data ?? [];
  const tags = (useQuery(tagsQuery).data ?? []).map((tag) => tag.name);
  const kind = action.do as Kind;
  const label = say(`does.${kind}`);
  if (kind === 'add-tags' || kind === 'remove-tags') {
    return (
      <TagsInput
        label={label}
        data={tags}
        acceptValueOnBlur
        value={(action.names as string[]) ?? []}
        onChange={(names) => onChange({ do: kind, names })}
      />
    );
  }
  if (kind === 'set-fields')
    return (
      <fieldset style={{ margin: 0, padding: 0, border: 0 }}>
        <legend style={{ padding: 0, fontSize: 13, fontWeight: 600, marginBlockEnd: 4 }}>{label}</legend>
        <FieldsToSet
          values={(action.values as FieldValues) ?? {}}
          onChange={(values) => onChange({ do: kind, values })}
        />
      </fieldset>
    );
  if (kind === 'snooze')
    return (
      <SnoozeValue
        label={label}
        labelled
        action={
          'until' in action ? { do: 'snooze', day: 'tomorrow', time: '09:00' } : (action as unknown as SnoozeFromNow)
        }
        onChange={(next) => onChange({ ...next })}
      />
    );
  const choices = {
    assign: [
      { value: 'nobody', label: say('assign.none') },
      ...agents.map((one) => ({ value: `agentId ${one.id}`, label: one.name })),
      ...teams.map((one) => ({ value: `teamId ${one.id}`, label: one.name })),
    ],
    state: (['open', 'pending', 'hold', 'solved'] as const).map((value) => ({ value, label: say(`state.${value}`) })),
    priority: ([0, 1, 2, 3] as const).map((value) => ({ value: String(value), label: say(`priority.${value}`) })),
  }[kind];
  const value =
    kind === 'assign'
      ? action.agentId
        ? `agentId ${action.agentId}`
        : action.teamId
          ? `teamId ${action.teamId}`
          : 'nobody'
      : String(action[kind]);
  const take = (next: string) => {
    if (kind === 'priority') return onChange({ do: kind, priority: Number(next) });
    if (kind === 'state') return onChange({ do: kind, state: next });
    const [field = '', id = ''] = next.split(' ');
    return onChange(next === 'nobody' ? { do: kind, agentId: null } : { do: kind, [field]: id });
  };
  return (
    <Select
      label={label}
      searchable={kind === 'assign'}
      allowDeselect={false}
      data={choices}
      value={value}
      onChange={(next) => next && take(next)}
    />
  );
}
