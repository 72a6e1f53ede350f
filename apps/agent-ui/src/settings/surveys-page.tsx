// The surveys: whether, when, whom and how we ask.
import { Button, NumberInput, Select, Switch, Tabs, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queries.js';
import { get, patch } from '../api/request.js';
import type { Locale, Survey, Wording } from '../api/shapes.js';
import { useChannelName } from '../shell/channel-mark.js';
import { LOCALES, useWords } from '../words/words.js';
import { Form, Loaded, Mark, SettingsSection, useAction } from './parts.js';
import styles from './parts.module.css';

const surveysQuery = queryOptions({ queryKey: ['surveys'], queryFn: () => get<Survey[]>('/api/v1/surveys') });

export function SurveysPage() {
  const { say } = useWords();
  const query = useQuery(surveysQuery);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <SettingsSection title="settings.surveys" hint="surveys.hint">
      <Loaded query={query}>
        {(surveys) => (
          <div className={styles.cards}>
            {surveys.map((survey) => (
              <section key={survey.id} className={styles.card} aria-label={survey.name}>
                <div className={styles.cardHead}>
                  <h2>{survey.name}</h2>
                  <small>{say(`survey.${survey.kind}`)}</small>
                  <Mark tone={survey.enabled ? 'good' : 'quiet'}>
                    {say(survey.enabled ? 'surveys.on' : 'surveys.off')}
                  </Mark>
                  {surveys.length > 1 && (
                    <Button size="xs" variant="default" onClick={() => setOpen(open === survey.id ? null : survey.id)}>
                      {say(open === survey.id ? 'close' : 'edit')}
                    </Button>
                  )}
                </div>
                {(surveys.length === 1 || open === survey.id) && <Fields survey={survey} />}
              </section>
            ))}
          </div>
        )}
      </Loaded>
    </SettingsSection>
  );
}

const MINUTE = 60;
type Body = Pick<
  Survey,
  | 'enabled'
  | 'scaleMax'
  | 'perPersonDays'
  | 'samplingPercent'
  | 'expiryDays'
  | 'askAgentOnly'
  | 'askSolvedByRule'
  | 'wording'
> & { delaySeconds: Record<string, number> };

function Fields({ survey }: { survey: Survey }) {
  const { say } = useWords();
  const channelName = useChannelName();
  const defaults = survey.defaultDelaySeconds as Record<string, number>;
  const [body, setBody] = useState<Body>(() => {
    const { enabled, scaleMax, perPersonDays, samplingPercent, expiryDays, askAgentOnly, askSolvedByRule, wording } =
      survey;
    return {
      enabled,
      scaleMax,
      perPersonDays,
      samplingPercent,
      expiryDays,
      askAgentOnly,
      askSolvedByRule,
      wording,
      delaySeconds: { ...(survey.delaySeconds as Record<string, number>) },
    };
  });
  const { busy, run } = useAction();
  const change = (next: Partial<Body>) => setBody((now) => ({ ...now, ...next }));
  const number = (next: number | string, least: number) => Math.max(Number(next) || 0, least);
  const save = () =>
    run(async () => {
      await patch<Survey>(`/api/v1/surveys/${survey.id}`, body);
      await queryClient.invalidateQueries({ queryKey: surveysQuery.queryKey });
    });
  return (
    <div style={{ marginTop: 16 }}>
      <Form onSave={() => void save()} busy={busy}>
        <Switch
          label={say('surveys.enabled')}
          checked={body.enabled}
          onChange={(event) => change({ enabled: event.target.checked })}
        />
        {survey.scales.length > 1 && (
          <Select
            label={say('surveys.scale')}
            allowDeselect={false}
            value={String(body.scaleMax)}
            data={survey.scales.map((max) => ({ value: String(max), label: say('surveys.scale-to', { max }) }))}
            onChange={(next) => next && change({ scaleMax: Number(next) })}
          />
        )}
        <h2>{say('surveys.when')}</h2>
        {Object.keys(defaults).map((kind) => (
          <NumberInput
            key={kind}
            label={say('surveys.delay', { channel: channelName(kind) })}
            description={say('surveys.delay-hint')}
            min={0}
            max={20_160}
            value={(body.delaySeconds[kind] ?? defaults[kind] ?? 0) / MINUTE}
            onChange={(next) => change({ delaySeconds: { ...body.delaySeconds, [kind]: number(next, 0) * MINUTE } })}
          />
        ))}
        <h2>{say('surveys.whom')}</h2>
        <NumberInput
          label={say('surveys.per-person')}
          description={say('surveys.per-person-hint')}
          min={0}
          max={365}
          value={body.perPersonDays}
          onChange={(next) => change({ perPersonDays: number(next, 0) })}
        />
        <NumberInput
          label={say('surveys.sampling')}
          description={say('surveys.sampling-hint')}
          min={0}
          max={100}
          suffix=" %"
          value={body.samplingPercent}
          onChange={(next) => change({ samplingPercent: Math.min(number(String(next).replace('%', ''), 0), 100) })}
        />
        <NumberInput
          label={say('surveys.expiry')}
          min={1}
          max={90}
          value={body.expiryDays}
          onChange={(next) => change({ expiryDays: number(next, 1) })}
        />
        <Switch
          label={say('surveys.agent-only')}
          checked={body.askAgentOnly}
          onChange={(event) => change({ askAgentOnly: event.target.checked })}
        />
        <Switch
          label={say('surveys.by-rule')}
          checked={body.askSolvedByRule}
          onChange={(event) => change({ askSolvedByRule: event.target.checked })}
        />
        <h2>{say('surveys.words')}</h2>
        <Words survey={survey} wording={body.wording} onChange={(wording) => change({ wording })} />
      </Form>
    </div>
  );
}

const PARTS = ['question', 'followUpLow', 'followUpMiddle', 'followUpGood'] as const;

function Words({
  survey,
  wording,
  onChange,
}: {
  survey: Survey;
  wording: Survey['wording'];
  onChange: (wording: Survey['wording']) => void;
}) {
  const { say, locale } = useWords();
  const put = (language: Locale, part: (typeof PARTS)[number], words: string) => {
    const next: Wording = { ...wording[language], [part]: words || undefined };
    const empty = PARTS.every((each) => !next[each]);
    onChange({ ...wording, [language]: empty ? undefined : next });
  };
  return (
    <Tabs defaultValue={locale} keepMounted={false}>
      <Tabs.List>
        {Object.entries(LOCALES).map(([language, name]) => (
          <Tabs.Tab key={language} value={language}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {(Object.keys(LOCALES) as Locale[]).map((language) => (
        <Tabs.Panel key={language} value={language} pt="sm" className={styles.stack}>
          {PARTS.map((part) => (
            <TextInput
              key={part}
              label={say(`surveys.${part}`)}
              placeholder={survey.defaultWording[language]?.[part]}
              maxLength={300}
              value={wording[language]?.[part] ?? ''}
              onChange={(event) => put(language, part, event.target.value)}
            />
          ))}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
