// Filters by what the tickets themselves are: each offers what occurs in these days, with how many tickets that is.
import { Button, NativeSelect, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/request.js';
import type { Breakdown } from '../api/shapes.js';
import { fieldsQuery, living } from '../customer/field-queries.js';
import { useChannelName } from '../shell/channel-mark.js';
import { useWords } from '../words/words.js';
import { groupName } from './breakdown-columns.js';
import { type Filters, filterQuery, NO_TICKET_FILTERS, type TicketFilters, ticketFiltersOn } from './report-filters.js';
import styles from './reports-page.module.css';
import { countWords } from './spans.js';

interface Props {
  filters: Filters;
  onChange: (change: TicketFilters) => void;
}

export function MoreFilters(props: Props) {
  const { say, locale } = useWords();
  const [open, setOpen] = useState(false);
  const on = ticketFiltersOn(props.filters);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={264} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFilter size={15} stroke={1.75} />}
          onClick={() => setOpen(!open)}
        >
          {on === 0 ? say('filter.more') : say('filter.more-on', { count: countWords(on, locale) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>{open && <Choices {...props} />}</Popover.Dropdown>
    </Popover>
  );
}

const OFFERED = [
  { by: 'connection', filter: 'connectionId' },
  { by: 'priority', filter: 'priority' },
  { by: 'language', filter: 'ticketLanguage' },
  { by: 'tag', filter: 'ticketTag' },
] as const satisfies { by: Breakdown['by']; filter: keyof TicketFilters }[];
const GROUPING = ['choice', 'multi-choice', 'flag'];

function Choices({ filters, onChange }: Props) {
  const { say } = useWords();
  const fields = living(useQuery(fieldsQuery).data, 'ticket').filter(({ type }) => GROUPING.includes(type));
  const own = filters.fieldValue ?? '';
  return (
    <div className={styles.more} data-testid="more-filters">
      {OFFERED.map(({ by, filter }) => (
        <Choice
          key={by}
          {...{ by, filters, label: say(`breakdown.by.${by}`), value: filters[filter] ?? '' }}
          onChoose={(value) => onChange({ [filter]: value })}
        />
      ))}
      {fields.map(({ id, label }) => (
        <Choice
          key={id}
          {...{ label, filters, field: id, value: own.startsWith(`${id}:`) ? own.slice(id.length + 1) : '' }}
          by="field"
          onChoose={(value) => onChange({ fieldValue: value && `${id}:${value}` })}
        />
      ))}
      {ticketFiltersOn(filters) > 0 && (
        <Button variant="subtle" size="xs" onClick={() => onChange(NO_TICKET_FILTERS)}>
          {say('filter.none')}
        </Button>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  by: Breakdown['by'];
  field?: string;
  filters: Filters;
  value: string;
  onChoose: (value: string | undefined) => void;
}

function Choice({ label, by, field, filters, value, onChoose }: ChoiceProps) {
  const { say, locale } = useWords();
  const channelName = useChannelName();
  // What the others leave: what is chosen here is no reason to hide what else could be.
  const { from, to, channel, teamId, agentId } = filters;
  const days = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  const whose = { ...(channel ? { channel } : {}), ...(teamId ? { teamId } : {}), ...(agentId ? { agentId } : {}) };
  const asked = filterQuery({ ...days, ...whose }, { figure: 'tickets.opened', by, ...(field ? { field } : {}) });
  const { data } = useQuery({
    queryKey: ['report-breakdown', asked],
    queryFn: ({ signal }) => get<Breakdown>(`/api/v1/reports/breakdown?${asked}`, signal),
  });
  const items = (data?.items ?? []).filter(({ group, n }) => group !== null && (n > 0 || group === value));
  const options = items.map((item) => ({
    value: item.group!,
    label: `${groupName(by, item, say, locale, channelName)} · ${countWords(item.n, locale)}`,
  }));
  const chosen = value !== '' && !options.some((one) => one.value === value);
  const unseen = { value, label: groupName(by, { group: value, name: null }, say, locale, channelName) };
  return (
    <NativeSelect
      size="xs"
      label={label}
      value={value}
      onChange={(event) => onChoose(event.target.value || undefined)}
      data={[{ value: '', label: say('filter.any') }, ...options, ...(chosen ? [unseen] : [])]}
    />
  );
}
