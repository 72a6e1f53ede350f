// The points of a question on a card: faces, thumbs, stars or numbers, each with its word for those who listen.
import type { SurveyCardItem } from '@otklik/contract';
import type { Words } from '../words/words.js';
import { FaceIcon } from './icons.js';

interface Props {
  scale: SurveyCardItem['scale'];
  look: SurveyCardItem['look'];
  chosen: number | null;
  /** The id of the words that ask. */
  named: string;
  words: Words;
  onChoose: (score: number) => Promise<void>;
}

export function Points({ scale: { min, max, labels }, look, chosen, named, words, onChoose }: Props) {
  const scores = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  const few = scores.length <= 5;
  // Cards of earlier days do not say how they look.
  const shown = look ?? (few ? 'faces' : 'numbers');
  const label = (value: number): string => labels[value - min] || String(value);
  const shape = (value: number) => {
    if (shown === 'faces') return <FaceIcon mood={(value - min) / (max - min)} />;
    if (shown === 'thumbs') return <b>{value === min ? '👎' : '👍'}</b>;
    return shown === 'stars' ? <b class="star">{chosen !== null && value <= chosen ? '★' : '☆'}</b> : value;
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere */}
      <div class={`scores ${few ? 'faces-scale' : 'numbers'}`} role="group" aria-labelledby={named}>
        {scores.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen === value}
            aria-label={words.survey.of(label(value), value, max)}
            onClick={() => void onChoose(value)}
          >
            {shape(value)}
            {few && <span>{label(value)}</span>}
          </button>
        ))}
      </div>
      {!few && (
        <div class="ends" aria-hidden="true">
          <span>{labels[0]}</span>
          <span>{labels.at(-1)}</span>
        </div>
      )}
    </>
  );
}
