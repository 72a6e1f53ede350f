// The replies of a ticket that go out later, and those that were held back because its customer wrote first.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCalendarTime } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/request.js';
import { tellRefusal } from '../shell/notices.js';
import { useMe, useNames } from '../shell/people-names.js';
import { fullTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { giveBack } from './drafts.js';
import { type Scheduled, scheduledChanged, scheduledQuery } from './scheduled.js';
import styles from './strips.module.css';

export function ScheduledList({ ticketId }: { ticketId: string }) {
  const { say } = useWords();
  const all = useQuery(scheduledQuery(ticketId)).data ?? [];
  if (all.length === 0) return null;
  return (
    <section aria-label={say('schedule.list')}>
      {all.map((one) => (
        <ScheduledReply key={one.id} one={one} ticketId={ticketId} />
      ))}
    </section>
  );
}

function ScheduledReply({ one, ticketId }: { one: Scheduled; ticketId: string }) {
  const { say, locale } = useWords();
  const names = useNames();
  const me = useMe().agent.id;
  const [busy, setBusy] = useState(false);
  const paused = one.state === 'paused';
  const time = fullTime(one.dueAt, locale);
  const path = `/api/v1/tickets/${ticketId}/scheduled/${one.id}`;
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      tellRefusal(error);
    }
    setBusy(false);
    scheduledChanged(ticketId);
  };
  const edit = async () => {
    const back = await post<Scheduled>(`${path}/cancel`, { toEdit: true });
    const { cc, bcc } = back;
    giveBack(me, ticketId, back, 'reply', { cc, bcc });
  };
  const name = names.agent(one.agentId);
  return (
    <div className={styles.strip} data-warning={paused || undefined} data-testid="scheduled" data-state={one.state}>
      <div className={styles.line} role="status">
        {paused ? (
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
        ) : (
          <IconCalendarTime size={15} stroke={1.75} aria-hidden="true" />
        )}
        <span>
          <strong>{paused ? say(`held-why.${one.why ?? 'failed'}`) : say('schedule.goes', { time })}</strong>
          {one.agentId !== me && ` · ${name}`}
          <span className={styles.clamp}>{one.text || one.files.map((file) => file.name).join(', ')}</span>
        </span>
        <div className={styles.due}>
          <Button
            size="compact-xs"
            variant="default"
            disabled={busy}
            onClick={() => void act(() => post(`${path}/send`))}
          >
            {say('schedule.now')}
          </Button>
          <Button size="compact-xs" variant="default" disabled={busy} onClick={() => void act(edit)}>
            {say('outgoing.edit')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            disabled={busy}
            onClick={() => void act(() => post(`${path}/cancel`))}
          >
            {say('schedule.cancel')}
          </Button>
        </div>
      </div>
    </div>
  );
}
