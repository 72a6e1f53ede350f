// Satisfaction: the score and how sure it is, how it is spread and moves, who answered and who did not, and what goes with it.
import { SegmentedControl, Skeleton } from '@mantine/core';
import type { Satisfaction } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { useMe } from '../shell/people-names.js';
import { type Say, useWords } from '../words/words.js';
import { AnswerBars } from './answer-bars.js';
import { scoreWords } from './answer-words.js';
import charts from './charts.module.css';
import { Drivers, Reasons } from './drivers.js';
import { HundredScale } from './hundred-scale.js';
import { LeftOut } from './left-out.js';
import { Predicted } from './predicted-panel.js';
import type { Filters } from './report-filters.js';
import { useSatisfaction } from './report-queries.js';
import page from './reports-page.module.css';
import type { Opened } from './rows-drawer.js';
import { Asked, kindName, Tiles, Trend } from './satisfaction-parts.js';
import { Silent } from './silent-panel.js';
import { countWords } from './spans.js';
import { SurveyGroups } from './survey-groups.js';
import type { NamedSatisfaction } from './survey-words.js';

export const KINDS = ['csat', 'nps', 'ces'] as const;

interface Props {
  search: { kind?: string; by?: string };
  filters: Filters;
  onChange: (next: { kind?: string; by?: string }) => void;
  onOpen: (what: Opened) => void;
}

export function SatisfactionTab({ search, filters, onChange, onOpen }: Props) {
  const { say, locale } = useWords();
  const kind = KINDS.find((each) => each === search.kind);
  const report = useSatisfaction(filters, kind);
  const { data } = report;
  if (report.isError && !data) return <Failed error={report.error} reset={() => void report.refetch()} />;
  if (!data)
    return (
      <div className={page.body} aria-hidden="true">
        <Skeleton height={36} width="60%" mb="lg" />
        <Skeleton height={320} />
      </div>
    );
  return (
    <div className={page.body} data-stale={report.isPlaceholderData || undefined} data-testid="satisfaction">
      <SegmentedControl
        size="xs"
        mb="md"
        aria-label={say('sat.kind')}
        value={data.kind}
        onChange={(next) => onChange({ kind: next })}
        data={KINDS.map((each) => ({ value: each, label: kindName(each, say, locale) }))}
      />
      {data.responseRate.n === 0 ? (
        <>
          <p className={page.sentence}>{say('sat.none')}</p>
          <LeftOut report={data} onOpen={onOpen} />
        </>
      ) : (
        <Found report={data} by={search.by} onChange={onChange} onOpen={onOpen} />
      )}
      <p className={page.small}>{say('reports.small', { zone: data.timeZone })}</p>
    </div>
  );
}

interface FoundProps {
  report: NamedSatisfaction;
  by: string | undefined;
  onChange: Props['onChange'];
  onOpen: Props['onOpen'];
}
function Found({ report, by, onChange, onOpen }: FoundProps) {
  const { say, locale } = useWords();
  const me = useMe();
  const open = (figure: string, detail?: string) => onOpen({ figure, day: null, ...(detail ? { detail } : {}) });
  return (
    <>
      <p className={page.sentence} data-testid="satisfaction-sentence">
        {sentenceOf(report, say, locale)}
      </p>
      <Tiles report={report} onOpen={open} />
      <div className={charts.charts}>
        <Trend report={report} onOpen={onOpen} />
        <Asked report={report} onOpen={onOpen} />
        <AnswerBars report={report} onOpen={open} />
        {report.hundred && <HundredScale hundred={report.hundred} onOpen={open} />}
      </div>
      <Silent report={report} onOpen={onOpen} />
      <SurveyGroups report={report} by={by} onBy={(next) => onChange({ by: next })} onOpen={onOpen} />
      <Drivers report={report} onOpen={onOpen} />
      <Reasons report={report} onOpen={onOpen} />
      {me.agent.role !== 'agent' && <Predicted kind={report.kind} unit={report.unit} />}
      <LeftOut report={report} onOpen={onOpen} />
    </>
  );
}

function sentenceOf({ score, kind, unit, silent }: Satisfaction, say: Say, locale: string): string {
  const words = (value: number | null) => scoreWords(unit, value, locale);
  const told = say(`sat.sentence.${verdictOf(score.change.verdict)}`, {
    score: kindName(kind, say, locale),
    now: words(score.value),
    before: words(score.previousValue),
    count: countWords(score.n, locale),
  });
  const { verdict } = silent.shift;
  const moved = silent.everybody.enough && (verdict === 'higher' || verdict === 'lower');
  return moved
    ? `${told}. ${say(`sat.sentence.silent.${verdict}`, { everybody: words(silent.everybody.value) })}`
    : `${told}.`;
}
const verdictOf = (verdict: string) =>
  verdict === 'higher' || verdict === 'lower' ? verdict : verdict === 'no-difference' ? 'same' : 'too-few';
