// One person's duty being written: what they can do, how much at once, and when they are expected.
import { Modal, Switch, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient, skillsQuery } from '../api/queries.js';
import { put } from '../api/request.js';
import type { Duty, DutyRequest } from '../api/shapes.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { DAYS } from './calendars.js';
import { CapacityInputs } from './capacity-fields.js';
import { Form, Loaded, useAction } from './parts.js';
import { capacityFor, dutiesQuery, nowQuery, routingQuery } from './routing.js';
import styles from './routing.module.css';
import { Week } from './week.js';
import { ZoneSelect } from './zone-select.js';

interface Props {
  agentId: string;
  name: string;
  onClose: () => void;
}

export function DutyEditor({ agentId, name, onClose }: Props) {
  const { say } = useWords();
  const query = useQuery({ ...dutiesQuery, staleTime: 0 });
  const blank: Duty = { agentId, skills: [], capacity: {}, schedule: null };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      className={styles.wide}
      title={say('duty.of', { name })}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Loaded query={query}>
        {(duties) => <Fields duty={duties.find((each) => each.agentId === agentId) ?? blank} onClose={onClose} />}
      </Loaded>
    </Modal>
  );
}

function Fields({ duty, onClose }: { duty: Duty; onClose: () => void }) {
  const { say } = useWords();
  const me = useMe();
  const known = useQuery(skillsQuery).data ?? [];
  const routing = useQuery(routingQuery).data;
  const { agentId, ...before } = duty;
  const [body, setBody] = useState<DutyRequest>(before);
  const { busy, run } = useAction();
  const change = (next: Partial<DutyRequest>) => setBody((now) => ({ ...now, ...next }));
  const save = async () => {
    const done = await run(async () => {
      await put<Duty>(`/api/v1/agents/${agentId}/duty`, body);
      for (const { queryKey } of [dutiesQuery, skillsQuery, nowQuery])
        await queryClient.invalidateQueries({ queryKey });
    });
    if (done) onClose();
  };
  const office = {
    timeZone: me.workspace.timeZone,
    weekly: DAYS.map((day) => ({ intervals: day < 5 ? [{ from: '09:00', to: '18:00' }] : [] })),
  };
  return (
    <Form onSave={() => void save()} busy={busy}>
      <TagsInput
        data-autofocus
        label={say('duty.skills')}
        description={say('duty.skills-hint')}
        value={body.skills}
        data={known.map((skill) => skill.name)}
        maxTags={50}
        onChange={(skills) => change({ skills })}
      />
      <CapacityInputs
        capacity={body.capacity}
        otherwise={capacityFor({}, routing?.terms.capacity ?? {})}
        onChange={(capacity) => change({ capacity })}
      />
      <Switch
        label={say('duty.schedule')}
        description={say('duty.schedule-hint')}
        checked={body.schedule !== null}
        onChange={(event) => change({ schedule: event.target.checked ? (duty.schedule ?? office) : null })}
      />
      {body.schedule && (
        <>
          <ZoneSelect
            value={body.schedule.timeZone}
            onChange={(timeZone) => body.schedule && change({ schedule: { ...body.schedule, timeZone } })}
          />
          <Week
            weekly={body.schedule.weekly}
            onChange={(weekly) => body.schedule && change({ schedule: { ...body.schedule, weekly } })}
          />
        </>
      )}
    </Form>
  );
}
