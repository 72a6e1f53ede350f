// A survey on a schedule: whom it asks every so many days, and what each round has come to.
import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { NOT_ASKED_REASONS, type NotAskedReason, reasonWords } from '@otklik/survey';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { shortDay } from '../../words/moments.js';
import { useWords } from '../../words/words.js';
import { Table } from '../parts.js';
import type { Part } from './survey-questions.js';
import type { Survey, SurveyBody } from './surveys.js';
import styles from './surveys.module.css';

type Round = components['schemas']['RoundView'];
type Segment = components['schemas']['SegmentView'];

const TOMORROW = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

export function RoundFields({ body, change }: Part) {
  const { say } = useWords();
  const { rounds } = body;
  const segments = useQuery({ queryKey: ['segments'], queryFn: () => get<Segment[]>('/api/v1/segments') }).data ?? [];
  const put = (next: Partial<NonNullable<SurveyBody['rounds']>>) =>
    rounds && change({ rounds: { ...rounds, ...next } });
  const whole = (next: number | string, least: number, most: number) =>
    Math.min(Math.max(Math.round(Number(next)) || least, least), most);
  return (
    <>
      <h2>{say('rounds.title')}</h2>
      <Switch
        label={say('rounds.on')}
        description={say('rounds.hint')}
        checked={rounds !== null}
        onChange={(event) =>
          change({
            rounds: event.target.checked
              ? { everyDays: 90, startOn: TOMORROW(), segmentId: null, activeDays: 90 }
              : null,
          })
        }
      />
      {rounds && (
        <>
          <TextInput
            type="date"
            label={say('rounds.start')}
            required
            value={rounds.startOn}
            onChange={(event) => event.target.value && put({ startOn: event.target.value })}
          />
          <NumberInput
            label={say('rounds.every')}
            min={30}
            max={730}
            value={rounds.everyDays}
            onChange={(next) => put({ everyDays: whole(next, 30, 730) })}
          />
          <Select
            label={say('rounds.segment')}
            data={segments.map(({ id, name }) => ({ value: id, label: name }))}
            placeholder={say('rounds.everybody')}
            clearable
            value={rounds.segmentId}
            onChange={(segmentId) => put({ segmentId })}
          />
          <NumberInput
            label={say('rounds.active')}
            description={say('rounds.active-hint')}
            min={1}
            max={730}
            value={rounds.activeDays}
            onChange={(next) => put({ activeDays: whole(next, 1, 730) })}
          />
        </>
      )}
    </>
  );
}

export function SurveyRounds({ survey }: { survey: Survey }) {
  const { say, locale } = useWords();
  const rounds =
    useQuery({
      queryKey: ['survey-rounds', survey.id],
      queryFn: () => get<Round[]>(`/api/v1/surveys/${survey.id}/rounds`),
    }).data ?? [];
  if (rounds.length === 0) return null;
  const reason = (code: string) =>
    (NOT_ASKED_REASONS as readonly string[]).includes(code) ? reasonWords(code as NotAskedReason, locale) : code;
  const score = ({ score: value }: Round) =>
    value === null
      ? '—'
      : survey.kind === 'nps'
        ? new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(value)
        : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value);
  return (
    <section className={styles.links} data-testid="survey-rounds">
      <h2>{say('rounds.past')}</h2>
      <Table
        label="rounds.past"
        heads={['rounds.began', 'rounds.asked', 'rounds.not-asked', 'links.answers', 'links.score']}
      >
        {rounds.map((round) => (
          <tr key={round.id}>
            <td>{shortDay(round.startedAt, locale)}</td>
            <td>{round.asked.toLocaleString(locale)}</td>
            <td>
              {round.notAsked.map((line) => (
                <div key={line.reason}>
                  {reason(line.reason)}: {line.count.toLocaleString(locale)}
                </div>
              ))}
            </td>
            <td>{round.answered.toLocaleString(locale)}</td>
            <td data-few={!round.enough || undefined}>
              {score(round)} {!round.enough && <small>{say('surveys.few')}</small>}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
