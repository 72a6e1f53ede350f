// Two groups of a breakdown against each other, in the same period, with what chance allows to say.
import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/request.js';
import type { Breakdown, GroupsCompared } from '../api/shapes.js';
import { useChannelName } from '../shell/channel-mark.js';
import { useWords } from '../words/words.js';
import styles from './breakdown.module.css';
import { groupName, valueWords } from './breakdown-columns.js';

export function CompareTwo({ report, asked }: { report: Breakdown; asked: string }) {
  const { say, locale } = useWords();
  const channelName = useChannelName();
  const groups = report.items.map((item) => ({
    value: item.group ?? '',
    label: groupName(report.by, item, say, locale, channelName),
  }));
  const [first, setFirst] = useState(groups[0]?.value ?? '');
  const [second, setSecond] = useState(groups[1]?.value ?? '');
  const pair = new URLSearchParams({ first, second });
  const { data } = useQuery({
    queryKey: ['report-pair', asked, first, second],
    queryFn: ({ signal }) => get<GroupsCompared>(`/api/v1/reports/breakdown/compare?${asked}&${pair}`, signal),
    enabled: first !== second,
    placeholderData: keepPreviousData,
  });
  const nameOf = (value: string) => groups.find((group) => group.value === value)?.label ?? '';
  const choose = (label: string, value: string, set: (next: string) => void) => (
    <NativeSelect size="xs" label={label} value={value} onChange={(event) => set(event.target.value)} data={groups} />
  );
  return (
    <section className={styles.compare} aria-label={say('compare.title')} data-testid="compare-two">
      <div className={styles.choose}>
        {choose(say('compare.first'), first, setFirst)}
        {choose(say('compare.second'), second, setSecond)}
      </div>
      {first !== second && data && (
        <p data-verdict={data.comparison.verdict}>
          <Verdict data={data} first={nameOf(first)} second={nameOf(second)} />
        </p>
      )}
    </section>
  );
}

function Verdict({ data, first, second }: { data: GroupsCompared; first: string; second: string }) {
  const { say, locale } = useWords();
  const words = (value: number | null) => valueWords(data.shows, value, locale);
  const side = (name: string, group: GroupsCompared['first']) =>
    say('compare.side', { name, value: words(group?.value ?? (data.shows === 'count' ? 0 : null)), n: group?.n ?? 0 });
  const { verdict, low, high } = data.comparison;
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${words(Math.abs(value))}`;
  const between =
    low === null || high === null ? '' : ` ${say('compare.interval', { low: signed(low), high: signed(high) })}`;
  return (
    <>
      {side(first, data.first)}, {side(second, data.second)}: <strong>{say(`compare.verdict.${verdict}`)}</strong>.
      {between}
    </>
  );
}
