// The search page: one box, its filters at hand, people who may be meant, and what was found, newest first.
import { ActionIcon, Button, Kbd, Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMenu2, IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ChannelMark } from '../shell/channel-mark.js';
import { refusalWords } from '../shell/notices.js';
import { openRail } from '../shell/overlays.js';
import { useNames } from '../shell/people-names.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { contactName } from '../tickets/ticket-row.js';
import { useWords, type Word } from '../words/words.js';
import { FoundRow } from './found-row.js';
import styles from './search-page.module.css';
import { eachOnce, readable, searchQuery } from './search-queries.js';
import { remember, valued, withFilter, worthAsking } from './typed-query.js';

const HINTS: Word[] = [
  'search.from',
  'search.tag',
  'search.status',
  'search.assignee',
  'search.channel',
  'search.has-file',
  'search.after',
  'search.before',
];
const EXAMPLES: [Word, Word][] = [
  ['search.example-words', 'search.example-words-means'],
  ['search.example-phrase', 'search.example-phrase-means'],
  ['search.example-from', 'search.example-from-means'],
  ['search.example-time', 'search.example-time-means'],
];
const EARLIER = 'otklik.searches';
const earlier = (): string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(EARLIER) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
};

export function SearchPage() {
  const { say } = useWords();
  const names = useNames();
  const navigate = useNavigate();
  const { q: asked = '' } = useSearch({ from: '/desk/search' });
  const [typed, setTyped] = useState(asked);
  const [settled] = useDebouncedValue(typed.trim(), 250);
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const found = useInfiniteQuery(searchQuery(settled));
  const pages = worthAsking(settled) ? (found.data?.pages ?? []) : [];
  const items = eachOnce(pages);
  const people = pages[0]?.people ?? [];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows the box, once it has come to rest
  useEffect(() => {
    if (settled !== asked) void navigate({ to: '/search', search: settled ? { q: settled } : {}, replace: true });
  }, [settled]);
  // The address changed by other means (the palette, back and forth): the box follows.
  useEffect(() => setTyped((before) => (before.trim() === asked ? before : asked)), [asked]);

  const ask = (query: string) => {
    setTyped(query);
    box.current?.focus();
  };
  const keep = () => localStorage.setItem(EARLIER, JSON.stringify(remember(earlier(), settled)));
  const step = (event: KeyboardEvent, by: number) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    event.preventDefault();
    if (at + by < 0) box.current?.focus();
    else links[Math.min(at + by, links.length - 1)]?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') step(event, 1);
    else if (event.key === 'ArrowUp') step(event, -1);
    else if (event.key === 'Enter' && event.target === box.current) list.current?.querySelector('a')?.click();
    else if (event.key === 'Escape' && event.target !== box.current) box.current?.focus();
    else if (event.key === 'Escape' && typed) setTyped('');
  };
  useShortcuts({ f: () => box.current?.select() });

  return (
    <main className={styles.page} id="conversation" tabIndex={-1} onKeyDown={keys}>
      <header className={styles.head}>
        <ActionIcon className={styles.burger} aria-label={say('rail.open')} onClick={openRail}>
          <IconMenu2 size={20} stroke={1.75} />
        </ActionIcon>
        <h1 className="visually-hidden">{say('search.title')}</h1>
        <search className={styles.box}>
          <IconSearch size={18} stroke={1.75} aria-hidden="true" />
          <input
            ref={box}
            // biome-ignore lint/a11y/noAutofocus: the page is opened to type
            autoFocus
            value={typed}
            maxLength={500}
            onChange={(event) => setTyped(event.target.value)}
            placeholder={say('search.placeholder')}
            aria-label={say('search.title')}
            data-testid="search-box"
          />
          {typed && (
            <ActionIcon aria-label={say('search.clear')} onClick={() => ask('')}>
              <IconX size={16} stroke={1.75} />
            </ActionIcon>
          )}
        </search>
      </header>
      <div className={styles.body}>
        <fieldset className={styles.hints}>
          <legend className="visually-hidden">{say('search.filters')}</legend>
          {HINTS.map((word) => (
            <button key={word} type="button" onClick={() => ask(withFilter(typed, say(word)))}>
              {say(word)}
            </button>
          ))}
        </fieldset>
        {people.length > 0 && (
          <ul className={styles.people} aria-label={say('search.people')}>
            {people.map((person) => (
              <li key={person.id}>
                <button type="button" onClick={() => ask(valued(say('search.from'), person.address))}>
                  {!readable(person) && <ChannelMark kind={person.kind} size={14} />}
                  <strong>{contactName(person)}</strong>
                  {person.name && readable(person) && <small>{person.address}</small>}
                </button>
              </li>
            ))}
          </ul>
        )}
        <p className="visually-hidden" role="status">
          {worthAsking(settled) && found.isSuccess && say('search.found', { count: items.length })}
        </p>
        {!worthAsking(settled) && <Start onAsk={ask} />}
        {worthAsking(settled) && found.isPending && <Bones />}
        {found.isError && <p className={styles.none}>{refusalWords(found.error)}</p>}
        {worthAsking(settled) && found.isSuccess && items.length === 0 && !found.hasNextPage && (
          <div className={styles.none}>
            <h2>{say('search.nothing')}</h2>
            <p>{say('search.nothing-hint')}</p>
          </div>
        )}
        <ul ref={list} className={styles.list} data-old={found.isPlaceholderData || undefined}>
          {items.map((item) => (
            <li key={item.ticket.id}>
              <FoundRow found={item} names={names} onOpen={keep} />
            </li>
          ))}
        </ul>
        {found.hasNextPage && (
          <Button
            variant="default"
            className={styles.more}
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {say('search.more')}
          </Button>
        )}
      </div>
    </main>
  );
}

/** What can be asked, by examples, and what was asked lately. */
function Start({ onAsk }: { onAsk: (query: string) => void }) {
  const { say } = useWords();
  const before = earlier();
  return (
    <div className={styles.start}>
      {before.length > 0 && (
        <section>
          <h2>{say('search.earlier')}</h2>
          {before.map((query) => (
            <button key={query} type="button" onClick={() => onAsk(query)}>
              {query}
            </button>
          ))}
        </section>
      )}
      <section>
        <h2>{say('search.teach')}</h2>
        {EXAMPLES.map(([word, means]) => (
          <button key={word} type="button" onClick={() => onAsk(say(word))}>
            <code>{say(word)}</code>
            <small>{say(means)}</small>
          </button>
        ))}
        <p>
          <Kbd size="xs">f</Kbd> {say('search.keys-here')} · <Kbd size="xs">↓</Kbd> <Kbd size="xs">↑</Kbd>{' '}
          {say('search.keys-move')} · <Kbd size="xs">Enter</Kbd> {say('search.keys-open')}
        </p>
      </section>
    </div>
  );
}

function Bones() {
  return (
    <div aria-hidden="true">
      {[70, 52, 84, 61].map((width) => (
        <div key={width} className={styles.bone}>
          <Skeleton height={12} width="34%" mb={10} />
          <Skeleton height={11} width={`${width}%`} />
        </div>
      ))}
    </div>
  );
}
