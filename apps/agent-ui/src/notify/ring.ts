// What came is told on this page: short words if it is before the eyes, a notice of the system if no page is, and one soft sound.
import type { NotificationItem, NotificationNews } from '@otklik/contract';
import { agentsQuery, queryClient } from '../api/queries.js';
import { router } from '../router.js';
import { tell } from '../shell/notices.js';
import { say } from '../words/words.js';
import { showNotice } from './desktop.js';
import { placeOf, whatHappened, whichOne } from './notification-words.js';
import { playOnce } from './sound.js';

const openPlace = (item: NotificationItem) => void router.navigate(placeOf(item));

export async function ring({ items, ways }: NotificationNews): Promise<void> {
  const newest = items.at(-1);
  if (!newest) return;
  const agents = await queryClient.ensureQueryData(agentsQuery).catch(() => []);
  const actor = agents.find((agent) => agent.id === newest.actorId)?.name ?? null;
  const words = items.length > 1 ? say('bell.many', { count: items.length }) : whatHappened(say, newest, actor);
  const about = items.length > 1 ? '' : whichOne(newest);
  if (ways.toast && document.visibilityState === 'visible')
    tell(about ? `${words} · ${about}` : words, false, { words: say('bell.open'), run: () => openPlace(newest) });
  if (ways.desktop && document.visibilityState !== 'visible')
    await showNotice({
      title: words,
      body: about,
      tag: newest.ticket ? `ticket-${newest.ticket.id}` : `link-${newest.answer?.linkId}`,
      path: router.buildLocation(placeOf(newest)).href,
    });
  if (ways.sound) await playOnce();
}
