// Predicted satisfaction, for leads: whether there is a model, how well it tells, what moves it, and what it says of the silent.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { Satisfaction, SatisfactionModel } from '../api/shapes.js';
import { useChannelName } from '../shell/channel-mark.js';
import { fullTime } from '../words/moments.js';
import { type Say, useWords } from '../words/words.js';
import { rangeWords, scoreWords } from './answer-words.js';
import { groupName } from './breakdown-columns.js';
import charts from './charts.module.css';
import { ReliabilityPlot } from './reliability-plot.js';
import styles from './satisfaction.module.css';
import { countWords, percentWords } from './spans.js';

export function Predicted({ kind, unit }: Pick<Satisfaction, 'kind' | 'unit'>) {
  const { say, locale } = useWords();
  const { data: model } = useQuery({
    queryKey: ['report-model', kind],
    queryFn: ({ signal }) => get<SatisfactionModel>(`/api/v1/reports/satisfaction/model?kind=${kind}`, signal),
  });
  return (
    <section className={styles.part} aria-labelledby="survey-model" data-testid="predicted">
      <h2 id="survey-model">{say('model.title')}</h2>
      {!model && <Skeleton height={120} />}
      {model && model.version === 0 && <p className={styles.note}>{missing(model, say, locale)}</p>}
      {model && model.version > 0 && <Told model={model} unit={unit} />}
    </section>
  );
}

function missing({ state, n, needed }: SatisfactionModel, say: Say, locale: string): string {
  const words = { n: countWords(n, locale), needed: countWords(needed, locale), count: Math.max(0, needed - n) };
  return say(state === 'one-sided' ? 'model.one-sided' : 'model.too-few', words);
}

function Told({ model, unit }: { model: SatisfactionModel; unit: Satisfaction['unit'] }) {
  const { say, locale } = useWords();
  const channelName = useChannelName();
  const share = (value: number) => percentWords(value, locale);
  const score = (value: number) => scoreWords(unit, value, locale);
  const two = (value: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
  const { auc, silent } = model;
  return (
    <>
      <p className={styles.note}>
        {say('model.trained', {
          n: countWords(model.n, locale),
          version: String(model.version),
          at: model.trainedAt ? fullTime(model.trainedAt, locale) : '—',
        })}{' '}
        {model.flags && model.riskFrom !== null && model.usual !== null
          ? say('model.flags', { from: share(model.riskFrom), usual: share(1 - model.usual) })
          : say('model.flags-nobody')}
      </p>
      <div className={charts.charts}>
        <div className={charts.box}>
          <h3>{say('model.reliability')}</h3>
          <ReliabilityPlot points={model.reliability} />
          <p>
            {say('model.auc', {
              auc: auc?.value == null ? '—' : two(auc.value),
              range: auc ? rangeWords(auc.interval, two) : '',
            })}
          </p>
        </div>
        <div className={charts.box}>
          <h3>{say('model.drivers')}</h3>
          {model.drivers.length === 0 ? (
            <p>{say('model.drivers.none')}</p>
          ) : (
            <dl className={styles.odds}>
              {model.drivers.map((driver) => (
                <div key={`${driver.feature} ${driver.level}`}>
                  <dt>{driverName(driver, say, locale, channelName)}</dt>
                  <dd>
                    {driver.oddsRatio > 1 ? '↑' : '↓'} × {two(driver.oddsRatio)}{' '}
                    <small>({rangeWords(driver.interval, two)})</small>
                  </dd>
                </div>
              ))}
            </dl>
          )}
          <p>{say('model.drivers.note')}</p>
        </div>
      </div>
      {silent && (
        <p className={styles.note}>
          {say('model.silent', {
            asked: countWords(silent.asked, locale),
            everybody: `${score(silent.everybody.value)} (${rangeWords(silent.everybody.interval, score)})`,
            raw: score(silent.raw),
            silent: silent.silent
              ? `${score(silent.silent.value)} (${rangeWords(silent.silent.interval, score)})`
              : '—',
          })}
        </p>
      )}
    </>
  );
}

type Driver = SatisfactionModel['drivers'][number];

/** What changes, in words: an amount is doubled (handed on once for never), a flag is set, a word stands for the commonest. */
function driverName(driver: Driver, say: Say, locale: string, channelName: (kind: string) => string): string {
  const { feature, level, levelName, against, againstName } = driver;
  if (feature === 'wait') return say(level === null ? 'model.driver.wait' : 'model.driver.no-wait');
  if (feature === 'handoffs') return say('model.driver.handoffs');
  if (feature === 'reopened') return say('model.driver.reopened');
  const named = (word: string | null, name: string | null) => {
    if (word === null || word === '(unknown)') return say('breakdown.none');
    if (word === '(other)') return say('model.driver.other');
    const by = feature === 'language' || feature === 'channel' ? feature : 'team';
    return groupName(by, { group: word, name }, say, locale, channelName);
  };
  return say('model.driver.level', { level: named(level, levelName), against: named(against, againstName) });
}
