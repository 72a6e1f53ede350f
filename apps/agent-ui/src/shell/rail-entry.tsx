// One line of the rail: where it leads, what it is called, how many stand there.
import { Tooltip } from '@mantine/core';
import { Link, type LinkProps, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './rail.module.css';

export interface EntryProps {
  narrow: boolean;
  link: LinkProps;
  icon: ReactNode;
  name: string;
  count?: number | null;
  /** So many, or more: it is not counted further. */
  more?: boolean;
  locale?: string;
  /** Current for every address below this one. */
  below?: string;
  /** What else can be done with it by keys, for those who listen. */
  keys?: string;
  hint?: string;
}

export function Entry({ narrow, link, icon, name, count = null, more, locale = 'en', below, keys, hint }: EntryProps) {
  const current = useRouterState({
    select: ({ location }) => below !== undefined && location.pathname.startsWith(below),
  });
  const number = count === null ? '' : countWords(count, Boolean(more), locale);
  const entry = (
    <Link
      {...link}
      className={styles.entry}
      activeProps={{ 'data-current': true }}
      data-current={current || undefined}
      aria-label={count === null ? undefined : `${name}, ${number}`}
      aria-keyshortcuts={keys}
      draggable={false}
    >
      {icon}
      <span className={styles.word} title={narrow ? undefined : name}>
        {name}
      </span>
      {count !== null && count > 0 && <span className={styles.count}>{number}</span>}
    </Link>
  );
  if (!narrow && !hint) return entry;
  return (
    <Tooltip label={hint ?? name} position="right">
      {entry}
    </Tooltip>
  );
}

/** "12", "1.2K"; "1,000+" where nobody counted further. */
export function countWords(count: number, more: boolean, locale: string): string {
  return more ? `${formatOf(locale, 'standard').format(count)}+` : formatOf(locale, 'compact').format(count);
}

const formats = new Map<string, Intl.NumberFormat>();
function formatOf(locale: string, notation: 'standard' | 'compact'): Intl.NumberFormat {
  const key = `${locale} ${notation}`;
  const found = formats.get(key) ?? new Intl.NumberFormat(locale, { notation });
  formats.set(key, found);
  return found;
}
