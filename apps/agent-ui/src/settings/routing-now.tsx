// Now: who is there and how full, what waits in which queue and since when; renewed with every piece of news.
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queryClient } from '../api/queries.js';
import type { Now } from '../api/shapes.js';
import { onPresence } from '../live/presence.js';
import { AgentFace, PresenceDot, presenceWords } from '../shell/agent-face.js';
import { useNames } from '../shell/people-names.js';
import { briefSpan } from '../tickets/waiting.js';
import { useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { DutyEditor } from './duty-editor.js';
import { Loaded, Table } from './parts.js';
import { PlanEditor } from './plan-editor.js';
import { fullness, KINDS, nowQuery, planFor, routingQuery } from './routing.js';
import styles from './routing.module.css';

const renew = () => queryClient.invalidateQueries({ queryKey: nowQuery.queryKey });

export function RoutingNow() {
  const query = useQuery({ ...nowQuery, staleTime: 2000, refetchInterval: 10_000 });
  // Whatever happens to tickets changes the counts of the rail: the same news renew this.
  useEffect(() => {
    let due: ReturnType<typeof setTimeout> | null = null;
    const soon = () => {
      due ??= setTimeout(() => {
        due = null;
        void renew();
      }, 700);
    };
    const stop = [
      onPresence(soon),
      queryClient.getQueryCache().subscribe((event) => {
        if (event.query.queryKey[0] === 'counts' && event.type === 'updated' && event.action.type === 'success') soon();
      }),
    ];
    return () => {
      if (due) clearTimeout(due);
      for (const each of stop) each();
    };
  }, []);
  return (
    <Loaded query={query}>
      {(now) => (
        <div className={styles.now}>
          <Queues queues={now.queues} />
          <People people={now.agents} />
        </div>
      )}
    </Loaded>
  );
}

/** A minute at least: nobody counts seconds here. */
const span = (since: string, now: number, locale: string) =>
  briefSpan(Math.max(60_000, now - Date.parse(since)), locale) ?? '';

const ORDER = { online: 0, away: 1, offline: 2 };

function People({ people }: { people: Now['agents'] }) {
  const { say, locale } = useWords();
  const names = useNames();
  const now = useNow();
  const [editing, setEditing] = useState<string | null>(null);
  const sorted = [...people].sort(
    (a, b) => ORDER[a.state] - ORDER[b.state] || names.agent(a.agentId).localeCompare(names.agent(b.agentId), locale),
  );
  return (
    <>
      <Table label="routing.people" heads={['agents.person', 'kind.chat', 'kind.messenger', 'kind.mail', null]}>
        {sorted.map((agent) => (
          <tr key={agent.agentId} data-testid="now-agent" data-presence={agent.state}>
            <td>
              <UnstyledButton
                className={styles.person}
                title={say('duty.edit')}
                onClick={() => setEditing(agent.agentId)}
              >
                <AgentFace id={agent.agentId} name={names.agent(agent.agentId)} size={30} hint="" />
                <span>
                  {names.agent(agent.agentId)}
                  <small>
                    {presenceWords({ ...agent, chosen: agent.state, handBack: false, since: agent.since ?? '' }, say)}
                    {agent.since && ` · ${span(agent.since, now, locale)}`}
                  </small>
                </span>
              </UnstyledButton>
            </td>
            {KINDS.map((kind) => (
              <td key={kind}>
                <Load load={agent.load[kind]} most={agent.capacity[kind] ?? null} name={say(`kind.${kind}`)} />
              </td>
            ))}
            <td>
              <Tooltip label={say('duty.edit')}>
                <ActionIcon
                  className={styles.pencil}
                  aria-label={`${say('duty.edit')}: ${names.agent(agent.agentId)}`}
                  onClick={() => setEditing(agent.agentId)}
                >
                  <IconPencil size={16} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
            </td>
          </tr>
        ))}
      </Table>
      {editing && <DutyEditor agentId={editing} name={names.agent(editing)} onClose={() => setEditing(null)} />}
    </>
  );
}

/** How many of how many; a bar for the eye. */
function Load({ load, most, name }: { load: number; most: number | null; name: string }) {
  const full = fullness(load, most);
  return (
    <span className={styles.load} data-full={full === 1 || undefined}>
      <span>
        <span className="visually-hidden">{name}: </span>
        {load}
        <small>{most === null ? '' : `/${most}`}</small>
      </span>
      {full !== null && (
        <span className={styles.bar} aria-hidden="true">
          <span style={{ inlineSize: `${full * 100}%` }} />
        </span>
      )}
    </span>
  );
}

function Queues({ queues }: { queues: Now['queues'] }) {
  const { say, locale } = useWords();
  const names = useNames();
  const now = useNow();
  const routing = useQuery(routingQuery).data;
  const [editing, setEditing] = useState<string | null | undefined>(undefined);
  const nameOf = (teamId: string | null) => (teamId ? names.team(teamId) : say('routing.no-team'));
  return (
    <>
      <Table label="routing.queues" heads={['teams.name', 'routing.mode', 'routing.online', 'routing.waiting', null]}>
        {queues.map((queue) => (
          <tr key={queue.teamId ?? 'none'} data-testid="now-queue">
            <td>{nameOf(queue.teamId)}</td>
            <td>{say(`mode.${queue.mode}`)}</td>
            <td>
              <span className={styles.online}>
                <PresenceDot state={queue.online > 0 ? 'online' : 'offline'} />
                {queue.online}
              </span>
            </td>
            <td>
              {queue.waiting}
              {queue.oldest && (
                <small>
                  {say('routing.oldest', {
                    time: span(queue.oldest, now, locale),
                  })}
                </small>
              )}
            </td>
            <td>
              <Tooltip label={say('teams.routing')}>
                <ActionIcon
                  aria-label={`${say('teams.routing')}: ${nameOf(queue.teamId)}`}
                  onClick={() => setEditing(queue.teamId)}
                >
                  <IconPencil size={16} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
            </td>
          </tr>
        ))}
      </Table>
      {editing !== undefined && routing && (
        <PlanEditor
          teamId={editing}
          name={nameOf(editing)}
          plan={planFor(routing, editing)}
          onClose={() => {
            setEditing(undefined);
            void renew();
          }}
        />
      )}
    </>
  );
}
