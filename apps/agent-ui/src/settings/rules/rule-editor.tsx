// One rule in plain sentences: when, if, then; beside it what it would have done, and what it did.
import { Button, Group, Switch, Tabs, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { queryClient } from '../../api/queries.js';
import { post, put, remove } from '../../api/request.js';
import { ConditionBuilder } from '../../conditions/condition-builder.js';
import { useWords } from '../../words/words.js';
import { useAction, Warning } from '../parts.js';
import parts from '../parts.module.css';
import { RuleActions } from './rule-actions.js';
import { useRuleFields } from './rule-fields.js';
import { RuleLog } from './rule-log.js';
import { RuleTest } from './rule-test.js';
import { RuleWhen } from './rule-when.js';
import { isReady, longSpan, type Rule, type RuleDraft, rulesQuery } from './rules.js';
import styles from './rules.module.css';

interface Props {
  /** Null: a new one. */
  rule: Rule | null;
  draft: RuleDraft;
  /** Undefined: back to the list. */
  onClose: (id: string | undefined) => void;
}

const orderOf = ({ name, enabled, when, condition, actions, stop }: RuleDraft): RuleDraft => {
  return { name, enabled, when, condition, actions, stop };
};

export function RuleEditor({ rule, draft, onClose }: Props) {
  const { say } = useWords();
  const [tab, setTab] = useState<string | null>('rule');
  return (
    <div className={parts.page}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={styles.back}
        leftSection={<IconArrowLeft size={16} />}
        onClick={() => onClose(undefined)}
      >
        {say('rules.all')}
      </Button>
      <h1 className={styles.title}>{rule?.name ?? say('rules.new')}</h1>
      {rule && rule.failures > 1 && <Warning>{say('rules.failing-hint', { count: rule.failures })}</Warning>}
      {rule ? (
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="rule">{say('rules.tab-rule')}</Tabs.Tab>
            <Tabs.Tab value="log">{say('rules.tab-log')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="rule">
            <Sentences rule={rule} draft={draft} onClose={onClose} />
          </Tabs.Panel>
          <Tabs.Panel value="log">
            <RuleLog ruleId={rule.id} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <Sentences rule={null} draft={draft} onClose={onClose} />
      )}
    </div>
  );
}

function Sentences({ rule, draft, onClose }: Props) {
  const { say, locale } = useWords();
  const [body, setBody] = useState<RuleDraft>(() => orderOf(draft));
  // What the condition began with: another object would begin the builder anew.
  const [began] = useState(body.condition);
  const fields = useRuleFields();
  const { busy, run } = useAction();
  const change = (next: Partial<RuleDraft>) => setBody((now) => ({ ...now, ...next }));
  const renew = () => queryClient.invalidateQueries({ queryKey: rulesQuery.queryKey });
  const save = async () => {
    const done = await run(async () => {
      await (rule ? put(`/api/v1/rules/${rule.id}`, body) : post('/api/v1/rules', body));
      await renew();
    });
    if (done) onClose(undefined);
  };
  const erase = async () => {
    if (!rule || !window.confirm(say('rules.delete-sure', { name: rule.name }))) return;
    const done = await run(async () => {
      await remove(`/api/v1/rules/${rule.id}`);
      await renew();
    }, 'deleted');
    if (done) onClose(undefined);
  };
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        data-autofocus
        autoFocus={!rule}
        label={say('rules.name')}
        value={body.name}
        maxLength={200}
        onChange={(event) => change({ name: event.target.value })}
      />
      <section aria-label={say('rules.when')}>
        <h2>{say('rules.when')}</h2>
        <RuleWhen when={body.when} onChange={(when) => change({ when })} />
        {body.when.on === 'time' && body.enabled && (
          <p className={parts.hint}>{say('rules.backlog', { span: longSpan(body.when.seconds, locale) })}</p>
        )}
      </section>
      <section aria-label={say('rules.if')}>
        <h2>{say('rules.if')}</h2>
        {fields.length > 0 && (
          <ConditionBuilder
            fields={fields}
            value={began}
            label={say('rules.if')}
            onChange={(condition) => change({ condition })}
          />
        )}
      </section>
      <section aria-label={say('rules.then')}>
        <h2>{say('rules.then')}</h2>
        <RuleActions actions={body.actions} onChange={(actions) => change({ actions })} />
      </section>
      <RuleTest when={body.when} condition={body.condition} actions={body.actions} />
      <Switch
        label={say('rules.stop')}
        description={say('rules.stop-hint')}
        checked={body.stop}
        onChange={(event) => change({ stop: event.target.checked })}
      />
      <Switch
        label={say('rules.enabled')}
        checked={body.enabled}
        onChange={(event) => change({ enabled: event.target.checked })}
      />
      <Group justify="space-between">
        <Group>
          <Button type="submit" loading={busy} disabled={!isReady(body)}>
            {say('save')}
          </Button>
          <Button variant="default" onClick={() => onClose(undefined)}>
            {say('cancel')}
          </Button>
        </Group>
        {rule && (
          <Button variant="subtle" color="red" onClick={() => void erase()}>
            {say('rules.delete')}
          </Button>
        )}
      </Group>
    </form>
  );
}
