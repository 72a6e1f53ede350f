// ⌘K: views, pages, commands of the open ticket, people, tags and tickets by number or words, all from one line.
import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { TicketRow } from '@otklik/contract';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { ticketCommands } from '../conversation/commands.js';
import { firstFoundQuery, readable, suggestQuery, viewOf } from '../search/search-queries.js';
import { valued, worthAsking } from '../search/typed-query.js';
import { startTo } from '../starting/start.js';
import { viewsQuery } from '../tickets/saved-views.js';
import { contactName } from '../tickets/ticket-row.js';
import { VIEWS, type View } from '../tickets/views.js';
import { useWords } from '../words/words.js';
import { ChannelMark } from './channel-mark.js';
import { GO } from './go-keys.js';
import styles from './palette.module.css';

interface Choice {
  id: string;
  words: string;
  hint?: string;
  channel?: string;
  act: () => void;
}

export function Palette({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const typed = query.trim();
  const [q] = useDebouncedValue(typed, 120);
  const [settled] = useDebouncedValue(typed, 300);
  const suggested = useQuery(suggestQuery(q)).data;
  const found = useQuery(firstFoundQuery(settled)).data?.items;
  const saved = useQuery(viewsQuery).data;

  const choices = useMemo<Choice[]>(() => {
    const keys = new Map(Object.entries(GO).map(([key, view]) => [view, key]));
    const go = (id: View): Choice => ({
      id,
      words: say(`view.${id}`),
      hint: keys.has(id) ? `g ${keys.get(id)}` : say('palette.view'),
      act: () => void navigate({ to: '/inbox/$view', params: { view: id } }),
    });
    const commands: Choice[] = [
      ...ticketCommands().map(({ word, keys, act }) => ({ id: word, words: say(word), hint: keys, act })),
      ...VIEWS.map(go),
      ...(saved ?? []).map(({ id, name }) => ({
        id,
        words: name,
        hint: say('palette.view'),
        act: () => void navigate({ to: '/inbox/$view', params: { view: id }, search: {} }),
      })),
      {
        id: 'search',
        words: say('search.title'),
        hint: 'f',
        act: () => void navigate({ to: '/search' }),
      },
      {
        id: 'people',
        words: say('people.title'),
        hint: say('palette.page'),
        act: () => void navigate({ to: '/people' }),
      },
      { id: 'start', words: say('start.title'), hint: 'c', act: () => startTo() },
      {
        id: 'companies',
        words: say('companies.title'),
        hint: say('palette.page'),
        act: () => void navigate({ to: '/companies' }),
      },
      {
        id: 'cases',
        words: say('cases.title'),
        hint: say('palette.page'),
        act: () => void navigate({ to: '/cases', search: {} }),
      },
      {
        id: 'reports',
        words: say('reports.title'),
        hint: say('palette.page'),
        act: () => void navigate({ to: '/reports' }),
      },
      {
        id: 'settings',
        words: say('settings.title'),
        hint: say('palette.page'),
        act: () => void navigate({ to: '/settings/$page', params: { page: 'profile' } }),
      },
    ];
    const wanted = typed.toLocaleLowerCase();
    const fitting = commands.filter((choice) => choice.words.toLocaleLowerCase().includes(wanted));
    if (!worthAsking(typed)) return fitting;
    const search = (query: string) => void navigate({ to: '/search', search: { q: query } });
    const ticket = (row: TicketRow, piece?: string): Choice => ({
      id: row.id,
      words: row.subject || piece || row.preview,
      hint: `${say('number.of', { number: row.number })} · ${contactName(row.contact)}`,
      channel: row.channel,
      act: () => void navigate({ to: '/inbox/$view/$ticketId', params: { view: viewOf(row), ticketId: row.id } }),
    });
    const people = (suggested?.people ?? []).slice(0, 5).map((person) => ({
      id: `person-${person.id}`,
      words: person.name && readable(person) ? `${person.name} · ${person.address}` : contactName(person),
      channel: person.kind,
      hint: say('search.person'),
      act: () => void navigate({ to: '/people/$contactId', params: { contactId: person.id } }),
    }));
    const tags = (suggested?.tags ?? []).slice(0, 3).map((tag) => ({
      id: `tag-${tag.id}`,
      words: tag.name,
      hint: say('search.tagged'),
      act: () => search(valued(say('search.tag'), tag.name)),
    }));
    const rows = [
      ...(suggested?.tickets ?? []).slice(0, 4).map((row) => ticket(row)),
      ...(found ?? []).map((item) =>
        ticket(item.ticket as unknown as TicketRow, item.message?.snippet.map((piece) => piece.text).join('')),
      ),
    ];
    const everywhere = {
      id: 'everywhere',
      words: say('search.everywhere', { query: typed }),
      act: () => search(typed),
    };
    const seen = new Set<string>();
    return [...fitting, ...people, ...tags, ...rows, everywhere].filter((one) => !seen.has(one.id) && seen.add(one.id));
  }, [typed, suggested, found, saved, say, navigate]);

  const current = Math.min(chosen, choices.length - 1);
  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    choice.act();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take(choices[current]);
    else if (event.key === 'ArrowDown') setChosen(Math.min(current + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(current - 1, 0));
    else return;
    event.preventDefault();
  };

  return (
    <Modal.Root opened onClose={onClose} padding={0} size={560} yOffset="14vh">
      <Modal.Overlay />
      <Modal.Content aria-label={say('palette.open')}>
        <Modal.Body>
          <div className={styles.line}>
            <IconSearch size={18} stroke={1.75} aria-hidden="true" />
            <input
              // biome-ignore lint/a11y/noAutofocus: the palette is opened to type
              autoFocus
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setChosen(0);
              }}
              onKeyDown={keys}
              placeholder={say('palette.placeholder')}
              aria-label={say('palette.placeholder')}
              role="combobox"
              aria-expanded="true"
              aria-controls="palette-choices"
              aria-activedescendant={choices[current] ? `palette-${current}` : undefined}
            />
          </div>
          <div id="palette-choices" role="listbox" aria-label={say('palette.open')} className={styles.choices}>
            {choices.map((choice, index) => (
              <button
                type="button"
                key={choice.id}
                id={`palette-${index}`}
                role="option"
                aria-selected={index === current}
                tabIndex={-1}
                className={styles.choice}
                ref={index === current ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
                onMouseMove={() => setChosen(index)}
                onClick={() => take(choice)}
              >
                {choice.channel && <ChannelMark kind={choice.channel} />}
                <span>{choice.words}</span>
                <small>{choice.hint}</small>
              </button>
            ))}
          </div>
          {choices.length === 0 && (
            <p className={styles.none} role="status">
              {say('palette.nothing')}
            </p>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
