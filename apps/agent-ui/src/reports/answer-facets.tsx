// What may be chosen of the answers, each with how many it would leave.
import type { AnswersSummary } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { type AnswerSearch, type ChoiceName } from './answer-query.js';
import styles from './answers.module.css';
import { languageWords } from './language-words.js';
import { countWords } from './spans.js';

interface Props {
  summary: AnswersSummary;
  search: AnswerSearch;
  onChange: (next: AnswerSearch) => void;
}

export function AnswerFacets({ summary, search, onChange }: Props) {
  const { say, locale } = useWords();
  const facet = (
    name: ChoiceName,
    title: string,
    counts: AnswersSummary['kinds'],
    words: (one: AnswersSummary['kinds'][number]) => string,
  ) =>
    counts.length === 0 ? null : (
      <fieldset key={name}>
        <legend>{title}</legend>
        {counts.slice(0, 12).map((one) => {
          const on = search[name] === one.value;
          return (
            <button
              key={one.value}
              type="button"
              aria-pressed={on}
              onClick={() => onChange({ [name]: on ? undefined : one.value })}
            >
              <span>{words(one)}</span>
              <span>{countWords(one.n, locale)}</span>
            </button>
          );
        })}
      </fieldset>
    );
  return (
    <details className={styles.facets} open={window.matchMedia('(min-width: 761px)').matches}>
      <summary>{say('answers.choose')}</summary>
      {facet('standing', say('answers.standing'), summary.standings, (one) =>
        say(`standing.${one.value as 'low' | 'middle' | 'good'}`),
      )}
      {facet('kind', say('answers.kind'), summary.kinds, (one) => one.value.toUpperCase())}
      {facet('language', say('answers.language'), summary.languages, (one) => languageWords(one.value, say, locale))}
      {facet('reason', say('answers.reason'), summary.reasons, (one) => one.name ?? one.value)}
      {facet('tag', say('answers.tags'), summary.tags, (one) => one.name ?? one.value)}
    </details>
  );
}
