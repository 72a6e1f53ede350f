// Those who did not answer: what can be said of everybody, each number with what it assumes, and how the two groups differ.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Satisfaction } from '../api/shapes.js';
import { useChannelName } from '../shell/channel-mark.js';
import { useWords } from '../words/words.js';
import { byName, placeOfScore, rangeWords, scoreWords, surveyGroupName } from './answer-words.js';
import table from './breakdown.module.css';
import type { Opened } from './rows-drawer.js';
import styles from './satisfaction.module.css';
import { countWords, percentWords } from './spans.js';
import { Whisker } from './whisker.js';

interface Props {
  report: Satisfaction;
  onOpen: (what: Opened) => void;
}

export function Silent({ report, onOpen }: Props) {
  const { say, locale } = useWords();
  const { silent, score } = report;
  if (silent.sent === silent.answered) return null;
  const ways = [
    { word: 'raw' as const, value: score.value, ...score.interval, figure: `${report.kind}.answered` },
    {
      word: 'weighted' as const,
      value: silent.everybody.value,
      ...silent.everybody.interval,
      figure: silent.everybody.figure,
    },
    ...(silent.twofold
      ? [{ word: 'twofold' as const, value: null, ...silent.twofold, figure: `${report.kind}.silent` }]
      : []),
    ...(silent.bounds
      ? [{ word: 'bounds' as const, value: null, ...silent.bounds, figure: `${report.kind}.silent` }]
      : []),
  ];
  const words = (value: number) => scoreWords(report.unit, value, locale);
  return (
    <section className={styles.part} aria-labelledby="survey-silent" data-testid="silent">
      <h2 id="survey-silent">{say('sat.silent')}</h2>
      {!score.enough ? (
        <p className={styles.note}>{say('sat.silent.too-few')}</p>
      ) : (
        <>
          <p className={styles.note}>
            {say('sat.silent.lead', {
              answered: countWords(silent.answered, locale),
              sent: countWords(silent.sent, locale),
            })}
          </p>
          <ul className={styles.ways}>
            {ways.map(({ word, value, low, high, figure }) => (
              <li key={word}>
                <button type="button" onClick={() => onOpen({ figure, day: null })}>
                  {say(`sat.silent.${word}`)}
                </button>
                <span className={styles.way}>
                  {value !== null && <strong>{words(value)}</strong>} {rangeWords({ low, high }, words)}
                  {low !== null && high !== null && (
                    <Whisker
                      low={placeOfScore(report.unit, low)}
                      high={placeOfScore(report.unit, high)}
                      at={value === null ? null : placeOfScore(report.unit, value)}
                    />
                  )}
                </span>
                <small>{say(`sat.silent.${word}.note`)}</small>
              </li>
            ))}
          </ul>
          <Compared report={report} onOpen={onOpen} />
        </>
      )}
    </section>
  );
}

function Compared({ report, onOpen }: Props) {
  const { say, locale } = useWords();
  const channelName = useChannelName();
  const [all, setAll] = useState(false);
  const { lines } = report.silent;
  const differing = lines.filter(({ apart }) => apart.verdict === 'higher' || apart.verdict === 'lower');
  const shown = all ? lines : differing;
  const share = (value: number) => percentWords(value, locale);
  return (
    <>
      <p className={styles.note}>{say(differing.length === 0 ? 'sat.silent.alike' : 'sat.silent.differ')}</p>
      {shown.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
        <section className={table.scroll} aria-label={say('sat.silent')} tabIndex={0}>
          <table className={table.groups} data-testid="silent-lines">
            <thead>
              <tr>
                <th scope="col">{say('sat.drivers.what')}</th>
                <th scope="col" data-number>
                  {say('sat.silent.of-answered')}
                </th>
                <th scope="col" data-number>
                  {say('sat.silent.of-silent')}
                </th>
                <th scope="col">{say('sat.drivers.difference')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => {
                const name = surveyGroupName(line.by, line, say, locale, channelName);
                const { verdict } = line.apart;
                return (
                  <tr key={`${line.by} ${line.group}`}>
                    <th scope="row">
                      <button
                        type="button"
                        onClick={() =>
                          onOpen({
                            figure: `${report.kind}.silent`,
                            day: null,
                            group: { by: line.by, value: line.group ?? '', name },
                          })
                        }
                      >
                        {byName(line.by, say)}: {name}
                      </button>
                    </th>
                    <td data-number>{share(line.answeredShare)}</td>
                    <td data-number>{share(line.silentShare)}</td>
                    <td className={table.verdict} data-verdict={verdict}>
                      {verdict === 'higher' || verdict === 'lower'
                        ? say(`sat.silent.${verdict}`)
                        : say(`breakdown.verdict.${verdict}`)}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
      {differing.length < lines.length && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setAll(!all)}>
          {say(all ? 'sat.silent.fewer' : 'sat.silent.all')}
        </Button>
      )}
    </>
  );
}
