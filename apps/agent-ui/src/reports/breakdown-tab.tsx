// The breakdown: one figure by whatever tells tickets apart, each group with its interval on one scale.
import { NativeSelect, Skeleton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Breakdown } from '../api/shapes.js';
import { fieldsQuery, living } from '../customer/field-queries.js';
import { useChannelName } from '../shell/channel-mark.js';
import { Failed } from '../shell/edges.js';
import { useWords } from '../words/words.js';
import styles from './breakdown.module.css';
import { type Column, columnsOf, groupName, sortGroups } from './breakdown-columns.js';
import { CompareTwo } from './compare-two.js';
import { figureDefinition, figureName } from './figure-words.js';
import { CsvLink } from './filters.js';
import { type Filters, filterQuery } from './report-filters.js';
import { useBreakdown } from './report-queries.js';
import page from './reports-page.module.css';
import type { Opened } from './rows-drawer.js';
import { Whisker } from './whisker.js';

export const FIGURES = [
  ...['first-response', 'next-response', 'first-resolution', 'full-resolution', 'tickets.opened', 'tickets.solved'],
  ...['tickets.waiting', 'tickets.unanswered', 'csat.good', 'csat.answered', 'csat.sent', 'promises.kept'],
  ...['requester-wait', 'agent-wait', 'one-touch', 'reopened', 'handoffs.none'],
];
export const DIMENSIONS = ['agent', 'team', 'channel', 'connection', 'priority', 'tag', 'language', 'segment'] as const;
/** Fields whose values are few enough to be groups. */
export const GROUPING = ['choice', 'multi-choice', 'flag'];

interface Props {
  search: { figure?: string; by?: string; field?: string };
  filters: Filters;
  onChange: (next: { figure?: string; by?: string; field?: string | undefined }) => void;
  onOpen: (what: Opened) => void;
}

export function BreakdownTab({ search, filters, onChange, onOpen }: Props) {
  const { say, locale } = useWords();
  const figure = FIGURES.find((each) => each === search.figure) ?? 'first-response';
  const fields = living(useQuery(fieldsQuery).data, 'ticket').filter(({ type }) => GROUPING.includes(type));
  const field = search.by === 'field' ? search.field : undefined;
  const by = field ? 'field' : (DIMENSIONS.find((each) => each === search.by) ?? 'agent');
  const asked = filterQuery(filters, { figure, by, ...(field ? { field } : {}) });
  const report = useBreakdown(filters, { figure, by, field });
  const { data } = report;
  const byName = (shown: Breakdown) =>
    shown.by === 'field'
      ? (fields.find(({ id }) => id === shown.field)?.label ?? say('breakdown.by'))
      : say(`breakdown.by.${shown.by}`);
  return (
    <div className={page.body} data-stale={report.isPlaceholderData || undefined}>
      <div className={styles.choose}>
        <NativeSelect
          size="xs"
          label={say('breakdown.figure')}
          value={figure}
          onChange={(event) => onChange({ figure: event.target.value })}
          data={FIGURES.map((each) => ({ value: each, label: figureName(each, say, locale) }))}
        />
        <NativeSelect
          size="xs"
          label={say('breakdown.by')}
          value={field ?? by}
          onChange={({ target: { value } }) => {
            const own = fields.some(({ id }) => id === value);
            onChange(own ? { by: 'field', field: value } : { by: value, field: undefined });
          }}
          data={[
            ...DIMENSIONS.map((each) => ({ value: each, label: say(`breakdown.by.${each}`) })),
            ...fields.map(({ id, label }) => ({ value: id, label })),
          ]}
        />
        <CsvLink href={`/api/v1/reports/breakdown.csv?${asked}`} />
      </div>
      <p className={styles.definition}>
        {figureDefinition(figure, say)} {data?.present && say('breakdown.present')}
      </p>
      {report.isError && !data && <Failed error={report.error} reset={() => void report.refetch()} />}
      {report.isPending && <Skeleton height={320} />}
      {data && data.items.length === 0 && <p>{say('rows.none')}</p>}
      {data && data.items.length > 0 && <Groups report={data} byName={byName(data)} onOpen={onOpen} />}
      {data && data.items.length > 1 && <CompareTwo key={asked} report={data} asked={asked} />}
      {data && data.groups > data.items.length && (
        <p className={page.small}>{say('breakdown.most', { shown: data.items.length, count: data.groups })}</p>
      )}
      <p className={page.small}>{say('breakdown.small')}</p>
    </div>
  );
}

interface GroupsProps {
  report: Breakdown;
  /** By what, as its heading says it. */
  byName: string;
  onOpen: (what: Opened) => void;
  /** Only the value, what it rests on and what became of it. */
  brief?: boolean;
}
export function Groups({ report, byName, onOpen, brief = false }: GroupsProps) {
  const { say, locale } = useWords();
  const channelName = useChannelName();
  const [sort, setSort] = useState<{ by: string; up: boolean } | null>(null);
  const columns = columnsOf(report, say, locale).filter(({ key }) => !brief || key === 'value' || key === 'n');
  const nameOf = (item: Breakdown['items'][number]) => groupName(report.by, item, say, locale, channelName);
  const items = sortGroups(
    report.items,
    columns.find((column) => column.key === sort?.by),
    sort?.up ?? false,
    sort?.by === 'group' ? nameOf : null,
  );
  const turn = (key: string) =>
    setSort((was) => (was?.by === key ? { by: key, up: !was.up } : { by: key, up: key === 'group' }));
  return (
    <section className={styles.scroll} data-tiled={brief || undefined} aria-label={byName}>
      <table className={styles.groups} data-testid="breakdown">
        <thead>
          <tr>
            <Heading name={byName} of="group" sort={sort} onTurn={turn} />
            {columns.map((column) => (
              <Heading key={column.key} name={column.name} of={column.key} sort={sort} onTurn={turn} number />
            ))}
            <th scope="col">{say('breakdown.change')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row
              key={item.group ?? ''}
              name={nameOf(item)}
              item={item}
              columns={columns}
              onOpen={() =>
                onOpen({
                  figure: report.figure,
                  day: null,
                  group: { by: report.by, field: report.field, value: item.group ?? '', name: nameOf(item) },
                })
              }
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface HeadingProps {
  name: string;
  of: string;
  sort: { by: string; up: boolean } | null;
  onTurn: (key: string) => void;
  number?: boolean;
}
function Heading({ name, of, sort, onTurn, number = false }: HeadingProps) {
  const here = sort?.by === of;
  const Arrow = sort?.up ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      aria-sort={here ? (sort.up ? 'ascending' : 'descending') : undefined}
      data-number={number || undefined}
    >
      <button type="button" onClick={() => onTurn(of)}>
        {name}
        {here && <Arrow size={13} stroke={2} aria-hidden="true" />}
      </button>
    </th>
  );
}

interface RowProps {
  name: string;
  item: Breakdown['items'][number];
  columns: Column[];
  onOpen: () => void;
}
function Row({ name, item, columns, onOpen }: RowProps) {
  const { say } = useWords();
  const { verdict } = item.change;
  return (
    <tr data-faint={!item.enough || undefined}>
      <th scope="row">
        <button type="button" onClick={onOpen}>
          {name}
        </button>
      </th>
      {columns.map((column) => (
        <td key={column.key} data-number>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button of the row opens the same by keyboard */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
          <span className={styles.cell} onClick={onOpen}>
            {column.words(item)}
          </span>
          {column.band?.(item) && <Whisker {...column.band(item)!} />}
        </td>
      ))}
      <td className={styles.verdict} data-verdict={verdict}>
        {item.enough || verdict === 'too-few' ? say(`breakdown.verdict.${verdict}`) : say('breakdown.verdict.too-few')}
      </td>
    </tr>
  );
}
