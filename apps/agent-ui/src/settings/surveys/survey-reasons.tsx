// Short reasons to tick, each after the scores that it suits, in the chosen language.
import { ActionIcon, Button, Checkbox, Group, TextInput } from '@mantine/core';
import { USUAL_REASONS } from '@otklik/survey';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useWords } from '../../words/words.js';
import type { Part } from './survey-questions.js';
import { freshId, replaced, type SurveyBody, without } from './surveys.js';
import styles from './surveys.module.css';

const STANDINGS = ['low', 'middle', 'good'] as const;
const MOST = 12;

export function ReasonFields({ body, change, language }: Part) {
  const { say } = useWords();
  const { reasons } = body;
  const put = (index: number, next: Partial<SurveyBody['reasons'][number]>) =>
    change({ reasons: replaced(reasons, index, { ...reasons[index]!, ...next }) });
  const known = new Set(reasons.map(({ id }) => id));
  const usual = USUAL_REASONS.filter(({ id }) => !known.has(id)).map((one) => ({ ...one, on: [...one.on] }));
  const any = (words: Record<string, string | undefined>) => Object.values(words).find(Boolean) ?? '';
  return (
    <>
      <h2>{say('surveys.reasons')}</h2>
      <p className={styles.hint}>{say('surveys.reasons-hint')}</p>
      {reasons.map((one, index) => (
        <fieldset key={one.id} className={styles.reason} data-testid="reason">
          <legend className="visually-hidden">{any(one.words) || say('surveys.reason')}</legend>
          <Group gap={8} wrap="nowrap">
            <TextInput
              style={{ flex: 1 }}
              aria-label={say('surveys.reason')}
              placeholder={any(one.words)}
              maxLength={80}
              value={one.words[language] ?? ''}
              onChange={(event) => put(index, { words: { ...one.words, [language]: event.target.value || undefined } })}
            />
            <ActionIcon
              size={36}
              aria-label={say('surveys.remove', { what: any(one.words) || say('surveys.reason') })}
              onClick={() => change({ reasons: without(reasons, index) })}
            >
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          </Group>
          <Checkbox.Group
            aria-label={say('surveys.reason-on')}
            value={one.on}
            onChange={(next) => next.length > 0 && put(index, { on: STANDINGS.filter((each) => next.includes(each)) })}
          >
            <Group gap={16}>
              {STANDINGS.map((standing) => (
                <Checkbox key={standing} size="xs" value={standing} label={say(`surveys.standing.${standing}`)} />
              ))}
            </Group>
          </Checkbox.Group>
        </fieldset>
      ))}
      <Group gap={8}>
        {reasons.length < MOST && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => change({ reasons: [...reasons, { id: freshId(), on: ['low', 'middle'], words: {} }] })}
          >
            {say('surveys.reason-add')}
          </Button>
        )}
        {usual.length > 0 && reasons.length + usual.length <= MOST && (
          <Button variant="default" size="xs" onClick={() => change({ reasons: [...reasons, ...usual] })}>
            {say('surveys.reasons-usual')}
          </Button>
        )}
      </Group>
    </>
  );
}
