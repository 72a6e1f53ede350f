// Whose ticket it is, and giving it to me, to another, to a team, or to nobody.
import { Button, Menu, TextInput } from '@mantine/core';
import { IconCheck, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery, teamsQuery } from '../api/queries.js';
import type { Ticket } from '../api/shapes.js';
import { AgentFace, PresenceWords } from '../shell/agent-face.js';
import { LightMenu } from '../shell/light-menu.js';
import { useMe, useNames } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { assign } from './change-ticket.js';
import styles from './ticket-head.module.css';

const FILTER_FROM = 8;

interface Props {
  ticket: Ticket;
  opened: boolean;
  onChange: (open: boolean) => void;
}

export function AssignMenu({ ticket, opened, onChange }: Props) {
  const { say } = useWords();
  const names = useNames();
  const name = ticket.assigneeId ? names.agent(ticket.assigneeId) : ticket.teamId ? names.team(ticket.teamId) : null;
  return (
    <LightMenu
      opened={opened}
      onChange={onChange}
      position="bottom-end"
      width={288}
      trapFocus
      around={styles.whose}
      label={say('command.assign')}
      button={
        <Button
          size="xs"
          variant="default"
          className={styles.assignee}
          leftSection={ticket.assigneeId && <AgentFace id={ticket.assigneeId} name={name ?? ''} size={18} hint="" />}
          aria-label={say('assign.button', { name: name ?? say('nobody') })}
          title={`${say('command.assign')} (A)`}
        >
          <span className={styles.assigneeName}>{name ?? say('assign.empty')}</span>
        </Button>
      }
    >
      <Chooser ticket={ticket} />
    </LightMenu>
  );
}

/** Whom it can be given to. */
function Chooser({ ticket }: { ticket: Ticket }) {
  const { say } = useWords();
  const my = useMe().agent.id;
  const [filter, setFilter] = useState('');
  const agents = (useQuery(agentsQuery).data ?? []).filter((agent) => !agent.disabled);
  const teams = useQuery(teamsQuery).data ?? [];
  const fits = (name: string) => name.toLocaleLowerCase().includes(filter.trim().toLocaleLowerCase());
  const give = (agentId: string | null, teamId: string | null) => void assign(ticket, my, agentId, teamId);
  return (
    <>
      {agents.length >= FILTER_FROM && (
        <TextInput
          size="xs"
          m={4}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          placeholder={say('assign.find')}
          aria-label={say('assign.find')}
        />
      )}
      {!filter && ticket.assigneeId !== my && (
        <Menu.Item onClick={() => give(my, ticket.teamId)}>{say('command.assign-me')}</Menu.Item>
      )}
      {!filter && (ticket.assigneeId || ticket.teamId) && (
        <Menu.Item onClick={() => give(null, null)}>{say('assign.none')}</Menu.Item>
      )}
      <div className={styles.people}>
        <Menu.Label>{say('assign.people')}</Menu.Label>
        {agents
          .filter((agent) => fits(agent.name))
          .map((agent) => (
            <Menu.Item
              key={agent.id}
              leftSection={<AgentFace id={agent.id} name={agent.name} size={20} hint="" />}
              rightSection={agent.id === ticket.assigneeId && <IconCheck size={16} />}
              onClick={() => give(agent.id, ticket.teamId)}
            >
              {agent.name}
              <PresenceWords id={agent.id} />
            </Menu.Item>
          ))}
        {teams.length > 0 && <Menu.Label>{say('assign.teams')}</Menu.Label>}
        {teams
          .filter((team) => fits(team.name))
          .map((team) => (
            <Menu.Item
              key={team.id}
              leftSection={<IconUsers size={18} stroke={1.5} />}
              rightSection={team.id === ticket.teamId && <IconCheck size={16} />}
              onClick={() => give(null, team.id)}
            >
              {team.name}
            </Menu.Item>
          ))}
      </div>
    </>
  );
}
