// Notices of the system: shown through the service worker where there is one, one for each ticket, and a click leads there.

export interface Notice {
  title: string;
  body: string;
  tag: string;
  /** Where a click leads, within the desk. */
  path: string;
}

export const mayShowNotices = () => 'Notification' in window && Notification.permission === 'granted';

/** One tab is enough: whoever gets the lock shows it; the tag makes a push of the same ticket take its place. */
export async function showNotice(notice: Notice): Promise<void> {
  if (!mayShowNotices()) return;
  await navigator.locks.request(`otklik.notice.${notice.tag}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const options = { body: notice.body, tag: notice.tag, icon: '/icon-192.png', data: { path: notice.path } };
    const worker = await navigator.serviceWorker?.getRegistration();
    if (worker?.active) await worker.showNotification(notice.title, options);
    else {
      const shown = new Notification(notice.title, options);
      shown.onclick = () => {
        window.focus();
        window.dispatchEvent(new CustomEvent('otklik.go', { detail: notice.path }));
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 1500));
  });
}
