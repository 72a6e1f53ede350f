// What many answers are about, by language: how many say it, whether they say it more than before, and three of them.
import { Skeleton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { AnswerTheme, AnswerThemes as Themes } from '../api/shapes.js';
import { Failed } from '../shell/edges.js';
import { useWords } from '../words/words.js';
import { Redacted } from './answer-line.js';
import { type AnswerSearch, answerQuery } from './answer-query.js';
import styles from './answers.module.css';
import { languageWords } from './language-words.js';
import { percentWords } from './spans.js';

interface Props {
  search: AnswerSearch;
  onChange: (next: AnswerSearch) => void;
}

export function AnswerThemes({ search, onChange }: Props) {
  const { say, locale } = useWords();
  const asked = answerQuery({ ...search, theme: undefined });
  const themes = useQuery({
    queryKey: ['answers-themes', asked],
    queryFn: ({ signal }) => get<Themes>(`/api/v1/answers/themes?${asked}`, signal),
    placeholderData: keepPreviousData,
  });
  if (themes.isError && !themes.data) return <Failed error={themes.error} reset={() => void themes.refetch()} />;
  if (!themes.data) return <Skeleton height={160} mt="md" />;
  const languages = themes.data.languages.filter((one) => one.themes.length > 0);
  return (
    <section className={styles.box} aria-labelledby="answers-themes" data-testid="themes">
      <h2 id="answers-themes">{say('answers.themes')}</h2>
      {languages.length === 0 && <p className={styles.honest}>{say('answers.no-themes')}</p>}
      <div className={styles.languages}>
        {languages.map((one) => (
          <div key={one.language}>
            <h3>{say('answers.themes-of', { language: languageWords(one.language, say, locale), count: one.n })}</h3>
            <ul>
              {one.themes.map((theme) => (
                <Theme
                  key={theme.theme}
                  theme={theme}
                  on={search.theme === theme.theme}
                  onChoose={(on) => onChange({ theme: on ? theme.theme : undefined })}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
      {languages.length > 0 && <p className={styles.honest}>{say('answers.themes-small')}</p>}
      {themes.data.cut && <p className={styles.honest}>{say('answers.themes-cut')}</p>}
    </section>
  );
}

function Theme({ theme, on, onChoose }: { theme: AnswerTheme; on: boolean; onChoose: (on: boolean) => void }) {
  const { say, locale } = useWords();
  const { verdict } = theme.change;
  const percent = (share: number | null) => (share === null ? '—' : percentWords(share, locale));
  const before = theme.previousN > 0 ? percent(theme.previousCount / theme.previousN) : '—';
  return (
    <li>
      <div className={styles.theme}>
        <button type="button" aria-pressed={on} lang={theme.theme.slice(0, 2)} onClick={() => onChoose(!on)}>
          {theme.said}
        </button>
        <span title={say('answers.range', { low: percent(theme.low), high: percent(theme.high) })}>
          {theme.count} · {percent(theme.share)}
        </span>
        <span className={styles.trend} data-verdict={verdict}>
          {verdict === 'higher' && <IconArrowUp size={13} aria-hidden="true" />}
          {verdict === 'lower' && <IconArrowDown size={13} aria-hidden="true" />}
          {verdict !== 'too-few' && say('tile.before', { value: before })}
        </span>
      </div>
      <details className={styles.quotes}>
        <summary>{say('answers.quotes')}</summary>
        {theme.quotes.map((quote) => (
          <blockquote key={quote.id} dir="auto">
            <Redacted text={quote.text} say={say} />
          </blockquote>
        ))}
      </details>
    </li>
  );
}
