// The surveys in their order: the first that is meant for a ticket asks; each is changed on a page of its own.
import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post, put } from '../../api/request.js';
import { takeAnswer } from '../../live/take-news.js';
import { useWords } from '../../words/words.js';
import { Loaded, Mark, SettingsSection, useAction } from '../parts.js';
import parts from '../parts.module.css';
import { moved } from '../promises.js';
import { useNamedLink } from './named-link.js';
import { SurveyEditor } from './survey-editor.js';
import { SurveyResults } from './survey-results.js';
import { isForAll, renewSurveys, type Survey, surveysQuery } from './surveys.js';
import styles from './surveys.module.css';

const KINDS = ['csat', 'nps', 'ces'] as const;

export function SurveysPage() {
  const { say } = useWords();
  const query = useQuery(surveysQuery);
  const [open, setOpen] = useState<string | null>(null);
  const forget = useNamedLink(({ surveyId }) => setOpen(surveyId));
  const close = () => {
    forget();
    setOpen(null);
  };
  const { busy, run } = useAction();
  const add = (kind: (typeof KINDS)[number]) =>
    run(async () => {
      // Off until it has been looked at: nobody is asked by a survey that is still being worded.
      const made = await post<Survey>('/api/v1/surveys', { kind, name: say(`survey.${kind}`), enabled: false });
      await renewSurveys();
      setOpen(made.id);
    });
  const survey = query.data?.find((each) => each.id === open);
  if (survey) return <SurveyEditor key={survey.id} survey={survey} onClose={close} />;
  return (
    <SettingsSection
      title="settings.surveys"
      hint="surveys.hint"
      action={
        <Menu position="bottom-end">
          <Menu.Target>
            <Button leftSection={<IconPlus size={16} />} loading={busy}>
              {say('surveys.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {KINDS.map((kind) => (
              <Menu.Item key={kind} onClick={() => void add(kind)}>
                {say(`survey.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      <Loaded query={query}>
        {(surveys) =>
          surveys.length === 0 ? (
            <p className={parts.hint}>{say('surveys.none')}</p>
          ) : (
            <>
              <ol className={styles.list}>
                {surveys.map((each, index) => (
                  <Line key={each.id} survey={each} index={index} surveys={surveys} onEdit={() => setOpen(each.id)} />
                ))}
              </ol>
              <SurveyResults surveys={surveys} />
            </>
          )
        }
      </Loaded>
    </SettingsSection>
  );
}

function Line({
  survey,
  index,
  surveys,
  onEdit,
}: {
  survey: Survey;
  index: number;
  surveys: Survey[];
  onEdit: () => void;
}) {
  const { say } = useWords();
  const { busy, run } = useAction();
  const place = (step: -1 | 1) =>
    run(async () => {
      const ids = moved(surveys, index, step).map(({ id }) => id);
      takeAnswer(surveysQuery.queryKey, await put<Survey[]>('/api/v1/surveys/order', { ids }));
    });
  const unasked = survey.rounds ? 'surveys.by-calendar' : 'surveys.on-request';
  const asks = survey.enabled ? (survey.automatic ? 'surveys.on' : unasked) : 'surveys.off';
  return (
    <li className={styles.line} data-testid="survey">
      <div>
        <strong>{survey.name}</strong>
        <small>
          {say(`survey.${survey.kind}`)}, {say('surveys.scale-to', { min: lowest(survey), max: survey.scaleMax })}
          {survey.automatic && ` · ${say(isForAll(survey.conditions) ? 'surveys.everybody' : 'surveys.some')}`}
        </small>
      </div>
      <Mark tone={survey.enabled ? 'good' : 'quiet'}>{say(asks)}</Mark>
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          aria-label={say('surveys.up', { name: survey.name })}
          disabled={busy || index === 0}
          onClick={() => void place(-1)}
        >
          <IconArrowUp size={16} stroke={1.75} />
        </ActionIcon>
        <ActionIcon
          aria-label={say('surveys.down', { name: survey.name })}
          disabled={busy || index === surveys.length - 1}
          onClick={() => void place(1)}
        >
          <IconArrowDown size={16} stroke={1.75} />
        </ActionIcon>
        <Button size="xs" variant="default" onClick={onEdit}>
          {say('edit')}
        </Button>
      </Group>
    </li>
  );
}

const lowest = ({ kind }: Survey) => (kind === 'nps' ? 0 : 1);
