// The choosers behind the bar and its keys: whose, which state, how urgent, which tags, until when.

import type { TicketRow } from '@otklik/contract';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { agentsQuery, tagsQuery, teamsQuery } from '../api/queries.js';
import { AgentFace } from '../shell/agent-face.js';
import { tell } from '../shell/notices.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { doOnTickets, type TicketAction } from './bulk.js';
import { type Choice, Chooser } from './chooser.js';
import { SnoozeChooser } from './snooze-chooser.js';
import type { BulkTool } from './tool-state.js';
import type { Place } from './views.js';

const FillFields = lazy(() => import('./fill-fields.js').then((m) => ({ default: m.FillFields })));
const BulkMerge = lazy(() => import('./bulk-merge.js').then((m) => ({ default: m.BulkMerge })));
/** More than that nobody can look through in a window. */
const MOST_MERGED = 20;

interface Props {
  tool: BulkTool;
  view: Place;
  /** Those of the chosen that are loaded. */
  rows: TicketRow[];
  ids: string[];
  /** Everything in the view is meant. */
  all: boolean;
  onClose: () => void;
  /** Something was done to the chosen. */
  onDone: () => void;
}

export function BulkTools({ tool, view, rows, ids, all, onClose, onDone }: Props) {
  const { say } = useWords();
  const act = (action: TicketAction, words: (count: number) => string) => {
    onClose();
    if (ids.length > 1 || all) onDone();
    void doOnTickets({ rows, all: all ? { view } : null }, action, words);
  };
  const count = all ? null : ids.length;
  const title = (what: string) =>
    count === null ? `${what} · ${say('bulk.all-chosen')}` : `${what} · ${say('bulk.chosen', { count })}`;
  switch (tool) {
    case 'solve':
      return <AtOnce run={() => act({ do: 'state', state: 'solved' }, (n) => say('bulk.solved', { count: n }))} />;
    case 'spam': {
      const spam = view !== 'spam';
      return (
        <AtOnce run={() => act({ do: 'spam', spam }, (n) => say(spam ? 'bulk.spam' : 'bulk.not-spam', { count: n }))} />
      );
    }
    case 'merge':
      return <MergeThem rows={rows} ids={ids} all={all} onClose={onClose} onDone={onDone} />;
    case 'assign':
      return <AssignChooser title={title(say('command.assign'))} onClose={onClose} act={act} />;
    case 'tags':
      return <TagChooser title={title(say('tags.label'))} rows={rows} onClose={onClose} act={act} />;
    case 'snooze':
      return (
        <SnoozeChooser
          title={title(say('snooze.title'))}
          asleep={rows.some((row) => row.snoozedUntil !== null)}
          onClose={onClose}
          onUntil={(until) =>
            act({ do: 'snooze', until }, (n) => say(until ? 'bulk.snoozed' : 'bulk.woken', { count: n }))
          }
        />
      );
    case 'fields':
      return (
        <Suspense>
          <FillFields
            title={title(say('set-fields.title'))}
            onClose={onClose}
            onFill={(values) => act({ do: 'set-fields', values }, (n) => say('bulk.fields-set', { count: n }))}
          />
        </Suspense>
      );
    case 'priority':
      return (
        <Chooser
          title={title(say('priority.label'))}
          onClose={onClose}
          choices={([3, 2, 1, 0] as const).map((priority) => ({
            id: String(priority),
            words: say(`priority.${priority}`),
            act: () =>
              act({ do: 'priority', priority }, (n) =>
                say('bulk.prioritised', { count: n, priority: say(`priority.${priority}`) }),
              ),
          }))}
        />
      );
    default:
      return (
        <Chooser
          title={title(say('bulk.state'))}
          onClose={onClose}
          choices={(['open', 'pending', 'hold', 'solved'] as const).map((state) => ({
            id: state,
            words: say(`set.${state}`),
            act: () =>
              act({ do: 'state', state }, (n) => say('bulk.state-set', { count: n, state: say(`state.${state}`) })),
          }))}
        />
      );
  }
}

/** Two to twenty, all of them seen: nobody merges what they have not looked at. */
function MergeThem({ rows, ids, all, onClose, onDone }: Omit<Props, 'tool' | 'view'>) {
  const { say } = useWords();
  const fit = !all && ids.length >= 2 && ids.length <= MOST_MERGED && rows.length === ids.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (fit) return;
    onClose();
    tell(say('bulk.merge-most'), true);
  }, []);
  if (!fit) return null;
  return (
    <Suspense>
      <BulkMerge rows={rows} onClose={onClose} onDone={onDone} />
    </Suspense>
  );
}

/** Nothing to choose: it is done when it is asked for. */
function AtOnce({ run }: { run: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(run, []);
  return null;
}

type Act = (action: TicketAction, words: (count: number) => string) => void;

function AssignChooser({ title, onClose, act }: { title: string; onClose: () => void; act: Act }) {
  const { say } = useWords();
  const my = useMe().agent.id;
  const agents = (useQuery(agentsQuery).data ?? []).filter((agent) => !agent.disabled);
  const teams = useQuery(teamsQuery).data ?? [];
  const to = (name: string) => (count: number) => say('bulk.assigned', { count, name });
  const choices: Choice[] = [
    ...agents
      .sort((a, b) => Number(b.id === my) - Number(a.id === my) || a.name.localeCompare(b.name))
      .map((agent) => ({
        id: agent.id,
        words: agent.name,
        hint: agent.id === my ? say('chooser.me') : undefined,
        icon: <AgentFace id={agent.id} name={agent.name} size={22} hint="" />,
        act: () => act({ do: 'assign', agentId: agent.id }, to(agent.name)),
      })),
    ...teams.map((team) => ({
      id: team.id,
      words: team.name,
      hint: say('chooser.team'),
      icon: <IconUsers size={18} stroke={1.5} />,
      act: () => act({ do: 'assign', agentId: null, teamId: team.id }, to(team.name)),
    })),
    {
      id: 'nobody',
      words: say('assign.none'),
      act: () => act({ do: 'assign', agentId: null, teamId: null }, to(say('nobody'))),
    },
  ];
  return <Chooser title={title} onClose={onClose} choices={choices} />;
}

function TagChooser({
  title,
  rows,
  onClose,
  act,
}: {
  title: string;
  rows: TicketRow[];
  onClose: () => void;
  act: Act;
}) {
  const { say } = useWords();
  const tags = useQuery(tagsQuery).data ?? [];
  const carried = (id: number) => rows.filter((row) => row.tags.includes(id)).length;
  const choices: Choice[] = tags.map((tag) => {
    const on = carried(tag.id);
    const every = on > 0 && on === rows.length;
    return {
      id: String(tag.id),
      words: tag.name,
      on: every ? 'all' : on > 0 ? 'some' : undefined,
      act: () =>
        act(every ? { do: 'remove-tags', names: [tag.name] } : { do: 'add-tags', names: [tag.name] }, (n) =>
          say(every ? 'bulk.untagged' : 'bulk.tagged', { count: n, tag: tag.name }),
        ),
    };
  });
  const known = (name: string) => tags.some((tag) => tag.name.toLocaleLowerCase() === name.toLocaleLowerCase());
  return (
    <Chooser
      title={title}
      onClose={onClose}
      choices={choices}
      made={(typed) =>
        known(typed)
          ? null
          : {
              id: 'new',
              words: say('chooser.new-tag', { tag: typed }),
              act: () => act({ do: 'add-tags', names: [typed] }, (n) => say('bulk.tagged', { count: n, tag: typed })),
            }
      }
    />
  );
}
