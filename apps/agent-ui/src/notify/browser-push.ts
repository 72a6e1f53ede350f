// This browser and pushes: whether it can, whether it asked for them, and the way to ask and to stop.
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../api/queries.js';
import { get, post, remove } from '../api/request.js';
import type { PushView } from '../api/shapes.js';

export const pushQuery = queryOptions({ queryKey: ['push'], queryFn: () => get<PushView>('/api/v1/push') });

/** The id by which the desk knows this browser. */
const MINE = 'otklik.push';
export const mineId = (): string | null => localStorage.getItem(MINE);

export type Ability = 'ready' | 'denied' | 'install-first' | 'unable';
/** Safari on a telephone pushes only to the installed app. */
export function ability(): Ability {
  const touch = /iP(hone|ad)/.test(navigator.userAgent);
  if (touch && !matchMedia('(display-mode: standalone)').matches) return 'install-first';
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return 'unable';
  return Notification.permission === 'denied' ? 'denied' : 'ready';
}

/** Asks the person, then the push service, then the desk. False: the person said no. @throws Refusal, or the browser's own error */
export async function askForPush(): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const { publicKey } = await get<PushView>('/api/v1/push');
  const worker = await navigator.serviceWorker.ready;
  const known = await worker.pushManager.getSubscription();
  // It was made for another key: the push service would refuse ours.
  if (known && keyOf(known) !== publicKey) await known.unsubscribe();
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  await tellDesk(subscription);
  return true;
}

export async function stopPush(id: string): Promise<void> {
  if (id === mineId()) {
    const worker = await navigator.serviceWorker?.getRegistration();
    await (await worker?.pushManager?.getSubscription())?.unsubscribe();
    localStorage.removeItem(MINE);
  }
  await remove(`/api/v1/push/browsers/${id}`);
  await queryClient.invalidateQueries({ queryKey: pushQuery.queryKey });
}

/** Whoever signs out here is called here no more. Quiet: a browser that cannot be asked has no address any more. */
export async function leavePush(): Promise<void> {
  const id = mineId();
  if (id) await stopPush(id).catch(() => {});
}

/** At each start: the browser may have made a new address meanwhile, or somebody else may have signed in. */
export async function keepPush(): Promise<void> {
  if (!mineId() || ability() !== 'ready' || Notification.permission !== 'granted') return;
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.getSubscription();
  if (subscription) await tellDesk(subscription);
  else await askForPush();
}

async function tellDesk(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON() as { endpoint: string; keys: { p256dh: string; auth: string } };
  const { id } = await post<{ id: string }>('/api/v1/push/browsers', { endpoint, ...keys, label: browserName() });
  localStorage.setItem(MINE, id);
  await queryClient.invalidateQueries({ queryKey: pushQuery.queryKey });
}

function keyOf(subscription: PushSubscription): string {
  const key = new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...key));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Enough to tell one's own devices apart. */
export function browserName(agent = navigator.userAgent): string {
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /OPR\//.test(agent)
      ? 'Opera'
      : /YaBrowser/.test(agent)
        ? 'Yandex'
        : /Firefox\//.test(agent)
          ? 'Firefox'
          : /Chrome\//.test(agent)
            ? 'Chrome'
            : /Safari\//.test(agent)
              ? 'Safari'
              : 'Browser';
  const system = /Android/.test(agent)
    ? 'Android'
    : /iP(hone|ad)/.test(agent)
      ? 'iOS'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS/.test(agent)
          ? 'macOS'
          : 'Linux';
  return `${browser}, ${system}`;
}
