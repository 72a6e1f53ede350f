// What goes with a higher or lower score, and which reasons were ticked: side by side, never as causes.
import type { Satisfaction } from '../api/shapes.js';
import { useChannelName } from '../shell/channel-mark.js';
import { useWords } from '../words/words.js';
import { byName, differenceWords, rangeWords, scoreWords, surveyGroupName } from './answer-words.js';
import table from './breakdown.module.css';
import page from './reports-page.module.css';
import type { Opened } from './rows-drawer.js';
import styles from './satisfaction.module.css';
import { countWords, percentWords } from './spans.js';
import type { NamedSatisfaction } from './survey-words.js';

interface Props {
  report: Satisfaction;
  onOpen: (what: Opened) => void;
}

export function Drivers({ report, onOpen }: Props) {
  const { say, locale } = useWords();
  const channelName = useChannelName();
  const { unit, kind, drivers } = report;
  const difference = (value: number) => differenceWords(unit, value, locale);
  return (
    <section className={styles.part} aria-labelledby="survey-drivers" data-testid="drivers">
      <h2 id="survey-drivers">{say('sat.drivers')}</h2>
      {drivers.length === 0 ? (
        <p className={styles.note}>{say('sat.drivers.none')}</p>
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
          <section className={table.scroll} aria-label={say('sat.drivers')} tabIndex={0}>
            <table className={table.groups}>
              <thead>
                <tr>
                  <th scope="col">{say('sat.drivers.what')}</th>
                  <th scope="col" data-number>
                    {say('sat.score')}
                  </th>
                  <th scope="col" data-number>
                    n
                  </th>
                  <th scope="col" data-number>
                    {say('sat.drivers.others')}
                  </th>
                  <th scope="col" data-number>
                    {say('sat.drivers.difference')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {drivers.map((driver) => {
                  const name = surveyGroupName(driver.by, driver, say, locale, channelName);
                  return (
                    <tr key={`${driver.by} ${driver.group}`}>
                      <th scope="row">
                        <button
                          type="button"
                          onClick={() =>
                            onOpen({
                              figure: `${kind}.answered`,
                              day: null,
                              group: { by: driver.by, value: driver.group ?? '', name },
                            })
                          }
                        >
                          {byName(driver.by, say)}: {name}
                        </button>
                      </th>
                      <td data-number>{scoreWords(unit, driver.score, locale)}</td>
                      <td data-number>{countWords(driver.n, locale)}</td>
                      <td data-number>{scoreWords(unit, driver.others, locale)}</td>
                      <td data-number>
                        {driver.apart.verdict === 'higher' ? '↑ ' : '↓ '}
                        {differenceWords(unit, driver.apart.difference, locale)}{' '}
                        <small>({rangeWords(driver.apart, difference)})</small>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </section>
          <p className={page.small}>{say('sat.drivers.note')}</p>
        </>
      )}
    </section>
  );
}

export function Reasons({ report, onOpen }: Omit<Props, 'report'> & { report: NamedSatisfaction }) {
  const { say, locale } = useWords();
  const { reasons, kind } = report;
  const share = (value: number) => percentWords(value, locale);
  // A scale of two points has no middle.
  const standings = (['low', 'middle', 'good'] as const).filter((each) => reasons.some((line) => line[each].n > 0));
  return (
    <section className={styles.part} aria-labelledby="survey-reasons" data-testid="reasons">
      <h2 id="survey-reasons">{say('sat.reasons')}</h2>
      {reasons.length === 0 ? (
        <p className={styles.note}>{say('sat.reasons.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
        <section className={table.scroll} aria-label={say('sat.reasons')} tabIndex={0}>
          <table className={table.groups}>
            <thead>
              <tr>
                <th scope="col">{say('sat.reasons.reason')}</th>
                {standings.map((standing) => (
                  <th key={standing} scope="col" data-number>
                    {say(`sat.reasons.of.${standing}`)}
                  </th>
                ))}
                <th scope="col" data-number>
                  {say('breakdown.count')}
                </th>
              </tr>
            </thead>
            <tbody>
              {reasons.map((line) => {
                const name = line.name ?? say('breakdown.deleted');
                return (
                  <tr key={line.reason}>
                    <th scope="row">
                      <button
                        type="button"
                        onClick={() =>
                          onOpen({
                            figure: `${kind}.answered`,
                            day: null,
                            group: { by: 'reason', value: line.reason, name },
                          })
                        }
                      >
                        {name}
                      </button>
                    </th>
                    {standings.map((standing) => {
                      const { share: part, interval, n } = line[standing];
                      return (
                        <td key={standing} data-number data-few={n < 10 || undefined}>
                          {part === null ? '—' : share(part)} {n > 0 && <small>({rangeWords(interval, share)})</small>}
                        </td>
                      );
                    })}
                    <td data-number>{countWords(line.count, locale)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
