// One case, whole: what the customer said, what to do, what was done, and how it ends.
import { Button, Checkbox, Group, Radio, Select, Stack, Switch, Textarea } from '@mantine/core';
import { IconArrowBackUp, IconQuote } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { agentsQuery } from '../api/queries.js';
import { tellRefusal } from '../shell/notices.js';
import { useMe, useNames } from '../shell/people-names.js';
import { fullTime, useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { againWords, dueWords, outcomeWords } from './case-words.js';
import { type Case, changeCase, closeCase, OUTCOMES, reopenCase } from './cases.js';
import styles from './cases.module.css';

export function CaseCard({ one }: { one: Case }) {
  const { say, locale } = useWords();
  const names = useNames();
  const me = useMe();
  const now = useNow(60_000);
  const [ending, setEnding] = useState(false);
  const open = one.state === 'open';
  const due = dueWords(one, now, say, locale);
  const again = againWords(one, say, locale);
  const act = (work: Promise<unknown>) => void work.catch(tellRefusal);
  return (
    <div className={styles.card} data-testid="case">
      <div className={styles.head}>
        <strong data-late={open && due.late ? true : undefined}>{open ? due.words : outcomeWords(one, say)}</strong>
        <span>
          {say('case.rated', { score: one.score, max: one.scaleMax })} · {one.survey.name}
          {one.link && ` · ${say('links.at', { name: one.link.name })}`}
        </span>
      </div>
      {!one.bad && open && (
        <p className={styles.better}>{say('case.better', { score: one.score, max: one.scaleMax })}</p>
      )}
      {one.comment && (
        <blockquote>
          <IconQuote size={16} stroke={1.75} aria-hidden="true" />
          {one.comment}
        </blockquote>
      )}
      {open ? (
        <>
          <Owner one={one} act={act} />
          {one.playbook && (
            <section>
              <h3>{say('case.playbook')}</h3>
              <p className={styles.words}>{one.playbook}</p>
            </section>
          )}
          <Steps one={one} act={act} />
          <Told one={one} act={act} />
          {ending ? (
            <Ending one={one} onDone={() => setEnding(false)} />
          ) : (
            <Group gap={8}>
              <Button size="xs" onClick={() => setEnding(true)}>
                {say('case.close')}
              </Button>
              {one.ownerId !== me.agent.id && (
                <Button size="xs" variant="default" onClick={() => act(changeCase(one.id, { ownerId: me.agent.id }))}>
                  {say('case.take')}
                </Button>
              )}
            </Group>
          )}
        </>
      ) : (
        <>
          {one.note && <p className={styles.words}>{one.note}</p>}
          {again && <p className={styles.words}>{again}</p>}
          <p className={styles.words}>
            {one.closedAt &&
              (one.closedBy
                ? say('case.closed-by', { name: names.agent(one.closedBy), time: fullTime(one.closedAt, locale) })
                : fullTime(one.closedAt, locale))}
          </p>
        </>
      )}
      {!open && <Told one={one} act={act} />}
      {!open && (
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size={14} stroke={1.75} />}
            onClick={() => act(reopenCase(one.id))}
          >
            {say('case.reopen')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface Part {
  one: Case;
  act: (work: Promise<unknown>) => void;
}

function Owner({ one, act }: Part) {
  const { say } = useWords();
  const names = useNames();
  const agents = useQuery(agentsQuery).data ?? [];
  const here = agents.filter((agent) => !agent.disabled).map(({ id, name }) => ({ value: id, label: name }));
  const gone = one.ownerId && !here.some(({ value }) => value === one.ownerId);
  return (
    <Select
      size="xs"
      label={say('case.owner')}
      data={gone ? [{ value: one.ownerId!, label: names.agent(one.ownerId) }, ...here] : here}
      value={one.ownerId}
      placeholder={say('nobody')}
      searchable
      onChange={(next) => next && next !== one.ownerId && act(changeCase(one.id, { ownerId: next }))}
    />
  );
}

function Steps({ one, act }: Part) {
  const { say } = useWords();
  if (one.steps.length === 0) return null;
  const tick = (index: number, done: boolean) =>
    act(changeCase(one.id, { done: one.steps.map((step, i) => (i === index ? done : step.done)) }));
  return (
    <fieldset className={styles.steps}>
      <legend>{say('case.steps')}</legend>
      {one.steps.map((step, index) => (
        <Checkbox
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          key={index}
          size="xs"
          label={step.text}
          checked={step.done}
          onChange={(event) => tick(index, event.target.checked)}
        />
      ))}
    </fieldset>
  );
}

/** What the customer reads on the page of their answer; it can be told before the case ends, and after. */
function Told({ one, act }: Part) {
  const { say } = useWords();
  const [words, setWords] = useState(one.told);
  const changed = words.trim() !== one.told;
  return (
    <Stack gap={6}>
      <Textarea
        size="xs"
        label={say('case.told')}
        description={say('case.told-hint')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {changed && (
        <div>
          <Button size="xs" variant="default" onClick={() => act(changeCase(one.id, { told: words }))}>
            {say('case.tell')}
          </Button>
        </div>
      )}
    </Stack>
  );
}

function Ending({ one, onDone }: { one: Case; onDone: () => void }) {
  const { say } = useWords();
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number] | null>(null);
  const [note, setNote] = useState(one.note);
  const [askAgain, setAskAgain] = useState(true);
  const [busy, setBusy] = useState(false);
  // Who came of their own by a link was never asked.
  const askable = one.again !== 'asked' && !one.link;
  const end = async (event: FormEvent) => {
    event.preventDefault();
    if (!outcome) return;
    setBusy(true);
    try {
      await closeCase(one.id, { outcome, note, askAgain: askAgain && askable });
      onDone();
    } catch (error) {
      tellRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={styles.ending} onSubmit={(event) => void end(event)}>
      <Radio.Group
        size="xs"
        label={say('case.how')}
        value={outcome}
        onChange={(next) => setOutcome(next as (typeof OUTCOMES)[number])}
      >
        <div className={styles.outcomes}>
          {OUTCOMES.map((each, index) => (
            <Radio
              key={each}
              size="xs"
              value={each}
              label={say(`case.outcome.${each}`)}
              data-autofocus={index === 0 || undefined}
              autoFocus={index === 0}
            />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        size="xs"
        label={say('case.note')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {askable && (
        <Switch
          size="xs"
          label={say('case.ask-again')}
          description={say('case.ask-again-hint')}
          checked={askAgain}
          onChange={(event) => setAskAgain(event.target.checked)}
        />
      )}
      <Group gap={8}>
        <Button size="xs" type="submit" loading={busy} disabled={!outcome}>
          {say('case.close')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
          {say('cancel')}
        </Button>
      </Group>
    </form>
  );
}
