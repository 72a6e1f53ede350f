// What one rule did: for which ticket, when, and what became of each action.
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RuleRun } from '../../api/shapes.js';
import { Failed, Waiting } from '../../shell/edges.js';
import { fullTime } from '../../words/moments.js';
import { useWords, type Word } from '../../words/words.js';
import { Mark } from '../parts.js';
import parts from '../parts.module.css';
import { runsQuery } from './rules.js';
import styles from './rules.module.css';
import { whyWords } from './why-words.js';

const TONES = { doing: 'quiet', done: 'good', failed: 'bad', 'held-back': 'quiet' } as const;

export function RuleLog({ ruleId }: { ruleId: string }) {
  const { say } = useWords();
  const query = useInfiniteQuery(runsQuery(ruleId));
  if (query.isError) return <Failed error={query.error} reset={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  const runs = query.data.pages.flatMap((page) => page.items);
  if (runs.length === 0) return <p className={parts.hint}>{say('rules.log-empty')}</p>;
  return (
    <>
      <ol className={styles.log} aria-label={say('rules.tab-log')}>
        {runs.map((run) => (
          <Run key={run.id} run={run} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('rules.log-more')}
        </Button>
      )}
    </>
  );
}

function Run({ run }: { run: RuleRun }) {
  const { say, locale } = useWords();
  return (
    <li data-testid="rule-run">
      <div className={styles.runHead}>
        <Link to="/inbox/$view/$ticketId" params={{ view: 'all', ticketId: run.ticketId }}>
          {say('number.of', { number: run.number })} {run.subject ?? run.preview}
        </Link>
        <Mark tone={TONES[run.state]}>{say(`rules.run.${run.state}`)}</Mark>
        <time dateTime={run.at}>{fullTime(run.at, locale)}</time>
      </div>
      <ul>
        {run.outcomes.map((outcome, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the actions of a run never change their order
          <li key={index} data-how={outcome.how}>
            {outcome.do === 'run' ? '' : `${say(`rules.do.${outcome.do}` as Word)}: `}
            {outcome.how === 'done' ? say('rules.done') : whyWords(outcome.code, say)}
          </li>
        ))}
      </ul>
    </li>
  );
}
