// The survey where it was asked, and its answer where it was given.
import type { MessageItem, SurveyCardItem } from '@otklik/contract';
import { IconMoodSmile } from '@tabler/icons-react';
import { useWords } from '../words/words.js';
import { MessageState } from './message-state.js';
import styles from './survey-card.module.css';

const ON_ITS_WAY = new Set(['held', 'queued', 'sending']);

export function SurveyCard({ card, item, ticketId }: { card: SurveyCardItem; item: MessageItem; ticketId: string }) {
  const { say } = useWords();
  const { min, max, labels } = card.scale;
  const scores = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  const chosen = card.score === null ? null : (labels[card.score - min] ?? null);
  return (
    <section className={styles.card} data-answered={card.score !== null || undefined} aria-label={say('survey.card')}>
      <header>
        <IconMoodSmile size={16} stroke={1.75} aria-hidden="true" />
        {say(`survey.${card.survey}`)}
        {ON_ITS_WAY.has(item.state) && card.score === null && <i>{say('survey.on-its-way')}</i>}
      </header>
      <p>{card.question}</p>
      <ol aria-label={card.score === null ? say('survey.no-answer') : say('row.rated', { score: card.score, max })}>
        {scores.map((score) => (
          <li key={score} data-chosen={score === card.score || undefined}>
            {score}
          </li>
        ))}
      </ol>
      {card.score === null ? (
        <small>{say('survey.no-answer')}</small>
      ) : (
        <small className={styles.answer}>
          {say('survey.answered', { score: card.score, max })}
          {chosen ? `: ${chosen}` : ''}
        </small>
      )}
      {card.given && <Rest card={card} given={card.given} />}
      {card.comment && <blockquote>{card.comment}</blockquote>}
      {(item.state === 'failed' || item.state === 'unknown' || item.state === 'kept') && (
        <MessageState item={item} ticketId={ticketId} />
      )}
    </section>
  );
}

/** The reasons that were ticked, and the other questions with their scores. */
function Rest({ card, given }: { card: SurveyCardItem; given: NonNullable<SurveyCardItem['given']> }) {
  const { say } = useWords();
  const reasons = (card.reasons ?? []).filter(({ id }) => given.reasons.includes(id));
  const more = (card.more ?? []).flatMap((one) => {
    const score = given.more[one.id];
    return score === undefined ? [] : [{ ...one, score }];
  });
  return (
    <>
      {reasons.length > 0 && (
        <ul className={styles.reasons}>
          {reasons.map(({ id, label }) => (
            <li key={id}>{label}</li>
          ))}
        </ul>
      )}
      {more.map(({ id, question, score, scale }) => (
        <div key={id} className={styles.more}>
          {question} <b>{say('survey.answered', { score, max: scale.max })}</b>
        </div>
      ))}
    </>
  );
}
