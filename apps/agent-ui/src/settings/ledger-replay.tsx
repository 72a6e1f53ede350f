// Everything that failed is read again after a fix: one button, and how far it is.
import { Button, Progress } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get, post } from '../api/request.js';
import type { Replay, ReplayStarted } from '../api/shapes.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { renewLedger } from './ledger-state.js';
import styles from './mail-list.module.css';

const LOOK_MS = 1_500;
/** How long the end of a replay is still told. */
const TOLD_MS = 10 * 60_000;
const KEY = ['ledger', 'replays'];

export function ReplayAll() {
  const { say } = useWords();
  const [busy, setBusy] = useState(false);
  const latest = useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const [first] = await get<Replay[]>('/api/v1/ledger/replays');
      return first ?? null;
    },
    staleTime: 0,
    refetchInterval: (query) => (query.state.data && !query.state.data.finishedAt ? LOOK_MS : false),
  }).data;
  const start = async () => {
    setBusy(true);
    try {
      const { replayed } = await post<ReplayStarted>('/api/v1/ledger/replay-failed');
      tell(say(replayed === 0 ? 'ledger.replay-none' : 'ledger.replayed'));
      await queryClient.invalidateQueries({ queryKey: KEY });
      await renewLedger();
    } catch (error) {
      tellRefusal(error);
    }
    setBusy(false);
  };
  const going = latest !== undefined && latest !== null && !latest.finishedAt;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={15} stroke={1.75} />}
        loading={busy}
        disabled={going}
        onClick={() => void start()}
      >
        {say('ledger.replay-all')}
      </Button>
      {latest && <ReplayNews replay={latest} />}
    </>
  );
}

function ReplayNews({ replay }: { replay: Replay }) {
  const { say } = useWords();
  const { total, states, finishedAt } = replay;
  if (finishedAt && Date.now() - Date.parse(finishedAt) > TOLD_MS) return null;
  const done = Math.min(total, Math.max(0, replay.revived - states.received));
  return (
    <div className={styles.replay} role="status">
      <span>
        {finishedAt
          ? say('ledger.replay-end', { total, ...states, failed: states.failed + states.quarantined })
          : say('ledger.replaying', { done, total })}
      </span>
      {!finishedAt && <Progress value={total === 0 ? 0 : (100 * done) / total} aria-label={say('ledger.replay-all')} />}
    </div>
  );
}
