// The people who work here: invite one, change a role, disable, set a password.
import { ActionIcon, Button, Menu, Modal, PasswordInput, Select, TextInput } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery, queryClient } from '../api/queries.js';
import { patch, post } from '../api/request.js';
import type { Agent, Role } from '../api/shapes.js';
import { AgentFace } from '../shell/agent-face.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { DutyEditor } from './duty-editor.js';
import { Form, Loaded, Mark, SettingsSection, Table, useAction } from './parts.js';
import { dutiesQuery } from './routing.js';
import routing from './routing.module.css';

const ROLES: Role[] = ['agent', 'lead', 'owner'];
const renew = () => queryClient.invalidateQueries({ queryKey: agentsQuery.queryKey });

export function AgentsPage() {
  const { say } = useWords();
  const query = useQuery(agentsQuery);
  const [adding, setAdding] = useState(false);
  return (
    <SettingsSection
      title="settings.agents"
      hint="agents.hint"
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          {say('agents.add')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(agents) => (
          <Table
            stacked
            label="settings.agents"
            heads={['agents.person', 'agents.role', 'agents.state', 'agents.skills', null]}
          >
            {agents.map((agent) => (
              <Row key={agent.id} agent={agent} />
            ))}
          </Table>
        )}
      </Loaded>
      {adding && <AddAgent onClose={() => setAdding(false)} />}
    </SettingsSection>
  );
}

function Row({ agent }: { agent: Agent }) {
  const { say } = useWords();
  const me = useMe();
  const [setting, setSetting] = useState(false);
  const [duty, setDuty] = useState(false);
  const { busy, run } = useAction();
  const self = agent.id === me.agent.id;
  const skills = useQuery(dutiesQuery).data?.find((each) => each.agentId === agent.id)?.skills ?? [];
  const change = (body: Partial<{ role: Role; disabled: boolean; password: string }>) =>
    run(async () => {
      await patch<Agent>(`/api/v1/agents/${agent.id}`, body);
      await renew();
    });
  return (
    <tr>
      <td>
        <div style={{ display: 'flex', gap: 10, alignItems: 'center' }}>
          <AgentFace id={agent.id} name={agent.name} size={30} hint="" />
          <span>
            {agent.name}
            <small>{agent.email}</small>
          </span>
        </div>
      </td>
      <td>
        <Select
          size="xs"
          w={132}
          aria-label={`${say('agents.role')}: ${agent.name}`}
          value={agent.role}
          allowDeselect={false}
          disabled={self || busy}
          data={ROLES.map((role) => ({ value: role, label: say(`role.${role}`) }))}
          onChange={(role) => role && void change({ role: role as Role })}
        />
      </td>
      <td>
        <Mark tone={agent.disabled ? 'quiet' : agent.invited ? 'quiet' : 'good'}>
          {say(agent.disabled ? 'agents.disabled' : agent.invited ? 'agents.invited' : 'agents.active')}
        </Mark>
      </td>
      <td className={routing.skills}>{skills.map((skill) => skill.replace(/^language:/, '')).join(', ') || '—'}</td>
      <td>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={say('agents.more', { name: agent.name })}>
              <IconDots size={18} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {!agent.disabled && <Menu.Item onClick={() => setDuty(true)}>{say('duty.edit')}</Menu.Item>}
            <Menu.Item onClick={() => setSetting(true)}>{say('agents.set-password')}</Menu.Item>
            {!self && (
              <Menu.Item onClick={() => void change({ disabled: !agent.disabled })}>
                {say(agent.disabled ? 'agents.enable' : 'agents.disable')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
        {duty && <DutyEditor agentId={agent.id} name={agent.name} onClose={() => setDuty(false)} />}
        {setting && (
          <SetPassword name={agent.name} onClose={() => setSetting(false)} onSet={(password) => change({ password })} />
        )}
      </td>
    </tr>
  );
}

function SetPassword({
  name,
  onClose,
  onSet,
}: {
  name: string;
  onClose: () => void;
  onSet: (password: string) => Promise<boolean>;
}) {
  const { say } = useWords();
  const [password, setPassword] = useState('');
  const save = async () => {
    if (await onSet(password)) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('agents.password-of', { name })}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Form onSave={() => void save()} busy={false} disabled={password.length < 8}>
        <PasswordInput
          data-autofocus
          label={say('reset.password')}
          description={say('reset.hint', { count: 8 })}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoComplete="new-password"
        />
      </Form>
    </Modal>
  );
}

function AddAgent({ onClose }: { onClose: () => void }) {
  const { say, locale } = useWords();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [password, setPassword] = useState('');
  const { busy, run } = useAction();
  const save = async () => {
    const done = await run(async () => {
      await post('/api/v1/agents', {
        name: name.trim(),
        email: email.trim(),
        role,
        locale,
        ...(password ? { password } : {}),
      });
      await renew();
    }, 'agents.added');
    if (done) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={say('agents.add')} closeButtonProps={{ 'aria-label': say('close') }}>
      <Form onSave={() => void save()} busy={busy} label="agents.add" disabled={!name.trim() || !email.includes('@')}>
        <TextInput
          data-autofocus
          label={say('profile.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextInput
          label={say('sign-in.email')}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Select
          label={say('agents.role')}
          description={say(`role.${role}-hint`)}
          value={role}
          allowDeselect={false}
          data={ROLES.map((each) => ({ value: each, label: say(`role.${each}`) }))}
          onChange={(next) => next && setRole(next as Role)}
        />
        <PasswordInput
          label={say('agents.password')}
          description={say('agents.password-hint')}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoComplete="new-password"
        />
      </Form>
    </Modal>
  );
}
