// Which address shows which screen; everything but the inbox is loaded when it is first opened.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { forgetAll } from './api/last-known.js';
import { meQuery, queryClient } from './api/queries.js';
import { Refusal, whenSignedOut } from './api/request.js';
import type { CaseListName } from './cases/cases.js';
import { DeskShell } from './shell/desk-shell.js';
import { Failed, NotFound, Waiting } from './shell/edges.js';
import { Notices } from './shell/notices.js';
import { EmptyPane, InboxPage } from './tickets/inbox-page.js';
import { setOut } from './tickets/opening.js';
import { isSavedView, isView, SORTS, type Sort } from './tickets/views.js';
import { speak } from './words/words.js';

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Notices />
    </>
  ),
  errorComponent: Failed,
  notFoundComponent: NotFound,
});

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
/** Of the calendar: neither 2026-02-30 nor words. */
const isDay = (value: string) =>
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value);

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => ({ next: text(search.next) }),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.js'), 'SignInPage'),
});
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./sign-in/forgot-page.js'), 'ForgotPage'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: (search): { token?: string } => ({ token: text(search.token) }),
  component: lazyRouteComponent(() => import('./sign-in/reset-page.js'), 'ResetPage'),
});

/** Who is signed in, in their language; who is not goes to the door, and back here afterwards. */
async function signedIn({ location }: { location: { href: string } }): Promise<void> {
  try {
    // What was known at the last visit is enough to begin with; who it is in truth is asked beside.
    const me = await queryClient.ensureQueryData({ ...meQuery, revalidateIfStale: true });
    await speak(me.agent.locale);
  } catch (error) {
    if (error instanceof Refusal && error.status === 401)
      throw redirect({ to: '/sign-in', search: { next: location.href } });
    throw error;
  }
}

const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./reports/wall-page.js'), 'WallPage'),
});
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: signedIn,
  component: DeskShell,
  pendingComponent: Waiting,
  errorComponent: Failed,
});
const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'open' } });
  },
});
const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox/$view',
  validateSearch: (search): { sort?: Sort } => ({ sort: SORTS.find((sort) => sort === search.sort) }),
  beforeLoad: ({ params }) => {
    if (!isView(params.view) && !isSavedView(params.view))
      throw redirect({ to: '/inbox/$view', params: { view: 'open' } });
  },
  component: InboxPage,
});
const inboxEmpty = createRoute({ getParentRoute: () => inbox, path: '/', component: EmptyPane });
const ticket = createRoute({
  getParentRoute: () => inbox,
  path: '$ticketId',
  component: lazyRouteComponent(() => import('./conversation/conversation-pane.js'), 'ConversationPane'),
});

const reports = createRoute({
  getParentRoute: () => desk,
  path: '/reports',
  // A day that is none is not asked for: the usual period stands in its place. What is left out here would stay as it was given.
  validateSearch: (search) =>
    Object.fromEntries(
      Object.entries(search).map(([name, value]) => {
        const good = typeof value === 'string' && ((name !== 'from' && name !== 'to') || isDay(value));
        return [name, good ? value : undefined];
      }),
    ) as Record<string, string>,
  component: lazyRouteComponent(() => import('./reports/reports-page.js'), 'ReportsPage'),
});
const search = createRoute({
  getParentRoute: () => desk,
  path: '/search',
  validateSearch: (given): { q?: string } => ({ q: text(given.q) }),
  component: lazyRouteComponent(() => import('./search/search-page.js'), 'SearchPage'),
});
const people = createRoute({
  getParentRoute: () => desk,
  path: '/people',
  validateSearch: (given): { q?: string; segment?: string; company?: string } => ({
    q: text(given.q),
    segment: text(given.segment),
    company: text(given.company),
  }),
  component: lazyRouteComponent(() => import('./customer/people-page.js'), 'PeoplePage'),
});
const person = createRoute({
  getParentRoute: () => desk,
  path: '/people/$contactId',
  component: lazyRouteComponent(() => import('./customer/person-page.js'), 'PersonPage'),
});
const companies = createRoute({
  getParentRoute: () => desk,
  path: '/companies',
  component: lazyRouteComponent(() => import('./customer/companies-page.js'), 'CompaniesPage'),
});
const company = createRoute({
  getParentRoute: () => desk,
  path: '/companies/$companyId',
  component: lazyRouteComponent(() => import('./customer/company-page.js'), 'CompanyPage'),
});
const cases = createRoute({
  getParentRoute: () => desk,
  path: '/cases',
  validateSearch: (given): { view?: CaseListName; case?: string } => ({
    view: (['open', 'due', 'mine', 'closed'] as const).find((each) => each === given.view),
    case: text(given.case),
  }),
  component: lazyRouteComponent(() => import('./cases/cases-page.js'), 'CasesPageView'),
});
const settings = createRoute({
  getParentRoute: () => desk,
  path: '/settings',
  beforeLoad: ({ location }) => {
    if (/\/settings\/?$/.test(location.pathname))
      throw redirect({ to: '/settings/$page', params: { page: 'profile' } });
  },
  component: lazyRouteComponent(() => import('./settings/settings-page.js'), 'SettingsPage'),
});
const settingsPage = createRoute({
  getParentRoute: () => settings,
  path: '$page',
  validateSearch: (search): { rule?: string } => ({ rule: text(search.rule) }),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    forgot,
    reset,
    wall,
    desk.addChildren([
      home,
      inbox.addChildren([inboxEmpty, ticket]),
      search,
      people,
      person,
      companies,
      company,
      reports,
      cases,
      settings.addChildren([settingsPage]),
    ]),
  ]),
  defaultPendingMs: 200,
  defaultPendingComponent: Waiting,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

router.subscribe('onBeforeNavigate', ({ toLocation }) => setOut(toLocation.pathname));

whenSignedOut(() => {
  forgetAll();
  queryClient.clear();
  const here = router.state.location;
  if (here.pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { next: here.href } });
});
