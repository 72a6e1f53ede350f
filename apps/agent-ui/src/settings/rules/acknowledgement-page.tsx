// The automatic acknowledgement of each connection: on or off, how often, and in which words in each language.
import { Button, NumberInput, SegmentedControl, Switch, Textarea } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../../api/queries.js';
import { get, put } from '../../api/request.js';
import type { Acknowledgement, Locale } from '../../api/shapes.js';
import { useChannelName } from '../../shell/channel-mark.js';
import { LOCALES, useWords } from '../../words/words.js';
import { Form, Loaded, Mark, SettingsSection, useAction } from '../parts.js';
import parts from '../parts.module.css';
import styles from './rules.module.css';

const acknowledgementsQuery = queryOptions({
  queryKey: ['acknowledgements'],
  queryFn: () => get<Acknowledgement[]>('/api/v1/acknowledgements'),
});

export function AcknowledgementPage() {
  const { say } = useWords();
  const query = useQuery(acknowledgementsQuery);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <SettingsSection title="settings.acknowledgement" hint="ack.hint">
      <Loaded query={query}>
        {(all) => (
          <div className={parts.cards}>
            {all.length === 0 && <p className={parts.hint}>{say('ack.none')}</p>}
            {all.map((one) => (
              <Connection
                key={one.connectionId}
                acknowledgement={one}
                open={open === one.connectionId}
                onOpen={(is) => setOpen(is ? one.connectionId : null)}
              />
            ))}
          </div>
        )}
      </Loaded>
    </SettingsSection>
  );
}

interface CardProps {
  acknowledgement: Acknowledgement;
  open: boolean;
  onOpen: (open: boolean) => void;
}

function Connection({ acknowledgement: one, open, onOpen }: CardProps) {
  const { say } = useWords();
  const channel = useChannelName();
  const panel = `ack-${one.connectionId}`;
  return (
    <section className={parts.card} data-testid="acknowledgement" aria-label={one.name}>
      <div className={parts.cardHead}>
        <h2>{one.name}</h2>
        <small>{channel(one.kind)}</small>
        <Mark tone={one.enabled ? 'good' : 'quiet'}>{say(one.enabled ? 'ack.on' : 'ack.off')}</Mark>
        <Button size="xs" variant="default" aria-expanded={open} aria-controls={panel} onClick={() => onOpen(!open)}>
          {say(open ? 'close' : 'edit')}
        </Button>
      </div>
      <div id={panel}>{open && <Editor acknowledgement={one} onSaved={() => onOpen(false)} />}</div>
    </section>
  );
}

function Editor({ acknowledgement: one, onSaved }: { acknowledgement: Acknowledgement; onSaved: () => void }) {
  const { say, locale: mine } = useWords();
  const [body, setBody] = useState({ enabled: one.enabled, wording: one.wording, quietMinutes: one.quietMinutes });
  const [locale, setLocale] = useState<Locale>(mine as Locale);
  const { busy, run } = useAction();
  const save = async () => {
    const done = await run(async () => {
      await put(`/api/v1/acknowledgements/${one.connectionId}`, body);
      await queryClient.invalidateQueries({ queryKey: acknowledgementsQuery.queryKey });
    });
    if (done) onSaved();
  };
  const write = (part: 'open' | 'closed', words: string) =>
    setBody((now) => ({ ...now, wording: { ...now.wording, [locale]: { ...now.wording[locale], [part]: words } } }));
  return (
    <div className={styles.fields}>
      <Form onSave={() => void save()} busy={busy}>
        <Switch
          label={say('ack.enabled')}
          checked={body.enabled}
          onChange={(event) => setBody((now) => ({ ...now, enabled: event.target.checked }))}
        />
        <NumberInput
          label={say('ack.quiet')}
          description={say('ack.quiet-hint')}
          min={10}
          max={10_080}
          value={body.quietMinutes}
          onChange={(next) => setBody((now) => ({ ...now, quietMinutes: Math.round(Number(next)) || 60 }))}
        />
        <SegmentedControl
          aria-label={say('ack.language')}
          value={locale}
          onChange={(next) => setLocale(next as Locale)}
          data={(Object.keys(LOCALES) as Locale[]).map((value) => ({ value, label: LOCALES[value] }))}
        />
        {(['open', 'closed'] as const).map((part) => (
          <Words
            key={part + locale}
            label={say(`ack-words.${part}`)}
            own={body.wording[locale]?.[part] ?? ''}
            ours={one.defaults[locale]?.[part] ?? ''}
            promise={one.promises[locale]?.[part] ?? ''}
            onChange={(words) => write(part, words)}
          />
        ))}
      </Form>
    </div>
  );
}

interface WordsProps {
  label: string;
  own: string;
  ours: string;
  promise: string;
  onChange: (words: string) => void;
}

/** Empty: ours are said. Below, what {promise} comes to today. */
function Words({ label, own, ours, promise, onChange }: WordsProps) {
  const { say } = useWords();
  return (
    <div>
      <Textarea
        label={label}
        description={say('ack.gaps', { gaps: '{hello} {name} {number} {promise} {workspace}' })}
        placeholder={ours}
        autosize
        minRows={4}
        value={own}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className={parts.hint}>{promise ? say('ack.promise-now', { promise }) : say('ack.promise-none')}</p>
    </div>
  );
}
