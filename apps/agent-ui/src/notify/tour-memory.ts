// Whether this person has been shown around: kept with their preferences, so that it is asked once and not once a browser.
import { meQuery, queryClient } from '../api/queries.js';
import { request } from '../api/request.js';
import type { Me } from '../api/shapes.js';
import { takeNews } from '../live/take-news.js';
import { useOverlay } from '../shell/overlays.js';
import { useMe } from '../shell/people-names.js';

type Seen = 'done' | 'skipped';

/** True until they have taken or skipped it, and while it is not running. */
export function useTourOffer(): boolean {
  const me = useMe();
  return useOverlay() !== 'tour' && me.agent.preferences.tour === undefined;
}

/** At once here; a desk that cannot be reached is told at the next occasion, for it asks again. */
export async function rememberTour(tour: Seen): Promise<void> {
  const me = queryClient.getQueryData(meQuery.queryKey);
  if (!me || me.agent.preferences.tour === 'done') return;
  const preferences = { ...me.agent.preferences, tour };
  takeNews<Me>(meQuery.queryKey, (now) => ({ ...now, agent: { ...now.agent, preferences } }));
  // The page may be left in this very moment.
  await request<Me>('PATCH', '/api/v1/me', { body: { preferences }, keepalive: true }).catch(() => {});
}
