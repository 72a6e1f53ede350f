// What stands in an empty desk on its first day: the few things that bring it to life, each one click away; hidden for good when done.
import { Button } from '@mantine/core';
import { IconClock, IconMessages, IconPlugConnected, IconUsersPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { meQuery, queryClient } from '../api/queries.js';
import { patch } from '../api/request.js';
import type { Me } from '../api/shapes.js';
import { takeNews } from '../live/take-news.js';
import { Teach } from '../shell/edges.js';
import { show } from '../shell/overlays.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import styles from './first-steps.module.css';

const STEPS = [
  { page: 'connections', Icon: IconPlugConnected, owner: false },
  { page: 'hours', Icon: IconClock, owner: false },
  { page: 'agents', Icon: IconUsersPlus, owner: true },
] as const;

async function hide(): Promise<void> {
  const me = queryClient.getQueryData(meQuery.queryKey);
  if (!me) return;
  const preferences = { ...me.agent.preferences, firstSteps: 'hidden' };
  takeNews<Me>(meQuery.queryKey, (now) => ({ ...now, agent: { ...now.agent, preferences } }));
  await patch<Me>('/api/v1/me', { preferences }).catch(() => {});
}

export function FirstSteps() {
  const { say } = useWords();
  const { role } = useMe().agent;
  return (
    <Teach icon={<IconMessages size={32} stroke={1.25} />} title={say('first.title')} words={say('first.hint')}>
      <ol className={styles.steps}>
        {STEPS.filter((step) => !step.owner || role === 'owner').map(({ page, Icon }) => (
          <li key={page}>
            <Link to="/settings/$page" params={{ page }}>
              <Icon size={18} stroke={1.75} />
              {say(`first.${page}`)}
            </Link>
          </li>
        ))}
      </ol>
      <div className={styles.ways}>
        <Button size="xs" variant="default" onClick={() => show('tour')}>
          {say('tour.again')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => void hide()}>
          {say('first.hide')}
        </Button>
      </div>
    </Teach>
  );
}
