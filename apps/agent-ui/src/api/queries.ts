// What the screens read, each question with its key: lists, one ticket, its conversation, the customer, the furniture.
import type { ConversationItem } from '@otklik/contract';
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import type { Place, Sort } from '../tickets/views.js';
import { showPictures } from './pictures.js';
import { get, Refusal, takeToken } from './request.js';
import type {
  Agent,
  ContactCard,
  ConversationPage,
  Counts,
  Me,
  Skill,
  Tag,
  Team,
  Ticket,
  TicketPage,
} from './shapes.js';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && error instanceof Refusal && error.passing,
    },
    mutations: { retry: false },
  },
});

// What changes while it is asked for may have been read before. The library asks anew at once what is on the screen and has been
// answered before; what is asked for the first time, or ahead of need, would stand as it was read: it is out of date once more
// when that answer has come.
queryClient.getQueryCache().subscribe((event) => {
  if (event.type !== 'updated' || event.action.type !== 'invalidate') return;
  const { query } = event;
  if (query.state.fetchStatus === 'idle' || (query.state.data !== undefined && query.isActive())) return;
  query.promise?.then(
    () => queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true }),
    () => undefined,
  );
});

let meAnswered: (me: Me) => void = () => {};
/** Called with each answer of the desk to who is signed in. */
export function whenKnown(action: typeof meAnswered): void {
  meAnswered = action;
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const me = await get<Me>('/api/v1/me');
    takeToken(me.csrf);
    meAnswered(me);
    return me;
  },
  staleTime: 5 * 60_000,
});

export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: async () => {
    const agents = await get<Agent[]>('/api/v1/agents');
    showPictures(agents);
    return agents;
  },
});
export const teamsQuery = queryOptions({ queryKey: ['teams'], queryFn: () => get<Team[]>('/api/v1/teams') });
export const tagsQuery = queryOptions({ queryKey: ['tags'], queryFn: () => get<Tag[]>('/api/v1/tags') });
export const skillsQuery = queryOptions({ queryKey: ['skills'], queryFn: () => get<Skill[]>('/api/v1/skills') });
export const countsQuery = queryOptions({
  queryKey: ['counts'],
  // The first look waits for nothing; whoever asks again has heard that something changed.
  queryFn: ({ client }) => {
    const known = client.getQueryState(['counts'])?.dataUpdateCount ?? 0;
    return get<Counts>(`/api/v1/tickets/counts?after=${known > 0 ? 'news' : 'anything'}`);
  },
});

const FIRST_PAGE = 50;
const NEXT_PAGE = 100;
export const listQuery = (view: Place, sort: Sort) =>
  infiniteQueryOptions({
    queryKey: ['tickets', view, sort],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ view, sort, limit: String(pageParam ? NEXT_PAGE : FIRST_PAGE) });
      if (pageParam) query.set('cursor', pageParam);
      return get<TicketPage>(`/api/v1/tickets?${query}`, signal);
    },
    initialPageParam: '' as string,
    getNextPageParam: (page: TicketPage) => page.next ?? undefined,
  });

export const ticketQuery = (id: string) =>
  queryOptions({ queryKey: ['ticket', id], queryFn: () => get<Ticket>(`/api/v1/tickets/${id}`) });

export interface Conversation {
  items: ConversationItem[];
  /** The seq down to which nothing is missing. */
  edge: number | null;
  /** Older lines exist on the desk. */
  more: boolean;
}
export const conversationPath = (id: string, query: Record<string, string | number> = {}) =>
  `/api/v1/tickets/${id}/conversation?${new URLSearchParams({ limit: '300', ...Object.fromEntries(Object.entries(query).map(([k, v]) => [k, String(v)])) })}`;

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id],
    queryFn: async ({ signal }): Promise<Conversation> => get<ConversationPage>(conversationPath(id), signal),
    staleTime: 30_000,
  });

export const contactQuery = (id: string) =>
  queryOptions({ queryKey: ['contact', id], queryFn: () => get<ContactCard>(`/api/v1/contacts/${id}`) });
/** The customer's tickets, newest first. */
export const contactTicketsQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id, 'tickets'],
    queryFn: () => get<TicketPage>(`/api/v1/tickets?view=all&contactId=${id}&limit=50`),
  });
