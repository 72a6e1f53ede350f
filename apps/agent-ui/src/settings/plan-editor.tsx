// How the work of one team is handed out: by whom, what happens when nobody is found, and when somebody goes.
import { Modal, NumberInput, Radio, SegmentedControl, Select, Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { teamsQuery } from '../api/queries.js';
import { put } from '../api/request.js';
import type { Routing, RoutingPlan } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { Form, useAction } from './parts.js';
import { blankPlan, keepRouting, MODES } from './routing.js';

interface Props {
  teamId: string | null;
  name: string;
  plan: RoutingPlan | null;
  onClose: () => void;
}

export function PlanEditor({ teamId, name, plan, onClose }: Props) {
  const { say } = useWords();
  const [body, setBody] = useState<RoutingPlan>(plan ?? blankPlan(teamId));
  const { busy, run } = useAction();
  const change = (next: Partial<RoutingPlan>) => setBody((now) => ({ ...now, ...next }));
  const save = async () => {
    if (await run(async () => keepRouting(await put<Routing>('/api/v1/routing/plan', body)))) onClose();
  };
  const nowhere = body.overflowSeconds !== null && body.overflowTo === 'team' && !body.overflowTeamId;
  const automatic = body.mode !== 'manual';
  return (
    <Modal opened onClose={onClose} title={say('plan.of', { name })} closeButtonProps={{ 'aria-label': say('close') }}>
      <Form onSave={() => void save()} busy={busy} disabled={nowhere}>
        <Radio.Group
          label={say('plan.mode')}
          value={body.mode}
          onChange={(mode) => change({ mode: mode as RoutingPlan['mode'] })}
        >
          <Stack gap={8} mt={8}>
            {MODES.map((mode) => (
              <Radio key={mode} value={mode} label={say(`mode.${mode}`)} description={say(`mode.${mode}-hint`)} />
            ))}
          </Stack>
        </Radio.Group>
        {automatic && (
          <Switch
            label={say('plan.capacity')}
            description={say('plan.capacity-hint')}
            checked={body.useCapacity}
            onChange={(event) => change({ useCapacity: event.target.checked })}
          />
        )}
        <Overflow body={body} teamId={teamId} automatic={automatic} onChange={change} />
        <GiveBack body={body} onChange={change} />
      </Form>
    </Modal>
  );
}

interface PartProps {
  body: RoutingPlan;
  onChange: (next: Partial<RoutingPlan>) => void;
}

function Overflow({ body, teamId, automatic, onChange }: PartProps & { teamId: string | null; automatic: boolean }) {
  const { say } = useWords();
  const teams = (useQuery(teamsQuery).data ?? []).filter((team) => team.id !== teamId);
  const minutes = body.overflowSeconds === null ? null : Math.round(body.overflowSeconds / 60);
  return (
    <>
      <Switch
        label={say('plan.overflow')}
        description={say('plan.overflow-hint')}
        checked={minutes !== null}
        onChange={(event) =>
          onChange(
            event.target.checked
              ? { overflowSeconds: 900, overflowTo: automatic ? 'anyone' : 'team' }
              : { overflowSeconds: null },
          )
        }
      />
      {minutes !== null && (
        <>
          <NumberInput
            label={say('plan.minutes')}
            min={1}
            max={43_200}
            allowDecimal={false}
            value={minutes}
            onChange={(value) => Number(value) > 0 && onChange({ overflowSeconds: Number(value) * 60 })}
          />
          {automatic && (
            <SegmentedControl
              aria-label={say('plan.overflow')}
              value={body.overflowTo}
              data={(['anyone', 'team'] as const).map((value) => ({ value, label: say(`overflow.${value}`) }))}
              onChange={(to) => onChange({ overflowTo: to as RoutingPlan['overflowTo'] })}
            />
          )}
          {body.overflowTo === 'team' && (
            <Select
              label={say('plan.overflow-team')}
              value={body.overflowTeamId}
              data={teams.map((team) => ({ value: team.id, label: team.name }))}
              nothingFoundMessage={say('plan.no-team')}
              onChange={(overflowTeamId) => onChange({ overflowTeamId })}
            />
          )}
        </>
      )}
    </>
  );
}

function GiveBack({ body, onChange }: PartProps) {
  const { say } = useWords();
  return (
    <>
      <Select
        label={say('plan.give-back')}
        description={say('plan.give-back-hint')}
        allowDeselect={false}
        value={body.giveBack}
        data={(['at-once', 'later', 'never'] as const).map((value) => ({ value, label: say(`give-back.${value}`) }))}
        onChange={(giveBack) => giveBack && onChange({ giveBack: giveBack as RoutingPlan['giveBack'] })}
      />
      {body.giveBack === 'later' && (
        <NumberInput
          label={say('plan.minutes')}
          min={1}
          max={1440}
          allowDecimal={false}
          value={Math.round(body.giveBackSeconds / 60)}
          onChange={(value) => Number(value) > 0 && onChange({ giveBackSeconds: Number(value) * 60 })}
        />
      )}
    </>
  );
}
