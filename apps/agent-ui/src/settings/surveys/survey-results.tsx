// What the surveys have come to over some days: asked, answered, the score with its interval; by link; and why others were not asked.
import { SegmentedControl } from '@mantine/core';
import { NOT_ASKED_REASONS, type NotAskedReason, reasonWords } from '@otklik/survey';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { get } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useWords } from '../../words/words.js';
import { Loaded, Table } from '../parts.js';
import type { Survey } from './surveys.js';
import styles from './surveys.module.css';

type Report = components['schemas']['SurveyReport'];
type Figure = Pick<components['schemas']['SurveyFigure'], 'score' | 'interval' | 'enough' | 'kind' | 'mean'>;
type ByLink = components['schemas']['LinkFigures'];
const PERIODS = [7, 30, 90] as const;

export function SurveyResults({ surveys }: { surveys: Survey[] }) {
  const { say, locale } = useWords();
  const [days, setDays] = useState<number>(30);
  const query = useQuery({
    queryKey: ['survey-report', days],
    // Days of the desk's own zone end today, whatever the hour here is.
    queryFn: () => get<Report>(`/api/v1/reports/surveys?${periodOf(days)}`),
    placeholderData: keepPreviousData,
  });
  const nameOf = (id: string) => surveys.find((each) => each.id === id)?.name ?? say('surveys.gone');
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const reason = (code: string) =>
    (NOT_ASKED_REASONS as readonly string[]).includes(code) ? reasonWords(code as NotAskedReason, locale) : code;
  return (
    <div className={styles.results}>
      <header>
        <h2>{say('surveys.results')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={say('surveys.period')}
          value={String(days)}
          data={PERIODS.map((each) => ({ value: String(each), label: say('surveys.days', { count: each }) }))}
          onChange={(next) => setDays(Number(next))}
        />
      </header>
      <Loaded query={query}>
        {(report) => (
          <>
            {report.surveys.length > 0 && (
              <Table
                label="surveys.results"
                heads={['surveys.name', 'surveys.sent', 'surveys.answered', 'surveys.score']}
              >
                {report.surveys.map((one) => (
                  <tr key={`${one.surveyId} ${one.scaleMax}`} data-few={!one.enough || undefined}>
                    <td>
                      {nameOf(one.surveyId)}
                      <small>{say(`survey.${one.kind}`)}</small>
                    </td>
                    <td>{one.sent.toLocaleString(locale)}</td>
                    <td>
                      {one.answered.toLocaleString(locale)}
                      <small>{one.responseRate !== null && percent.format(one.responseRate)}</small>
                    </td>
                    <td>
                      <Score figure={one} />
                    </td>
                  </tr>
                ))}
              </Table>
            )}
            <LinkScores days={days} nameOf={nameOf} />
            <h3>{say('surveys.not-asked', { count: report.notAskedInAll })}</h3>
            <ul className={styles.reasons}>
              {report.notAsked.map((line) => (
                <li key={line.reason}>
                  <span>{reason(line.reason)}</span>
                  <b>{line.count.toLocaleString(locale)}</b>
                  <i style={{ inlineSize: `${(100 * line.count) / report.notAskedInAll}%` }} aria-hidden="true" />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </div>
  );
}

/** On their own: who answers by a link was not asked, so there is no rate, and the score is not added to that of the asked. */
function LinkScores({ days, nameOf }: { days: number; nameOf: (surveyId: string) => string }) {
  const { say, locale } = useWords();
  const links =
    useQuery({
      queryKey: ['survey-links', 'figures', days],
      queryFn: () => get<ByLink>(`/api/v1/survey-links/figures?${periodOf(days)}`),
      placeholderData: keepPreviousData,
    }).data?.links ?? [];
  if (links.length === 0) return null;
  return (
    <section data-testid="link-scores">
      <h3>{say('links.scores')}</h3>
      <p className={styles.hint}>{say('links.scores-hint')}</p>
      <Table label="links.scores" heads={['links.name', 'surveys.answered', 'surveys.score']}>
        {links.map((one) => (
          <tr key={`${one.linkId} ${one.kind} ${one.scaleMax}`} data-few={!one.enough || undefined}>
            <td>
              <Link to="/settings/$page" params={{ page: 'surveys' }} hash={`link-${one.surveyId}.${one.linkId}`}>
                {one.link}
              </Link>
              <small>{nameOf(one.surveyId)}</small>
            </td>
            <td>{one.answered.toLocaleString(locale)}</td>
            <td>
              <Score figure={one} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** A share in per cent, a net score in points; with few answers only how many are missing. */
function Score({ figure }: { figure: Figure }) {
  const { say, locale } = useWords();
  const { score, interval, enough, kind, mean } = figure;
  if (score === null) return <>—</>;
  const shown = (value: number | null) =>
    value === null
      ? '—'
      : kind === 'nps'
        ? new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(value)
        : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value);
  return (
    <>
      {shown(score)}
      <small>
        {enough
          ? say('surveys.interval', { low: shown(interval.low), high: shown(interval.high) })
          : say('surveys.few')}
        {kind === 'ces' && mean !== null && ` · ${say('surveys.mean', { mean: mean.toFixed(1) })}`}
      </small>
    </>
  );
}

/** The desk takes the end as today if it is absent: only the beginning is told, a day early at most. */
function periodOf(days: number): string {
  const from = new Date(Date.now() - (days - 1) * 86_400_000);
  return `from=${from.toISOString().slice(0, 10)}`;
}
