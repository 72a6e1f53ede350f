// One survey being written: at the left what is asked, whom and when, at the right how it will look.
import { Alert, Button, Group, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { patch, remove } from '../../api/request.js';
import type { Locale } from '../../api/shapes.js';
import { ConditionBuilder } from '../../conditions/condition-builder.js';
import { LOCALES, useWords } from '../../words/words.js';
import { useAction } from '../parts.js';
import parts from '../parts.module.css';
import { AskingFields } from './survey-asking.js';
import { CaseFields, ReviewFields } from './survey-cases.js';
import { experimentQuery, SurveyExperiment } from './survey-experiment.js';
import { SurveyLinks } from './survey-links.js';
import { SurveyPreview } from './survey-preview.js';
import { MoreFields, ScaleFields } from './survey-questions.js';
import { ReasonFields } from './survey-reasons.js';
import { RoundFields, SurveyRounds } from './survey-rounds.js';
import { WordFields } from './survey-words.js';
import { bodyOf, renewSurveys, type Survey, type SurveyBody, surveyFieldsQuery } from './surveys.js';
import styles from './surveys.module.css';

export function SurveyEditor({ survey, onClose }: { survey: Survey; onClose: () => void }) {
  const { say, locale } = useWords();
  const [body, setBody] = useState<SurveyBody>(() => bodyOf(survey));
  const [language, setLanguage] = useState<Locale>(locale);
  // What the conditions began with: another object would begin the builder anew.
  const [began] = useState(survey.conditions);
  const [whole, setWhole] = useState(true);
  const fields = useQuery(surveyFieldsQuery).data ?? [];
  const tried = useQuery(experimentQuery(survey.id)).data?.experiment;
  const locked = Boolean(tried && !tried.endedAt);
  const { busy, run } = useAction();
  const change = (next: Partial<SurveyBody>) => setBody((now) => ({ ...now, ...next }));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const done = await run(async () => {
      await patch<Survey>(`/api/v1/surveys/${survey.id}`, body);
      await renewSurveys();
    });
    if (done) onClose();
  };
  const erase = async () => {
    if (!window.confirm(say('surveys.delete-sure', { name: survey.name }))) return;
    const done = await run(async () => {
      await remove(`/api/v1/surveys/${survey.id}`);
      await renewSurveys();
    }, 'deleted');
    if (done) onClose();
  };
  const part = { survey, body, change, language };
  return (
    <div className={styles.editor}>
      <header className={parts.head}>
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            ml={-8}
            leftSection={<IconArrowLeft size={16} stroke={1.75} />}
            onClick={onClose}
          >
            {say('settings.surveys')}
          </Button>
          <h1>{say('surveys.edit')}</h1>
          <p>{say(`survey.${survey.kind}`)}</p>
        </div>
      </header>
      <div className={styles.columns}>
        <form className={parts.form} onSubmit={(event) => void save(event)}>
          {locked && (
            <Alert variant="light" data-testid="survey-locked">
              {say('experiment.locked')}
            </Alert>
          )}
          <TextInput
            label={say('surveys.name')}
            description={say('surveys.name-hint')}
            maxLength={200}
            value={body.name}
            onChange={(event) => change({ name: event.target.value })}
          />
          <fieldset className={styles.lock} disabled={locked}>
            <Switch
              label={say('surveys.enabled')}
              checked={body.enabled}
              onChange={(event) => change({ enabled: event.target.checked })}
            />
            <Switch
              label={say('surveys.automatic')}
              description={say('surveys.automatic-hint')}
              checked={body.automatic}
              onChange={(event) => change({ automatic: event.target.checked })}
            />
            <h2>{say('surveys.what')}</h2>
            <SegmentedControl
              aria-label={say('surveys.language')}
              value={language}
              data={(Object.keys(LOCALES) as Locale[]).map((each) => ({ value: each, label: LOCALES[each] }))}
              onChange={(next) => setLanguage(next as Locale)}
            />
            <ScaleFields {...part} />
            <WordFields {...part} />
            <MoreFields {...part} />
            <ReasonFields {...part} />
            {body.automatic && (
              <>
                <h2>{say('surveys.for')}</h2>
                <p className={styles.hint}>{say('surveys.for-hint')}</p>
                <ConditionBuilder
                  fields={fields}
                  value={began}
                  onChange={(conditions, isWhole) => {
                    change({ conditions });
                    setWhole(isWhole);
                  }}
                  label={say('surveys.for')}
                />
              </>
            )}
            <AskingFields {...part} />
            <RoundFields {...part} />
          </fieldset>
          <CaseFields {...part} />
          <ReviewFields {...part} />
          <Group justify="space-between">
            <Button type="submit" loading={busy} disabled={!body.name.trim() || !whole}>
              {say('save')}
            </Button>
            <Button variant="subtle" color="red" disabled={busy || locked} onClick={() => void erase()}>
              {say('surveys.delete')}
            </Button>
          </Group>
        </form>
        <SurveyPreview kind={survey.kind} body={body} language={language} />
      </div>
      <SurveyRounds survey={survey} />
      <SurveyLinks survey={survey} />
      <SurveyExperiment survey={survey} />
    </div>
  );
}
