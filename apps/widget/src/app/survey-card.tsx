// Path C in the widget: one question, one tap and done; what else is asked comes after, when the score is already kept.
import type { SurveyCardItem } from '@otklik/contract';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { RatingMore, Talk } from '../talk/talk.js';
import type { Words } from '../words/words.js';
import { Points } from './survey-points.js';

type Given = NonNullable<SurveyCardItem['given']>;

export function SurveyCard({ talk, card, words }: { talk: Talk; card: SurveyCardItem; words: Words }) {
  const [tapped, setTapped] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const [comment, setComment] = useState('');
  const [said, setSaid] = useState<'no' | 'going' | 'yes'>('no');
  const [told, setTold] = useState<Given>(card.given ?? { reasons: [], more: {} });
  const id = useId();
  const status = useRef<HTMLDivElement>(null);
  // The form leaves with the words: whoever is there by keyboard is led to what became of them.
  useEffect(() => {
    if (said === 'yes') status.current?.focus();
  }, [said]);
  const { min, max, labels } = card.scale;
  const score = tapped ?? card.score;
  const standing = score === null ? undefined : card.standings?.[score - min];
  const good = standing ? standing === 'good' : score !== null && (score - min) / (max - min) > 0.7;
  const commented = said === 'yes' || card.comment !== null;

  const keep = async (value: number, more?: RatingMore): Promise<boolean> => {
    const kept = card.token !== undefined && (await talk.rate(card.token, value, more));
    setFailed(!kept);
    return kept;
  };
  const rate = async (value: number) => {
    setTapped(value);
    if (!(await keep(value))) setTapped(null);
  };
  /** Each tap is kept at once: whoever goes away in between has still said it. */
  const tell = async (next: Given) => {
    const before = told;
    setTold(next);
    if (score === null || !(await keep(score, next))) setTold(before);
  };
  const sendComment = async (event: Event) => {
    event.preventDefault();
    if (!comment.trim() || score === null) return;
    setSaid('going');
    setSaid((await keep(score, { comment: comment.trim() })) ? 'yes' : 'no');
  };
  const labelled =
    card.survey === 'csat' && max === 5 ? words.survey.scale.csat.map((word, i) => labels[i] || word) : labels;

  return (
    <section class="survey" aria-labelledby={`${id}-q`}>
      <h2 id={`${id}-q`}>{card.question}</h2>
      <Points
        scale={{ min, max, labels: labelled }}
        look={card.look}
        chosen={score}
        named={`${id}-q`}
        words={words}
        onChoose={rate}
      />
      <div role="status" ref={status} tabIndex={-1}>
        {failed && <p class="failed">{words.survey.failed}</p>}
        {score !== null && !failed && (
          <p class="thanks">{commented ? words.survey.commentSent : words.survey.thanks}</p>
        )}
      </div>
      {standing && <Rest id={id} card={card} standing={standing} told={told} words={words} onTell={tell} />}
      {score !== null && !commented && (
        <form onSubmit={(event) => void sendComment(event)}>
          <label for={`${id}-c`}>
            {(standing && card.followUps?.[standing]) || (good ? words.survey.high : words.survey.low)}
          </label>
          <textarea
            id={`${id}-c`}
            rows={2}
            maxLength={3000}
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

interface RestProps {
  id: string;
  card: SurveyCardItem;
  standing: 'low' | 'middle' | 'good';
  told: Given;
  words: Words;
  onTell: (next: Given) => Promise<void>;
}

/** Reasons that suit the score, and the other questions. */
function Rest({ id, card, standing, told, words, onTell }: RestProps) {
  const offered = (card.reasons ?? []).filter(({ on }) => on.includes(standing));
  const toggle = (reason: string) => {
    const had = told.reasons.includes(reason);
    void onTell({
      ...told,
      reasons: had ? told.reasons.filter((each) => each !== reason) : [...told.reasons, reason],
    });
  };
  return (
    <>
      {offered.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of chips everywhere
        <div class="reasons" role="group" aria-label={words.survey.reasons}>
          {offered.map((reason) => (
            <button
              key={reason.id}
              type="button"
              aria-pressed={told.reasons.includes(reason.id)}
              onClick={() => toggle(reason.id)}
            >
              {reason.label}
            </button>
          ))}
        </div>
      )}
      {(card.more ?? []).map((one) => (
        <div key={one.id}>
          <h2 id={`${id}-${one.id}`}>{one.question}</h2>
          <Points
            scale={one.scale}
            look={one.look}
            chosen={told.more[one.id] ?? null}
            named={`${id}-${one.id}`}
            words={words}
            onChoose={(value) => onTell({ ...told, more: { ...told.more, [one.id]: value } })}
          />
        </div>
      ))}
    </>
  );
}
