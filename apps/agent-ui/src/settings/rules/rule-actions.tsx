// What a rule then does, one action after another, each with what it needs.
import { ActionIcon, Button, Select, TagsInput, Textarea } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { agentsQuery, tagsQuery, teamsQuery } from '../../api/queries.js';
import { surveyNamesQuery } from '../../conversation/survey-names.js';
import { useWords } from '../../words/words.js';
import { FieldsToSet } from '../fields-to-set.js';
import { moved } from '../promises.js';
import { SnoozeValue } from '../snooze-value.js';
import { ACTIONS, type ActionName, freshAction, type RuleAction } from './rules.js';
import styles from './rules.module.css';

const MOST = 20;

interface Props {
  actions: RuleAction[];
  onChange: (actions: RuleAction[]) => void;
}

export function RuleActions({ actions, onChange }: Props) {
  const { say } = useWords();
  // An action has no name of its own: its line keeps one while it is moved about.
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  while (keys.current.length < actions.length) keys.current.push(next.current++);
  const change = (to: RuleAction[], names: number[]) => {
    keys.current = names;
    onChange(to);
  };
  return (
    <ol className={styles.actions} aria-label={say('rules.then')}>
      {actions.map((action, index) => (
        <li key={keys.current[index]} className={styles.action} data-testid="rule-action">
          <Select
            w={220}
            aria-label={say('rules.action')}
            allowDeselect={false}
            value={action.do}
            data={ACTIONS.map((value) => ({ value, label: say(`rules.do.${value}`) }))}
            onChange={(name) =>
              name && name !== action.do && change(actions.with(index, freshAction(name as ActionName)), keys.current)
            }
          />
          <div className={styles.what}>
            <What action={action} onChange={(to) => change(actions.with(index, to), keys.current)} />
          </div>
          <span className={styles.tools}>
            <ActionIcon
              aria-label={say('rules.action-up')}
              disabled={index === 0}
              onClick={() => change(moved(actions, index, -1), moved(keys.current, index, -1))}
            >
              <IconArrowUp size={16} stroke={1.75} />
            </ActionIcon>
            <ActionIcon
              aria-label={say('rules.action-down')}
              disabled={index === actions.length - 1}
              onClick={() => change(moved(actions, index, 1), moved(keys.current, index, 1))}
            >
              <IconArrowDown size={16} stroke={1.75} />
            </ActionIcon>
            <ActionIcon
              aria-label={say('rules.action-remove')}
              disabled={actions.length === 1}
              onClick={() => change(actions.toSpliced(index, 1), keys.current.toSpliced(index, 1))}
            >
              <IconX size={16} stroke={1.75} />
            </ActionIcon>
          </span>
        </li>
      ))}
      <li>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          disabled={actions.length >= MOST}
          onClick={() => onChange([...actions, freshAction('priority')])}
        >
          {say('rules.action-add')}
        </Button>
      </li>
    </ol>
  );
}

function What({ action, onChange }: { action: RuleAction; onChange: (action: RuleAction) => void }) {
  const { say } = useWords();
  const tags = useQuery(tagsQuery).data ?? [];
  switch (action.do) {
    case 'assign':
      return <Holder action={action} onChange={onChange} />;
    case 'state':
      return (
        <Select
          aria-label={say('rules.do.state')}
          allowDeselect={false}
          value={action.state}
          data={(['open', 'pending', 'hold', 'solved'] as const).map((value) => ({
            value,
            label: say(`state.${value}`),
          }))}
          onChange={(state) => state && onChange({ do: 'state', state: state as typeof action.state })}
        />
      );
    case 'priority':
      return (
        <Select
          aria-label={say('rules.do.priority')}
          allowDeselect={false}
          value={String(action.priority)}
          data={([3, 2, 1, 0] as const).map((value) => ({ value: String(value), label: say(`priority.${value}`) }))}
          onChange={(value) => value && onChange({ do: 'priority', priority: Number(value) as typeof action.priority })}
        />
      );
    case 'add-tags':
    case 'remove-tags':
      return (
        <TagsInput
          aria-label={say(`rules.do.${action.do}`)}
          placeholder={action.names.length === 0 ? say('rules.tags') : undefined}
          data={tags.map((tag) => tag.name)}
          value={action.names}
          maxTags={30}
          onChange={(names) => onChange({ do: action.do, names })}
        />
      );
    case 'snooze':
      return <SnoozeValue label={say('rules.do.snooze')} action={action} onChange={onChange} />;
    case 'set-fields':
      return <FieldsToSet values={action.values} onChange={(values) => onChange({ do: 'set-fields', values })} />;
    case 'note':
    case 'reply':
      return (
        <Textarea
          aria-label={say(`rules.do.${action.do}`)}
          description={say(action.do === 'reply' ? 'rules.reply-hint' : 'rules.gaps-hint', { gaps: GAPS })}
          autosize
          minRows={3}
          value={action.text}
          onChange={(event) => onChange({ do: action.do, text: event.target.value })}
        />
      );
    case 'ask-survey':
      return <WhichSurvey action={action} onChange={onChange} />;
    default:
      return null;
  }
}

function WhichSurvey({
  action,
  onChange,
}: {
  action: Extract<RuleAction, { do: 'ask-survey' }>;
  onChange: (action: RuleAction) => void;
}) {
  const { say } = useWords();
  const surveys = useQuery(surveyNamesQuery).data ?? [];
  return (
    <Select
      aria-label={say('rules.do.ask-survey')}
      description={say('rules.ask-survey-hint')}
      allowDeselect={false}
      value={action.surveyId ?? ''}
      data={[
        { value: '', label: say('ask-survey.meant') },
        ...surveys.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) => onChange({ do: 'ask-survey', surveyId: id || null })}
    />
  );
}

const GAPS = ['name', 'number', 'subject', 'agent', 'team', 'workspace'].map((gap) => `{${gap}}`).join(' ');
/** Left as it is, or taken away. */
const [KEPT, NOBODY] = ['kept', 'nobody'];

function Holder({
  action,
  onChange,
}: {
  action: Extract<RuleAction, { do: 'assign' }>;
  onChange: (action: RuleAction) => void;
}) {
  const { say } = useWords();
  const agents = (useQuery(agentsQuery).data ?? []).filter((agent) => !agent.disabled);
  const teams = useQuery(teamsQuery).data ?? [];
  const shown = (id: string | null | undefined) => (id === undefined ? KEPT : (id ?? NOBODY));
  const meant = (value: string | null) => (value === KEPT ? {} : { id: value === NOBODY ? null : value });
  const change = (agent: string | null, team: string | null) => {
    const agentId = meant(agent);
    const teamId = meant(team);
    if (!('id' in agentId) && !('id' in teamId)) return;
    onChange({
      do: 'assign',
      ...('id' in agentId ? { agentId: agentId.id ?? null } : {}),
      ...('id' in teamId ? { teamId: teamId.id ?? null } : {}),
    });
  };
  const data = (rows: { id: string; name: string }[], nobody: string) => [
    { value: KEPT, label: say('rules.as-it-is') },
    { value: NOBODY, label: nobody },
    ...rows.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className={styles.sentence}>
      <Select
        label={say('rules.team')}
        searchable
        allowDeselect={false}
        value={shown(action.teamId)}
        data={data(teams, say('rules.no-team'))}
        onChange={(team) => change(shown(action.agentId), team)}
      />
      <Select
        label={say('rules.agent')}
        searchable
        allowDeselect={false}
        value={shown(action.agentId)}
        data={data(agents, say('rules.nobody'))}
        onChange={(agent) => change(agent, shown(action.teamId))}
      />
    </div>
  );
}
