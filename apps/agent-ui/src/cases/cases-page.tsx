// Bad answers as tasks: open, due, mine, closed; the chosen one beside the list, and what became of them all.
import { ActionIcon, Button, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowRight, IconLifebuoy, IconLink, IconMenu2 } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { get } from '../api/request.js';
import directory from '../customer/directory.module.css';
import { ChannelMark } from '../shell/channel-mark.js';
import { Failed, Teach, Waiting } from '../shell/edges.js';
import { Face } from '../shell/faces.js';
import { openRail } from '../shell/overlays.js';
import { useMe, useNames } from '../shell/people-names.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { contactName } from '../tickets/ticket-row.js';
import { useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { CaseCard } from './case-card.js';
import { CaseResults } from './case-results.js';
import { dueWords, outcomeWords } from './case-words.js';
import { CASE_VIEWS, type Case, type CasesPage, caseCountsQuery, caseQuery } from './cases.js';
import styles from './cases.module.css';

export function CasesPageView() {
  const { say, locale } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const { view = 'open', case: chosen } = useSearch({ from: '/desk/cases' });
  const counts = useQuery(caseCountsQuery).data;
  const wide = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false });
  const query = useInfiniteQuery({
    queryKey: ['cases', 'list', view],
    queryFn: ({ pageParam, signal }) =>
      get<CasesPage>(`/api/v1/cases?view=${view}${pageParam ? `&cursor=${pageParam}` : ''}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const cases = query.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (id: string | undefined) =>
    void navigate({ to: '/cases', search: (old) => ({ ...old, case: id }), replace: Boolean(chosen) });
  const list = useRef<HTMLUListElement>(null);
  const step = (by: number) => {
    const index = cases.findIndex(({ id }) => id === chosen);
    const next = cases[Math.min(Math.max(index + by, 0), cases.length - 1)];
    if (next) choose(next.id);
  };
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    Escape: () => choose(undefined),
    o: () => {
      const one = cases.find(({ id }) => id === chosen);
      if (one) void navigate({ to: '/inbox/$view/$ticketId', params: { view: 'all', ticketId: one.ticket.id } });
    },
  });
  useEffect(() => {
    if (chosen) list.current?.querySelector(`[data-id="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const shown = chosen && <Chosen key={chosen} id={chosen} />;
  return (
    <main className={directory.directory} id="conversation" tabIndex={-1}>
      <header className={directory.top}>
        <ActionIcon className={directory.burger} aria-label={say('rail.open')} onClick={openRail}>
          <IconMenu2 size={20} stroke={1.75} />
        </ActionIcon>
        <h1 className={styles.title}>{say('cases.title')}</h1>
        <nav aria-label={say('cases.title')}>
          {CASE_VIEWS.map((each) => (
            <Link
              key={each}
              to="/cases"
              search={{ view: each }}
              className={directory.tab}
              data-current={each === view || undefined}
              aria-current={each === view ? 'page' : undefined}
            >
              {say(`cases.view.${each}`)}
              {each !== 'closed' && counts && counts[each] > 0 && <small> {counts[each].toLocaleString(locale)}</small>}
            </Link>
          ))}
        </nav>
      </header>
      <div className={styles.columns} data-chosen={Boolean(shown && wide) || undefined}>
        <div className={styles.body}>
          {me.agent.role !== 'agent' && view === 'closed' && <CaseResults />}
          {query.isError && cases.length === 0 ? (
            <Failed error={query.error} reset={() => void query.refetch()} />
          ) : query.isPending ? (
            <Waiting />
          ) : cases.length === 0 ? (
            <Teach
              icon={<IconLifebuoy size={28} stroke={1.5} aria-hidden="true" />}
              title={say(`cases.none.${view}`)}
              words={say('cases.none-hint')}
            />
          ) : (
            <ul className={directory.rows} data-testid="cases" ref={list}>
              {cases.map((one) => (
                <Row key={one.id} one={one} chosen={one.id === chosen} onChoose={() => choose(one.id)} />
              ))}
            </ul>
          )}
          {query.hasNextPage && (
            <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {say('people.more')}
            </Button>
          )}
        </div>
        {shown && wide && (
          <aside className={styles.aside} aria-label={say('case.one')}>
            {shown}
          </aside>
        )}
      </div>
      {shown && !wide && (
        // Without Mantine's own head: inside a dialog that would be a second banner of the page.
        <Drawer.Root opened onClose={() => choose(undefined)} position="right" size={420}>
          <Drawer.Overlay />
          <Drawer.Content aria-label={say('case.one')}>
            <Drawer.Body>
              <div className={styles.over}>
                <strong>{say('case.one')}</strong>
                <Drawer.CloseButton aria-label={say('close')} />
              </div>
              {shown}
            </Drawer.Body>
          </Drawer.Content>
        </Drawer.Root>
      )}
    </main>
  );
}

function Row({ one, chosen, onChoose }: { one: Case; chosen: boolean; onChoose: () => void }) {
  const { say, locale } = useWords();
  const names = useNames();
  const now = useNow(60_000);
  const due = dueWords(one, now, say, locale);
  const open = one.state === 'open';
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        data-id={one.id}
        data-chosen={chosen || undefined}
        aria-pressed={chosen}
        onClick={onChoose}
      >
        <span className={styles.score} aria-hidden="true">
          {one.score}
        </span>
        <span className="visually-hidden">{say('case.rated', { score: one.score, max: one.scaleMax })}</span>
        <span className={directory.who}>
          <strong>
            <ChannelMark kind={one.ticket.channel} size={13} /> {contactName(one.contact)}
          </strong>
          <small>
            <span>{one.comment ?? one.ticket.subject ?? say('number.of', { number: one.ticket.number ?? '' })}</span>
          </small>
          {one.link && (
            // Nobody was asked: it says where the answer came from.
            <small>
              <span>
                <IconLink size={13} stroke={1.75} aria-hidden="true" /> {say('links.at', { name: one.link.name })}
              </span>
            </small>
          )}
        </span>
        {one.ownerId ? <Face id={one.ownerId} name={names.agent(one.ownerId)} size={24} /> : <span />}
        <span className={styles.due} data-late={(open && due.late) || undefined}>
          {open ? due.words : outcomeWords(one, say)}
        </span>
      </button>
    </li>
  );
}

function Chosen({ id }: { id: string }) {
  const { say } = useWords();
  const one = useQuery(caseQuery(id));
  if (one.isError) return <Failed error={one.error} reset={() => void one.refetch()} />;
  if (!one.data) return <Waiting />;
  const { ticket } = one.data;
  return (
    <>
      <Link to="/inbox/$view/$ticketId" params={{ view: 'all', ticketId: ticket.id }} className={styles.ticket}>
        <span>
          {ticket.number !== null && say('number.of', { number: ticket.number })} {ticket.subject}
        </span>
        <IconArrowRight size={16} stroke={1.75} aria-hidden="true" />
      </Link>
      <CaseCard one={one.data} />
    </>
  );
}
