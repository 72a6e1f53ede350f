// The trash: what was deleted in the last 30 days, to be restored; and who may delete.
import { Button, Switch } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { meQuery, queryClient } from '../api/queries.js';
import { get, patch } from '../api/request.js';
import type { TrashPage as Page, TrashedTicket } from '../api/shapes.js';
import { TicketLines } from '../conversation/find-ticket.js';
import { restoreTicket } from '../conversation/merging.js';
import { Failed, Waiting } from '../shell/edges.js';
import { useMe, useNames } from '../shell/people-names.js';
import { longDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { SettingsSection, useAction } from './parts.js';
import styles from './trash-page.module.css';

export function TrashPage() {
  const { say } = useWords();
  const me = useMe();
  const query = useInfiniteQuery({
    queryKey: ['trash'],
    queryFn: ({ pageParam }) =>
      get<Page>(`/api/v1/trash?${new URLSearchParams(pageParam ? { cursor: pageParam } : {})}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <SettingsSection title="trash.title" hint="trash.hint">
      {me.agent.role === 'owner' && <WhoMay />}
      {query.isError && <Failed error={query.error} reset={() => void query.refetch()} />}
      {query.isPending && <Waiting />}
      {query.isSuccess && rows.length === 0 && (
        <div className={styles.empty}>
          <strong>{say('trash.empty')}</strong>
          <p>{say('trash.empty-hint')}</p>
        </div>
      )}
      <ul className={styles.rows} data-testid="trash">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('trash.more')}
        </Button>
      )}
    </SettingsSection>
  );
}

function Row({ row }: { row: TrashedTicket }) {
  const { say, locale } = useWords();
  const names = useNames();
  const navigate = useNavigate();
  const open = (ticketId: string) =>
    void navigate({ to: '/inbox/$view/$ticketId', params: { view: 'open', ticketId }, search: {} });
  const name = row.trashedBy ? names.agent(row.trashedBy) : say('actor.api');
  return (
    <li>
      <Link
        to="/inbox/$view/$ticketId"
        params={{ view: 'open', ticketId: row.id }}
        search={{}}
        className={styles.ticket}
      >
        <TicketLines row={row} />
        <small>{say('trash.by', { name, day: longDay(row.eraseAt, locale) })}</small>
      </Link>
      <Button size="xs" variant="default" onClick={() => void restoreTicket(row.id, open)}>
        {say('command.restore')}
      </Button>
    </li>
  );
}

function WhoMay() {
  const { say } = useWords();
  const me = useMe();
  const { busy, run } = useAction();
  const change = (agentsMayDelete: boolean) =>
    run(async () => {
      await patch('/api/v1/workspace', { settings: { agentsMayDelete: agentsMayDelete || null } });
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    });
  return (
    <Switch
      className={styles.who}
      label={say('trash.agents')}
      description={say('trash.agents-hint')}
      checked={me.workspace.agentsMayDelete}
      disabled={busy}
      onChange={(event) => void change(event.currentTarget.checked)}
    />
  );
}
