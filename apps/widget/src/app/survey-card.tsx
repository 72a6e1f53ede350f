// Path C in the widget: one question, one tap and done; room for words comes after, when the score is already kept.
import type { SurveyCardItem } from '@otklik/contract';
import { useId, useState } from 'preact/hooks';
import type { Talk } from '../talk/talk.js';
import type { Words } from '../words/words.js';
import { FaceIcon } from './icons.js';

export function SurveyCard({ talk, card, words }: { talk: Talk; card: SurveyCardItem; words: Words }) {
  const [tapped, setTapped] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const [comment, setComment] = useState('');
  const [said, setSaid] = useState<'no' | 'going' | 'yes'>('no');
  const id = useId();
  const { min, max, labels } = card.scale;
  const score = tapped ?? card.score;
  const scores = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  const faces = scores.length <= 5;
  const label = (value: number): string =>
    labels[value - min] ||
    (card.survey === 'csat' && scores.length === 5 ? words.survey.scale.csat[value - min]! : String(value));
  const good = score !== null && (score - min) / (max - min) > 0.7;
  const commented = said === 'yes' || card.comment !== null;

  const rate = async (value: number) => {
    setTapped(value);
    setFailed(false);
    if (card.token && (await talk.rate(card.token, value))) return;
    setTapped(null);
    setFailed(true);
  };
  const sendComment = async (event: Event) => {
    event.preventDefault();
    if (!comment.trim() || !card.token || score === null) return;
    setSaid('going');
    const kept = await talk.rate(card.token, score, comment.trim());
    setSaid(kept ? 'yes' : 'no');
    setFailed(!kept);
  };

  return (
    <section class="survey" aria-labelledby={`${id}-q`}>
      <h2 id={`${id}-q`}>{card.question}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere */}
      <div class={`scores ${faces ? 'faces-scale' : 'numbers'}`} role="group" aria-labelledby={`${id}-q`}>
        {scores.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={score === value}
            aria-label={words.survey.of(label(value), value, max)}
            onClick={() => void rate(value)}
          >
            {faces ? <FaceIcon mood={(value - min) / (max - min)} /> : value}
            {faces && <span>{label(value)}</span>}
          </button>
        ))}
      </div>
      {!faces && (
        <div class="ends" aria-hidden="true">
          <span>{labels[0]}</span>
          <span>{labels.at(-1)}</span>
        </div>
      )}
      <div role="status">
        {failed && <p class="failed">{words.survey.failed}</p>}
        {score !== null && !failed && (
          <p class="thanks">{commented ? words.survey.commentSent : words.survey.thanks}</p>
        )}
      </div>
      {score !== null && !commented && (
        <form onSubmit={(event) => void sendComment(event)}>
          <label for={`${id}-c`}>{good ? words.survey.high : words.survey.low}</label>
          <textarea
            id={`${id}-c`}
            rows={2}
            maxLength={4000}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          <button type="submit" class="main" disabled={!comment.trim() || said === 'going'}>
            {words.survey.sendComment}
          </button>
        </form>
      )}
    </section>
  );
}
