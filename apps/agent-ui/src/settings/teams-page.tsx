// Teams: who belongs to each, and by which hours their time is counted.
import { Button, Group, Modal, MultiSelect, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery, queryClient, teamsQuery } from '../api/queries.js';
import { patch, post, remove } from '../api/request.js';
import type { Team } from '../api/shapes.js';
import { useNames } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { calendarsQuery } from './calendars.js';
import { Form, Loaded, SettingsSection, Table, useAction } from './parts.js';
import { PlanEditor } from './plan-editor.js';
import { planFor, routingQuery } from './routing.js';

const renew = () => queryClient.invalidateQueries({ queryKey: teamsQuery.queryKey });

export function TeamsPage() {
  const { say } = useWords();
  const names = useNames();
  const query = useQuery(teamsQuery);
  const calendars = useQuery(calendarsQuery).data ?? [];
  const [editing, setEditing] = useState<Team | 'new' | null>(null);
  const [routing, setRouting] = useState<Team | null>(null);
  const plans = useQuery(routingQuery).data;
  return (
    <SettingsSection
      title="settings.teams"
      hint="teams.hint"
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
          {say('teams.add')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(teams) => (
          <Table
            stacked
            label="settings.teams"
            heads={['teams.name', 'teams.members', 'teams.routing', 'teams.hours', null]}
          >
            {teams.map((team) => (
              <tr key={team.id}>
                <td>{team.name}</td>
                <td data-head={say('teams.members')}>
                  {team.memberIds.map((id) => names.agent(id)).join(', ') || '—'}
                </td>
                <td>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={`${say('teams.routing')}: ${team.name}`}
                    onClick={() => setRouting(team)}
                  >
                    {say(`mode.${planFor(plans, team.id)?.mode ?? 'manual'}`)}
                  </Button>
                </td>
                <td data-head={say('teams.hours')}>
                  {calendars.find((calendar) => calendar.id === team.calendarId)?.name ?? say('teams.own-hours-none')}
                </td>
                <td>
                  <Button size="xs" variant="default" onClick={() => setEditing(team)}>
                    {say('edit')}
                  </Button>
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Loaded>
      {routing && (
        <PlanEditor
          teamId={routing.id}
          name={routing.name}
          plan={planFor(plans, routing.id)}
          onClose={() => setRouting(null)}
        />
      )}
      {editing && <EditTeam team={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsSection>
  );
}

function EditTeam({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const { say } = useWords();
  const agents = (useQuery(agentsQuery).data ?? []).filter((agent) => !agent.disabled);
  const calendars = useQuery(calendarsQuery).data ?? [];
  const [name, setName] = useState(team?.name ?? '');
  const [memberIds, setMemberIds] = useState(team?.memberIds ?? []);
  const [calendarId, setCalendarId] = useState(team?.calendarId ?? null);
  const { busy, run } = useAction();
  const save = async () => {
    const body = { name: name.trim(), memberIds, calendarId };
    const done = await run(async () => {
      await (team ? patch(`/api/v1/teams/${team.id}`, body) : post('/api/v1/teams', body));
      await renew();
    });
    if (done) onClose();
  };
  const erase = async () => {
    if (!team || !window.confirm(say('teams.delete-sure', { name: team.name }))) return;
    const done = await run(async () => {
      await remove(`/api/v1/teams/${team.id}`);
      await renew();
    }, 'deleted');
    if (done) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(team ? 'teams.edit' : 'teams.add')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Form onSave={() => void save()} busy={busy} disabled={!name.trim()}>
        <TextInput
          data-autofocus
          label={say('teams.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <MultiSelect
          label={say('teams.members')}
          searchable
          value={memberIds}
          onChange={setMemberIds}
          data={agents.map((agent) => ({ value: agent.id, label: agent.name }))}
        />
        <Select
          label={say('teams.hours')}
          clearable
          value={calendarId}
          onChange={setCalendarId}
          placeholder={say('teams.own-hours-none')}
          data={calendars.map((calendar) => ({ value: calendar.id, label: calendar.name }))}
        />
      </Form>
      {team && (
        <Group mt="lg">
          <Button variant="subtle" color="red" onClick={() => void erase()}>
            {say('teams.delete')}
          </Button>
        </Group>
      )}
    </Modal>
  );
}
