// What becomes of a bad answer, and where whoever is glad may say so in public.
import { ActionIcon, Button, Group, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { pointsOf } from '@otklik/survey';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../api/queries.js';
import { useWords } from '../../words/words.js';
import type { Part } from './survey-questions.js';
import { replaced, type SurveyBody, without } from './surveys.js';
import styles from './surveys.module.css';

const OWNERS = ['solver', 'assignee', 'lead', 'agent'] as const;
const MOST_REVIEWS = 3;

export function CaseFields({ survey, body, change }: Part) {
  const { say } = useWords();
  const { cases } = body;
  const agents = useQuery(agentsQuery).data ?? [];
  const put = (next: Partial<SurveyBody['cases']>) => change({ cases: { ...cases, ...next } });
  const points = pointsOf(survey.kind, body.scaleMax).slice(0, -1);
  return (
    <>
      <h2>{say('surveys.cases')}</h2>
      <Switch
        label={say('surveys.cases-on')}
        description={say('surveys.cases-hint')}
        checked={cases.enabled}
        onChange={(event) => put({ enabled: event.target.checked })}
      />
      {cases.enabled && (
        <>
          <Select
            label={say('surveys.cases-at')}
            data={[
              { value: '', label: say('surveys.cases-low') },
              ...points.map((each) => ({ value: String(each), label: say('surveys.cases-to', { score: each }) })),
            ]}
            allowDeselect={false}
            value={cases.at === null ? '' : String(cases.at)}
            onChange={(next) => put({ at: next ? Number(next) : null })}
          />
          <Select
            label={say('surveys.cases-owner')}
            data={OWNERS.map((each) => ({ value: each, label: say(`surveys.cases-owner.${each}`) }))}
            allowDeselect={false}
            value={cases.owner}
            onChange={(next) => {
              const owner = OWNERS.find((each) => each === next) ?? 'solver';
              put({ owner, agentId: owner === 'agent' ? (cases.agentId ?? agents[0]?.id ?? null) : null });
            }}
          />
          {cases.owner === 'agent' && (
            <Select
              label={say('surveys.cases-agent')}
              data={agents.filter((each) => !each.disabled).map(({ id, name }) => ({ value: id, label: name }))}
              searchable
              allowDeselect={false}
              value={cases.agentId}
              onChange={(agentId) => put({ agentId })}
            />
          )}
          <NumberInput
            label={say('surveys.cases-due')}
            description={say('surveys.cases-due-hint')}
            min={1}
            max={720}
            value={cases.dueHours}
            onChange={(next) => put({ dueHours: Math.min(Math.max(Number(next) || 1, 1), 720) })}
          />
          <Textarea
            label={say('case.playbook')}
            description={say('surveys.cases-playbook-hint')}
            autosize
            minRows={2}
            maxRows={12}
            maxLength={4000}
            value={cases.playbook}
            onChange={(event) => put({ playbook: event.target.value })}
          />
          <Textarea
            label={say('case.steps')}
            description={say('surveys.cases-steps-hint')}
            autosize
            minRows={2}
            maxRows={12}
            value={cases.steps.join('\n')}
            onChange={(event) => put({ steps: stepsOf(event.target.value) })}
            onBlur={() => put({ steps: cases.steps.map((step) => step.trim()).filter(Boolean) })}
          />
          <Switch
            label={say('surveys.cases-again')}
            description={say('surveys.cases-again-hint')}
            checked={cases.askAgain}
            onChange={(event) => put({ askAgain: event.target.checked })}
          />
        </>
      )}
    </>
  );
}

/** One a line, as it is typed; empty lines go when the field is left. */
const stepsOf = (text: string): string[] =>
  text === ''
    ? []
    : text
        .split('\n')
        .slice(0, 20)
        .map((step) => step.slice(0, 200));

export function ReviewFields({ body, change }: Part) {
  const { say } = useWords();
  const { reviews } = body;
  const put = (index: number, next: Partial<SurveyBody['reviews'][number]>) =>
    change({ reviews: replaced(reviews, index, { ...reviews[index]!, ...next }) });
  return (
    <>
      <h2>{say('surveys.reviews')}</h2>
      <p className={styles.hint}>{say('surveys.reviews-hint')}</p>
      {reviews.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike while they are written
        <Group key={index} gap={8} wrap="nowrap" align="end">
          <TextInput
            style={{ flex: 1 }}
            label={say('surveys.review-label')}
            maxLength={80}
            value={one.label}
            onChange={(event) => put(index, { label: event.target.value })}
          />
          <TextInput
            style={{ flex: 2 }}
            type="url"
            label={say('surveys.review-url')}
            placeholder="https://"
            pattern="https?://.+"
            required
            maxLength={500}
            value={one.url}
            onChange={(event) => put(index, { url: event.target.value })}
          />
          <ActionIcon
            size={36}
            aria-label={say('surveys.remove', { what: one.label || say('surveys.review-label') })}
            onClick={() => change({ reviews: without(reviews, index) })}
          >
            <IconTrash size={16} stroke={1.75} />
          </ActionIcon>
        </Group>
      ))}
      {reviews.length < MOST_REVIEWS && (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={() => change({ reviews: [...reviews, { label: '', url: '' }] })}
          >
            {say('surveys.review-add')}
          </Button>
        </div>
      )}
    </>
  );
}
