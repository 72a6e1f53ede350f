// ⌘K: views, pages, commands of the open ticket, and tickets by number, all from one line.
import { Modal } from '@mantine/core';
import type { TicketRow } from '@otklik/contract';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useMemo, useState } from 'react';
import { get } from '../api/request.js';
import type { TicketPage } from '../api/shapes.js';
import { ticketCommands } from '../conversation/commands.js';
import { contactName } from '../tickets/ticket-row.js';
import { VIEWS, type View } from '../tickets/views.js';
import { useWords } from '../words/words.js';
import { ChannelMark } from './channel-mark.js';
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
  const params = useParams({ strict: false });
  const view = (params.view ?? 'open') as View;
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const q = useDeferredValue(query.trim());
  const found = useQuery({
    queryKey: ['palette', q],
    queryFn: ({ signal }) =>
      get<TicketPage>(
        `/api/v1/tickets?${new URLSearchParams({ view: 'all', q: q.replace(/^#/, ''), limit: '8' })}`,
        signal,
      ),
    enabled: q.length > 0,
    placeholderData: (before) => before,
  }).data?.items;

  const choices = useMemo<Choice[]>(() => {
    const go = (id: View): Choice => ({
      id,
      words: say(`view.${id}`),
      hint: say('palette.view'),
      act: () => void navigate({ to: '/inbox/$view', params: { view: id } }),
    });
    const commands: Choice[] = [
      ...ticketCommands().map(({ word, keys, act }) => ({ id: word, words: say(word), hint: keys, act })),
      ...VIEWS.map(go),
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
    const wanted = q.toLocaleLowerCase();
    const fitting = commands.filter((choice) => choice.words.toLocaleLowerCase().includes(wanted));
    const ticket = (row: TicketRow): Choice => ({
      id: row.id,
      words: row.subject || row.preview,
      hint: `#${row.number} · ${contactName(row.contact)}`,
      channel: row.channel,
      act: () => void navigate({ to: '/inbox/$view/$ticketId', params: { view, ticketId: row.id } }),
    });
    return [...fitting, ...(q ? (found ?? []) : []).map(ticket)];
  }, [q, found, say, navigate, view]);

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
            {choices.length === 0 && <p className={styles.none}>{say('palette.nothing')}</p>}
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
