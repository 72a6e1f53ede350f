// When a rule is asked: something happens, or a clock has run for long enough.
import { MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { useWords } from '../../words/words.js';
import { CLOCK_STATES, CLOCKS, OCCASIONS, type Occasion, type OnTime, type When } from './rules.js';
import styles from './rules.module.css';
import { SpanField } from './span-field.js';

interface Props {
  when: When;
  onChange: (when: When) => void;
}

export function RuleWhen({ when, onChange }: Props) {
  const { say } = useWords();
  return (
    <>
      <SegmentedControl
        className={styles.kinds}
        aria-label={say('rules.when')}
        value={when.on}
        onChange={(on) =>
          onChange(
            on === 'event'
              ? { on: 'event', events: ['opened'] }
              : { on: 'time', since: 'waiting', seconds: 4 * 3600, clock: 'business' },
          )
        }
        data={[
          { value: 'event', label: say('rules.on-event') },
          { value: 'time', label: say('rules.on-time') },
        ]}
      />
      {when.on === 'event' ? (
        <MultiSelect
          label={say('rules.events')}
          description={say('rules.events-hint')}
          searchable
          value={when.events}
          data={OCCASIONS.map((value) => ({ value, label: say(`rules.on.${value}`) }))}
          onChange={(events) => onChange({ on: 'event', events: events as Occasion[] })}
        />
      ) : (
        <Clock when={when} onChange={onChange} />
      )}
    </>
  );
}

function Clock({ when, onChange }: { when: OnTime; onChange: (when: When) => void }) {
  const { say } = useWords();
  const begin = (since: OnTime['since']) => {
    const { state: _, ...rest } = when;
    onChange(since === 'state' ? { ...rest, since, state: 'pending' } : { ...rest, since });
  };
  return (
    <div className={styles.sentence}>
      <Select
        w={280}
        aria-label={say('rules.since')}
        allowDeselect={false}
        value={when.since}
        data={CLOCKS.map((value) => ({ value, label: say(`rules.since.${value}`) }))}
        onChange={(since) => since && begin(since as OnTime['since'])}
      />
      {when.since === 'state' && (
        <Select
          w={140}
          aria-label={say('rules.since.state')}
          allowDeselect={false}
          value={when.state ?? 'pending'}
          data={CLOCK_STATES.map((value) => ({ value, label: say(`state.${value}`) }))}
          onChange={(state) => state && onChange({ ...when, state: state as NonNullable<OnTime['state']> })}
        />
      )}
      <SpanField
        label={say('rules.for-long')}
        seconds={when.seconds}
        onChange={(seconds) => onChange({ ...when, seconds })}
      />
      <Select
        w={200}
        aria-label={say('promises.clock')}
        allowDeselect={false}
        value={when.clock}
        data={(['business', 'calendar'] as const).map((value) => ({ value, label: say(`promises.${value}`) }))}
        onChange={(clock) => clock && onChange({ ...when, clock: clock as OnTime['clock'] })}
      />
    </div>
  );
}
