// The filters of the report; they stand in the address, so that a report can be sent to somebody.
import { Button, Menu, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { IconCalendar, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery, teamsQuery } from '../api/queries.js';
import { useChannelName } from '../shell/channel-mark.js';
import { useMe } from '../shell/people-names.js';
import { dayRange, shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { MoreFilters } from './more-filters.js';
import { PERIODS, periodDays, periodName, periodShown, todayIn } from './period.js';
import { type Filters, filterQuery } from './report-filters.js';
import styles from './reports-page.module.css';

const CHANNELS = ['email', 'chat', 'telegram'];

interface Props {
  filters: Filters;
  /** Whether days are chosen here too. */
  days?: boolean;
  /** Whether the overview may be downloaded from here. */
  csv: boolean;
  /** Whether seconds are shown, which may be those of working hours. */
  clock: boolean;
  /** Whether tickets are shown, which may be chosen by what they are. */
  tickets: boolean;
  onChange: (change: Filters) => void;
}

export function FilterLine({ filters, days = true, csv, clock, tickets, onChange }: Props) {
  const { say } = useWords();
  const me = useMe();
  const channelName = useChannelName();
  const teams = useQuery(teamsQuery).data ?? [];
  const agents = useQuery(agentsQuery).data ?? [];
  const own = me.agent.role === 'agent';
  const all = (word: 'filter.all-channels' | 'filter.all-teams' | 'filter.all-agents') => ({
    value: '',
    label: say(word),
  });
  return (
    <search className={styles.filters} aria-label={say('filter.label')}>
      {days && <PaperDays filters={filters} />}
      {days && <Days filters={filters} onChange={onChange} />}
      <NativeSelect
        size="xs"
        aria-label={say('filter.channel')}
        value={filters.channel ?? ''}
        onChange={(event) => onChange({ channel: event.target.value || undefined })}
        data={[all('filter.all-channels'), ...CHANNELS.map((kind) => ({ value: kind, label: channelName(kind) }))]}
      />
      {!own && (
        <>
          <NativeSelect
            size="xs"
            aria-label={say('filter.team')}
            value={filters.teamId ?? ''}
            onChange={(event) => onChange({ teamId: event.target.value || undefined })}
            data={[all('filter.all-teams'), ...teams.map((team) => ({ value: team.id, label: team.name }))]}
          />
          <NativeSelect
            size="xs"
            aria-label={say('filter.agent')}
            value={filters.agentId ?? ''}
            onChange={(event) => onChange({ agentId: event.target.value || undefined })}
            data={[all('filter.all-agents'), ...agents.map((agent) => ({ value: agent.id, label: agent.name }))]}
          />
        </>
      )}
      {tickets && <MoreFilters filters={filters} onChange={onChange} />}
      {clock && (
        <SegmentedControl
          size="xs"
          aria-label={say('clock.label')}
          value={filters.clock ?? 'calendar'}
          onChange={(next) => onChange({ clock: next === 'calendar' ? undefined : next })}
          data={[
            { value: 'calendar', label: say('clock.calendar') },
            { value: 'business', label: say('clock.business') },
          ]}
        />
      )}
      {csv && <CsvLink href={`/api/v1/reports/overview.csv?${filterQuery(filters)}`} />}
    </search>
  );
}

/** The button that chooses them is not printed. */
function PaperDays({ filters }: Pick<Props, 'filters'>) {
  const { locale } = useWords();
  const { from, to } = periodShown(filters, todayIn(useMe().workspace.timeZone));
  return <span className={styles.onPaper}>{dayRange(from, to, locale)}</span>;
}

function Days({ filters, onChange }: Pick<Props, 'filters' | 'onChange'>) {
  const { say, locale } = useWords();
  const today = todayIn(useMe().workspace.timeZone);
  const name = periodName(filters, today);
  const period = periodShown(filters, today);
  return (
    <Menu position="bottom-start" width={236} closeOnItemClick returnFocus>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconCalendar size={15} stroke={1.75} />}>
          {name === 'own'
            ? `${shortDay(`${period.from}T12:00`, locale)} – ${shortDay(`${period.to}T12:00`, locale)}`
            : say(`period.${name}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PERIODS.map((each) => (
          <Menu.Item key={each} onClick={() => onChange(periodDays(each, today))}>
            {say(`period.${each}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <div className={styles.own}>
          <TextInput
            type="date"
            size="xs"
            label={say('period.from')}
            value={period.from}
            max={today}
            onChange={(event) => event.target.value && onChange({ from: event.target.value, to: period.to })}
          />
          <TextInput
            type="date"
            size="xs"
            label={say('period.to')}
            value={period.to}
            max={today}
            onChange={(event) => event.target.value && onChange({ from: period.from, to: event.target.value })}
          />
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}

export function CsvLink({ href }: { href: string }) {
  return (
    <Button
      component="a"
      c="var(--ink)"
      variant="default"
      size="xs"
      href={href}
      download
      leftSection={<IconDownload size={15} stroke={1.75} />}
    >
      CSV
    </Button>
  );
}
