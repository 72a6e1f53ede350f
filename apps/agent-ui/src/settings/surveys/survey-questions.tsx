// The scale of the first question, how it is shown, and up to two questions more.
import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { type Look, lookOf, looksOf, maximaOf, questionOf, SURVEY_KINDS, type SurveyKind } from '@otklik/survey';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Locale } from '../../api/shapes.js';
import { useWords } from '../../words/words.js';
import { type Change, freshId, replaced, type Survey, type SurveyBody, without } from './surveys.js';
import styles from './surveys.module.css';

export interface Part {
  survey: Survey;
  body: SurveyBody;
  change: Change;
  language: Locale;
}

interface Scaled {
  kind: SurveyKind;
  scaleMax: number;
  look: Look;
}

const MOST_MORE = 2;

export function ScaleFields({ survey, body, change }: Part) {
  return <Points value={{ kind: survey.kind, scaleMax: body.scaleMax, look: body.look }} onChange={change} />;
}

export function MoreFields({ survey, body, change, language }: Part) {
  const { say } = useWords();
  const { more } = body;
  const put = (index: number, next: Partial<SurveyBody['more'][number]>) =>
    change({ more: replaced(more, index, { ...more[index]!, ...next }) });
  const add = () => {
    const kind = SURVEY_KINDS.find((each) => each !== survey.kind && !more.some((one) => one.kind === each)) ?? 'csat';
    const scaleMax = { csat: 5, nps: 10, ces: 7 }[kind];
    change({ more: [...more, { id: freshId(), kind, scaleMax, look: lookOf(kind, scaleMax), words: {} }] });
  };
  return (
    <>
      {more.map((one, index) => {
        const title = say('surveys.more', { n: index + 2 });
        return (
          <fieldset key={one.id} className={styles.box} data-testid="more-question">
            <legend>{title}</legend>
            <Group align="flex-end" wrap="nowrap" gap={8}>
              <Select
                style={{ flex: 1 }}
                label={say('surveys.more-kind')}
                allowDeselect={false}
                value={one.kind}
                data={SURVEY_KINDS.map((kind) => ({ value: kind, label: say(`survey.${kind}`) }))}
                onChange={(next) => next && put(index, usual(next as SurveyKind))}
              />
              <ActionIcon
                size={36}
                aria-label={say('surveys.remove', { what: title })}
                onClick={() => change({ more: without(more, index) })}
              >
                <IconTrash size={16} stroke={1.75} />
              </ActionIcon>
            </Group>
            <Points value={one} onChange={(next) => put(index, next)} />
            <TextInput
              label={say('surveys.question')}
              placeholder={questionOf(one.kind, language)}
              maxLength={300}
              value={one.words[language] ?? ''}
              onChange={(event) => put(index, { words: { ...one.words, [language]: event.target.value || undefined } })}
            />
          </fieldset>
        );
      })}
      {more.length < MOST_MORE && (
        <div>
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={add}>
            {say('surveys.more-add')}
          </Button>
          <p className={styles.hint}>{say('surveys.more-hint')}</p>
        </div>
      )}
    </>
  );
}

function usual(kind: SurveyKind): Scaled {
  const scaleMax = { csat: 5, nps: 10, ces: 7 }[kind];
  return { kind, scaleMax, look: lookOf(kind, scaleMax) };
}

/** How many points, and their look: only where there is a choice. */
function Points({ value, onChange }: { value: Scaled; onChange: (next: Partial<Scaled>) => void }) {
  const { say } = useWords();
  const { kind, scaleMax } = value;
  const maxima = maximaOf(kind);
  const looks = looksOf(kind, scaleMax);
  if (maxima.length === 1 && looks.length === 1) return null;
  const min = kind === 'nps' ? 0 : 1;
  return (
    <Group grow gap={8} align="flex-start">
      {maxima.length > 1 && (
        <Select
          label={say('surveys.scale')}
          allowDeselect={false}
          value={String(scaleMax)}
          data={maxima.map((max) => ({ value: String(max), label: say('surveys.scale-to', { min, max }) }))}
          onChange={(next) => next && onChange({ scaleMax: +next, look: lookOf(kind, +next, value.look) })}
        />
      )}
      {looks.length > 1 && (
        <Select
          label={say('surveys.look')}
          allowDeselect={false}
          value={lookOf(kind, scaleMax, value.look)}
          data={looks.map((look) => ({ value: look, label: say(`surveys.look.${look}`) }))}
          onChange={(next) => next && onChange({ look: next as Look })}
        />
      )}
    </Group>
  );
}
