// Score and response rate by anything that was seen of the tickets: each group with its intervals, held against all others.
import { NativeSelect } from '@mantine/core';
import type { Satisfaction } from '../api/shapes.js';
import { useChannelName } from '../shell/channel-mark.js';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { byName, placeOfScore, rangeWords, scoreWords, surveyGroupName } from './answer-words.js';
import table from './breakdown.module.css';
import page from './reports-page.module.css';
import type { Opened } from './rows-drawer.js';
import styles from './satisfaction.module.css';
import { countWords, percentWords } from './spans.js';
import { Whisker } from './whisker.js';

interface Props {
  report: Satisfaction;
  by: string | undefined;
  onBy: (by: string) => void;
  onOpen: (what: Opened) => void;
}

export function SurveyGroups({ report, by, onBy, onOpen }: Props) {
  const { say, locale } = useWords();
  const me = useMe();
  const channelName = useChannelName();
  const offered = report.groups.filter((each) => me.agent.role !== 'agent' || each.by !== 'agent');
  const chosen = offered.find((each) => each.by === by) ?? offered[0];
  if (!chosen) return null;
  const words = (value: number) => scoreWords(report.unit, value, locale);
  const share = (value: number) => percentWords(value, locale);
  const place = (value: number) => placeOfScore(report.unit, value);
  return (
    <section className={styles.part} aria-labelledby="survey-groups">
      <header>
        <h2 id="survey-groups">{say('sat.groups')}</h2>
        <NativeSelect
          size="xs"
          aria-label={say('sat.by')}
          value={chosen.by}
          onChange={(event) => onBy(event.target.value)}
          data={offered.map((each) => ({ value: each.by, label: byName(each.by, say) }))}
        />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
      <section className={table.scroll} aria-label={byName(chosen.by, say)} tabIndex={0}>
        <table className={table.groups} data-testid="survey-groups">
          <thead>
            <tr>
              <th scope="col">{byName(chosen.by, say)}</th>
              <th scope="col" data-number>
                {say('sat.score')}
              </th>
              <th scope="col" data-number>
                {say('sat.answers')}
              </th>
              <th scope="col">{say('sat.apart')}</th>
              <th scope="col" data-number>
                {say('sat.rate')}
              </th>
              <th scope="col">{say('sat.rate-apart')}</th>
            </tr>
          </thead>
          <tbody>
            {chosen.items.map((item) => {
              const name = surveyGroupName(chosen.by, item, say, locale, channelName);
              const open = () =>
                onOpen({
                  figure: `${report.kind}.sent`,
                  day: null,
                  group: { by: chosen.by, value: item.group ?? '', name },
                });
              return (
                <tr key={item.group ?? ''} data-faint={!item.enough || undefined}>
                  <th scope="row">
                    <button type="button" onClick={open}>
                      {name}
                    </button>
                  </th>
                  <td data-number>
                    {scoreWords(report.unit, item.score, locale)}{' '}
                    {item.answered > 0 && <small>({rangeWords(item.interval, words)})</small>}
                    {item.score !== null && item.interval.low !== null && item.interval.high !== null && (
                      <Whisker low={place(item.interval.low)} high={place(item.interval.high)} at={place(item.score)} />
                    )}
                  </td>
                  <td data-number>{countWords(item.answered, locale)}</td>
                  <Told verdict={item.apart.verdict} />
                  <td data-number>
                    {item.rate === null ? '—' : share(item.rate)}{' '}
                    <small>({rangeWords(item.rateInterval, share)})</small>
                  </td>
                  <Told verdict={item.rateApart.verdict} />
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <p className={page.small}>
        {say('sat.groups.small')} {chosen.by === 'language' && say('breakdown.present')}
      </p>
    </section>
  );
}

function Told({ verdict }: { verdict: Satisfaction['score']['change']['verdict'] }) {
  const { say } = useWords();
  return (
    <td className={table.verdict} data-verdict={verdict}>
      {say(`breakdown.verdict.${verdict}`)}
    </td>
  );
}
