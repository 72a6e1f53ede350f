// An experiment with a survey: two ways of asking, half of the customers each, a rule fixed before it begins, and a plain verdict.
import { Button, Group, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { ENOUGH, planExperiment } from '@otklik/survey';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../../api/queries.js';
import { get, post } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import type { Locale } from '../../api/shapes.js';
import { fullTime } from '../../words/moments.js';
import { LOCALES, type Say, useWords } from '../../words/words.js';
import { useAction } from '../parts.js';
import type { Survey } from './surveys.js';
import { renewSurveys } from './surveys.js';
import styles from './surveys.module.css';

type Experiment = components['schemas']['ExperimentView'];
type Answer = components['schemas']['ExperimentAnswer'];
type Figure = components['schemas']['SurveyFigure'];

const EFFECTS = [0.03, 0.05, 0.1] as const;
const MINUTE = 60;

export const experimentQuery = (surveyId: string) =>
  queryOptions({
    queryKey: ['surveys', surveyId, 'experiment'],
    queryFn: () => get<Answer>(`/api/v1/surveys/${surveyId}/experiment`),
  });

export function SurveyExperiment({ survey }: { survey: Survey }) {
  const { say } = useWords();
  const asked = experimentQuery(survey.id);
  const query = useQuery(asked);
  const renew = async () => {
    await queryClient.invalidateQueries({ queryKey: asked.queryKey });
    await renewSurveys();
  };
  const experiment = query.data?.experiment;
  return (
    <section className={styles.experiment} aria-labelledby="survey-experiment" data-testid="survey-experiment">
      <h2 id="survey-experiment">{say('experiment.title')}</h2>
      <p className={styles.hint}>{say('experiment.hint')}</p>
      {experiment && <Verdict survey={survey} experiment={experiment} renew={renew} />}
      {query.data && (!experiment || experiment.endedAt) && <Start survey={survey} renew={renew} />}
    </section>
  );
}

interface Props {
  survey: Survey;
  renew: () => Promise<void>;
}

function Verdict({ survey, experiment, renew }: Props & { experiment: Experiment }) {
  const { say, locale } = useWords();
  const { busy, run } = useAction();
  const { a, b, verdict, measure, endedAt } = experiment;
  const percent = (share: number) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
  // A difference of two shares is no share: six points, not six per cent of anything.
  const points = (share: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(share * 100);
  const stop = (keep: 'a' | 'b') =>
    void run(async () => {
      await post(`/api/v1/surveys/${survey.id}/experiment/stop`, { keep });
      await renew();
    });
  const arm = (name: 'a' | 'b', one: Experiment['a'], what: string) => (
    <tr>
      <th scope="row">{say(`experiment.arm.${name}`)}</th>
      <td>{what}</td>
      <td>{one.sent.toLocaleString(locale)}</td>
      <td>
        {one.n < ENOUGH ? '—' : percent(one.count / one.n)}
        {one.n >= ENOUGH && <small>n = {one.n.toLocaleString(locale)}</small>}
      </td>
    </tr>
  );
  return (
    <>
      <p className={styles.verdict} data-testid="experiment-verdict">
        {verdictWords(experiment, say, locale)}
      </p>
      <div className={styles.arms}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('experiment.arm')}</th>
              <th scope="col">{say('experiment.how')}</th>
              <th scope="col">{say('surveys.sent')}</th>
              <th scope="col">{say(`experiment.measure.${measure}`)}</th>
            </tr>
          </thead>
          <tbody>
            {arm('a', a, say('experiment.as-now'))}
            {arm('b', b, variantWords(experiment, say, locale))}
          </tbody>
        </table>
      </div>
      {experiment.difference !== null && experiment.low !== null && experiment.high !== null && (
        <p className={styles.hint}>
          {say('experiment.difference', {
            difference: points(experiment.difference),
            low: points(experiment.low),
            high: points(experiment.high),
          })}
        </p>
      )}
      <p className={styles.hint}>
        {say('experiment.looks', {
          looked: experiment.looked,
          looks: experiment.looks.length,
          last: (experiment.looks.at(-1)?.perArm ?? 0).toLocaleString(locale),
          at: fullTime(experiment.startedAt, locale),
        })}
      </p>
      {endedAt ? (
        <p className={styles.hint}>
          {say(experiment.kept === 'b' ? 'experiment.kept-b' : 'experiment.kept-a', { at: fullTime(endedAt, locale) })}
        </p>
      ) : (
        <Group gap="xs" mt="sm" mb="md">
          <Button variant={verdict === 'first-better' ? 'filled' : 'default'} loading={busy} onClick={() => stop('a')}>
            {say('experiment.keep-a')}
          </Button>
          <Button variant={verdict === 'second-better' ? 'filled' : 'default'} loading={busy} onClick={() => stop('b')}>
            {say('experiment.keep-b')}
          </Button>
        </Group>
      )}
    </>
  );
}

function verdictWords({ verdict, looked, more }: Experiment, say: Say, locale: string): string {
  if (verdict === 'first-better') return say('experiment.a-better');
  if (verdict === 'second-better') return say('experiment.b-better');
  if (verdict === 'no-difference') return say('experiment.no-difference');
  const count = more ?? 0;
  return `${say(looked === 0 ? 'experiment.none-yet' : 'experiment.same-yet')} ${say('experiment.next', { count, n: count.toLocaleString(locale) })}`;
}

function variantWords({ question, delaySeconds, byMail }: Experiment, say: Say, locale: string): string {
  if (delaySeconds !== null) return say('experiment.after', { count: Math.round(delaySeconds / MINUTE) });
  if (byMail !== null) return say(byMail ? 'experiment.by-mail' : 'experiment.in-channel');
  const words = question as Partial<Record<string, string>> | null;
  return words?.[locale] ?? Object.values(words ?? {}).find(Boolean) ?? '';
}

function Start({ survey, renew }: Props) {
  const { say, locale } = useWords();
  const { busy, run } = useAction();
  const [what, setWhat] = useState<'question' | 'delay' | 'channel'>('question');
  const [question, setQuestion] = useState<Partial<Record<Locale, string>>>({});
  const [minutes, setMinutes] = useState<number>(60);
  const [measure, setMeasure] = useState<'answered' | 'good'>('answered');
  const [effect, setEffect] = useState<number>(0.05);
  const figures = useQuery({
    queryKey: ['survey-report', 'experiment'],
    queryFn: () => get<{ surveys: Figure[] }>('/api/v1/reports/surveys'),
  });
  const own = figures.data?.surveys.find((each) => each.surveyId === survey.id && each.scaleMax === survey.scaleMax);
  const base = baseOf(measure, survey.kind, own);
  const plan = planExperiment({ base, effect });
  const percent = (share: number) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  const start = () =>
    void run(async () => {
      const variant = {
        question: { question },
        delay: { delaySeconds: minutes * MINUTE },
        channel: { otherChannel: true },
      }[what];
      await post(`/api/v1/surveys/${survey.id}/experiment`, { ...variant, measure, base, effect });
      await renew();
    });
  const whole = what !== 'question' || Object.values(question).some((each) => each?.trim());
  return (
    <div className={styles.start}>
      <SegmentedControl
        aria-label={say('experiment.what')}
        value={what}
        onChange={(next) => setWhat(next as typeof what)}
        data={[
          { value: 'question', label: say('experiment.what.question') },
          { value: 'delay', label: say('experiment.what.delay') },
          { value: 'channel', label: say('experiment.what.channel') },
        ]}
      />
      {what === 'question' ? (
        (Object.keys(LOCALES) as Locale[]).map((each) => (
          <TextInput
            key={each}
            label={say('experiment.question', { language: LOCALES[each] })}
            placeholder={survey.wording[each]?.question || survey.defaultWording[each]?.question}
            maxLength={300}
            value={question[each] ?? ''}
            onChange={(event) => setQuestion({ ...question, [each]: event.target.value })}
          />
        ))
      ) : what === 'channel' ? (
        <p className={styles.hint}>{say(survey.byMail ? 'experiment.channel-here' : 'experiment.channel-mail')}</p>
      ) : (
        <NumberInput
          label={say('experiment.delay')}
          min={0}
          max={20_160}
          value={minutes}
          onChange={(next) => setMinutes(Math.max(0, Math.round(Number(next) || 0)))}
        />
      )}
      <Select
        label={say('experiment.measure')}
        allowDeselect={false}
        value={measure}
        onChange={(next) => setMeasure(next === 'good' ? 'good' : 'answered')}
        data={(['answered', 'good'] as const).map((each) => ({
          value: each,
          label: say(`experiment.measure.${each}`),
        }))}
      />
      <Select
        label={say('experiment.effect')}
        allowDeselect={false}
        value={String(effect)}
        onChange={(next) => setEffect(Number(next) || 0.05)}
        data={EFFECTS.map((each) => ({ value: String(each), label: say('experiment.points', { count: each * 100 }) }))}
      />
      <p className={styles.hint}>
        {say('experiment.plan', {
          base: percent(base),
          looks: plan.looks.length,
          first: (plan.looks[0]?.perArm ?? 0).toLocaleString(locale),
          last: (plan.looks.at(-1)?.perArm ?? 0).toLocaleString(locale),
        })}
      </p>
      <Button onClick={start} loading={busy} disabled={!whole || !survey.enabled || !survey.automatic}>
        {say('experiment.start')}
      </Button>
    </div>
  );
}

/** What is expected as things are: the last thirty days, or a usual share where they say too little. */
function baseOf(measure: 'answered' | 'good', kind: Survey['kind'], own: Figure | undefined): number {
  const seen = measure === 'answered' ? own?.responseRate : kind === 'nps' ? null : own?.score;
  const usual = measure === 'answered' ? 0.3 : kind === 'nps' ? 0.5 : 0.8;
  const share = own?.enough && seen != null ? seen : usual;
  return Math.min(0.95, Math.max(0.05, Math.round(share * 100) / 100));
}
