// When and whom a survey asks.
import { Group, NumberInput, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useChannelName } from '../../shell/channel-mark.js';
import { useWords } from '../../words/words.js';
import { connectionsQuery } from '../connections-page.js';
import type { Part } from './survey-questions.js';
import styles from './surveys.module.css';

const MINUTE = 60;

export function AskingFields({ survey, body, change }: Part) {
  const { say } = useWords();
  const channelName = useChannelName();
  const defaults = survey.defaultDelaySeconds;
  // Of the channels that there are here: a dozen others would only be in the way.
  const connections = useQuery(connectionsQuery).data;
  const used = new Set(connections?.map(({ kind }) => kind));
  const number = (next: number | string, least: number) => Math.max(Number(next) || 0, least);
  return (
    <>
      <h2>{say('surveys.when')}</h2>
      <p className={styles.hint}>{say('surveys.delay-hint')}</p>
      {Object.keys(defaults)
        .filter((kind) => used.has(kind))
        .map((kind) => (
          <NumberInput
            key={kind}
            label={say('surveys.delay', { channel: channelName(kind) })}
            min={0}
            max={20_160}
            value={(body.delaySeconds[kind] ?? defaults[kind] ?? 0) / MINUTE}
            onChange={(next) => change({ delaySeconds: { ...body.delaySeconds, [kind]: number(next, 0) * MINUTE } })}
          />
        ))}
      <Switch
        label={say('surveys.quiet')}
        description={say('surveys.quiet-hint')}
        checked={body.quiet !== null}
        onChange={(event) => change({ quiet: event.target.checked ? { from: '21:00', to: '09:00' } : null })}
      />
      {body.quiet && (
        <Group grow gap={8}>
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={say(`surveys.quiet-${end}`)}
              value={body.quiet?.[end] ?? ''}
              onChange={(event) => {
                const time = event.target.value.slice(0, 5);
                if (time && body.quiet) change({ quiet: { ...body.quiet, [end]: time } });
              }}
            />
          ))}
        </Group>
      )}
      <NumberInput
        label={say('surveys.reminder')}
        description={say('surveys.reminder-hint')}
        min={0}
        max={Math.max(body.expiryDays - 1, 0)}
        value={body.reminderDays}
        onChange={(next) => change({ reminderDays: number(next, 0) })}
      />
      <Switch
        label={say('surveys.by-mail')}
        description={say('surveys.by-mail-hint')}
        checked={body.byMail}
        onChange={(event) => change({ byMail: event.target.checked })}
      />
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
    </>
  );
}
