// Dashboards: one at a time, chosen by its name; where there is none yet, what one is for and how it is begun.
import { Button, Skeleton } from '@mantine/core';
import { IconLayoutDashboard, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Failed } from '../../shell/edges.js';
import { useMe } from '../../shell/people-names.js';
import { useWords } from '../../words/words.js';
import page from '../reports-page.module.css';
import { boardQuery, boardsQuery } from './board-queries.js';
import { BoardView } from './board-view.js';
import styles from './boards.module.css';

const BoardWindow = lazy(() => import('./board-window.js').then((m) => ({ default: m.BoardWindow })));

interface Props {
  /** Which one, by the address. */
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}

export function BoardsTab({ chosen, onChoose }: Props) {
  const boards = useQuery(boardsQuery);
  const { data } = boards;
  const [making, setMaking] = useState(false);
  if (boards.isError && !data) return <Failed error={boards.error} reset={() => void boards.refetch()} />;
  if (!data) return <Bones />;
  const id = chosen ?? data[0]?.id;
  return (
    <div className={page.body} data-testid="boards">
      {id ? (
        <Chosen key={id} id={id} onChoose={onChoose} onNew={() => setMaking(true)} />
      ) : (
        <Empty onNew={() => setMaking(true)} />
      )}
      <Suspense>
        {making && <BoardWindow board={null} onClose={() => setMaking(false)} onDone={(made) => onChoose(made?.id)} />}
      </Suspense>
    </div>
  );
}

function Chosen({ id, onChoose, onNew }: { id: string; onChoose: Props['onChoose']; onNew: () => void }) {
  const { say } = useWords();
  const board = useQuery(boardQuery(id));
  const names = useQuery(boardsQuery).data ?? [];
  if (board.data) return <BoardView board={board.data} names={names} onChoose={onChoose} onNew={onNew} />;
  if (!board.isError) return <Bones />;
  return (
    <div className={styles.empty}>
      <p>{say('board.gone')}</p>
      {names.some((one) => one.id !== id) && (
        <Button variant="default" onClick={() => onChoose(undefined)}>
          {say('board.others')}
        </Button>
      )}
    </div>
  );
}

function Empty({ onNew }: { onNew: () => void }) {
  const { say } = useWords();
  const lead = useMe().agent.role !== 'agent';
  return (
    <div className={styles.empty}>
      <IconLayoutDashboard size={36} stroke={1.25} aria-hidden="true" />
      <h2>{say('board.none')}</h2>
      <p>{say(lead ? 'board.none-how' : 'board.none-agent')}</p>
      {lead && (
        <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={onNew}>
          {say('board.new')}
        </Button>
      )}
    </div>
  );
}

function Bones() {
  return (
    <div className={page.body} aria-hidden="true">
      <Skeleton height={36} width="40%" mb="lg" />
      <Skeleton height={320} />
    </div>
  );
}
