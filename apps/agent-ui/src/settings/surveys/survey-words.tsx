// The first question and the open questions after it, in the chosen language; what is left empty is asked in our words.
import { TextInput } from '@mantine/core';
import { followUpOf, pointsOf, standingOf } from '@otklik/survey';
import { useWords } from '../../words/words.js';
import type { Part } from './survey-questions.js';
import styles from './surveys.module.css';

const PARTS = ['question', 'followUpLow', 'followUpMiddle', 'followUpGood'] as const;
const STANDING = { followUpLow: 'low', followUpMiddle: 'middle', followUpGood: 'good' } as const;

export function WordFields({ survey, body, change, language }: Part) {
  const { say } = useWords();
  const own = body.wording[language];
  const { kind } = survey;
  const ours = (part: (typeof PARTS)[number]): string | null => {
    if (part === 'question') return survey.defaultWording[language]?.question ?? '';
    const score = pointsOf(kind, body.scaleMax).find((one) => standingOf(kind, body.scaleMax, one) === STANDING[part]);
    return score === undefined ? null : followUpOf(kind, body.scaleMax, score, language);
  };
  return (
    <>
      {PARTS.map((part) => {
        const placeholder = ours(part);
        // Thumbs have no middle.
        if (placeholder === null) return null;
        return (
          <TextInput
            key={part}
            label={say(`surveys.${part}`)}
            placeholder={placeholder}
            maxLength={300}
            value={own?.[part] ?? ''}
            onChange={(event) =>
              change({ wording: { ...body.wording, [language]: { ...own, [part]: event.target.value || undefined } } })
            }
          />
        );
      })}
      <p className={styles.hint}>{say('surveys.words-hint')}</p>
    </>
  );
}
