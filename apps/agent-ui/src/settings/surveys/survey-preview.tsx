// How the survey being written will look: the real page and the real mail in a frame of their own, Telegram and the site's chat drawn.
import { SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { SurveyCardItem } from '@otklik/contract';
import { pointsOf, type SurveyKind, standingOf, symbolOf } from '@otklik/survey';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import type { Locale } from '../../api/shapes.js';
import { refusalWords } from '../../shell/notices.js';
import { useWords } from '../../words/words.js';
import type { SurveyBody } from './surveys.js';
import styles from './surveys.module.css';

type Preview = Omit<components['schemas']['SurveyPreview'], 'card'> & { card: SurveyCardItem };
const PLACES = ['page', 'mail', 'telegram', 'widget'] as const;
const MOMENTS = ['asked', 'low', 'good'] as const;
type Moment = (typeof MOMENTS)[number];

/** A score that stands for the moment; null: nothing was answered yet. */
function scoreAt(moment: Moment, kind: SurveyKind, max: number): number | null {
  if (moment === 'asked') return null;
  return pointsOf(kind, max).findLast((score) => standingOf(kind, max, score) === moment) ?? null;
}

export function SurveyPreview({ kind, body, language }: { kind: SurveyKind; body: SurveyBody; language: Locale }) {
  const { say } = useWords();
  const [place, setPlace] = useState<(typeof PLACES)[number]>('page');
  const [moment, setMoment] = useState<Moment>('asked');
  const { look, scaleMax, wording, more, reasons } = body;
  // An empty reason is one that is still being written.
  const written = reasons.filter(({ words }) => Object.values(words).some((each) => each?.trim()));
  const [asked] = useDebouncedValue(
    { kind, look, scaleMax, wording, more, reasons: written, locale: language, score: scoreAt(moment, kind, scaleMax) },
    300,
  );
  const query = useQuery({
    queryKey: ['survey-preview', asked],
    queryFn: () => post<Preview>('/api/v1/surveys/preview', asked),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const seen = query.data;
  return (
    <section className={styles.preview} aria-label={say('surveys.preview')}>
      <h2>{say('surveys.preview')}</h2>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={say('surveys.preview')}
        value={place}
        data={PLACES.map((each) => ({
          value: each,
          label: each === 'telegram' ? 'Telegram' : say(`surveys.preview.${each}`),
        }))}
        onChange={(next) => setPlace(next as (typeof PLACES)[number])}
      />
      {(place === 'page' || place === 'widget') && (
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={say('surveys.when')}
          value={moment}
          data={MOMENTS.map((each) => ({ value: each, label: say(`surveys.preview.${each}`) }))}
          onChange={(next) => setMoment(next as Moment)}
        />
      )}
      {query.isError && <p className={styles.hint}>{refusalWords(query.error)}</p>}
      {seen && (place === 'page' || place === 'mail') && (
        <iframe
          className={styles.frame}
          title={say(`surveys.preview.${place}`)}
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={seen[place]}
        />
      )}
      {seen && place === 'telegram' && <Telegram {...seen.telegram} />}
      {seen && place === 'widget' && <Card card={seen.card} language={language} />}
    </section>
  );
}

function Telegram({ text, rows }: Preview['telegram']) {
  return (
    <div className={styles.telegram} data-testid="telegram-preview">
      <p>{text}</p>
      {rows.map(({ labels }) => (
        <div key={labels.join()}>
          {labels.map((label) => (
            <span key={label}>{label}</span>
          ))}
        </div>
      ))}
    </div>
  );
}

/** The card of a site's chat, as its own app draws it. */
function Card({ card, language }: { card: SurveyCardItem; language: Locale }) {
  const { min, max, labels } = card.scale;
  const points = pointsOf(card.survey, max);
  const standing = card.score === null ? null : (card.standings?.[card.score - min] ?? null);
  return (
    <div className={styles.card} lang={language} data-testid="card-preview">
      <strong>{card.question}</strong>
      <div className={styles.points} data-long={points.length > 7 || undefined}>
        {points.map((score) => (
          <span key={score} data-chosen={score === card.score || undefined}>
            {symbolOf(card.survey, max, score, card.look)}
            {points.length <= 5 && <small>{labels[score - min]}</small>}
          </span>
        ))}
      </div>
      {points.length > 5 && (
        <p>
          <span>{labels[0]}</span>
          <span>{labels.at(-1)}</span>
        </p>
      )}
      {standing && (
        <>
          <div className={styles.chips}>
            {card.reasons
              ?.filter(({ on }) => on.includes(standing))
              .map(({ id, label }) => (
                <span key={id}>{label}</span>
              ))}
          </div>
          {card.more?.map((one) => (
            <em key={one.id}>{one.question}</em>
          ))}
          <em>{card.followUps?.[standing]}</em>
        </>
      )}
    </div>
  );
}
