// The bell's ear on the living wire, and the page's word to the desk whether it is before somebody's eyes.
import type { NotificationNews } from '@otklik/contract';
import type { DeskSocket } from '../live/desk-socket.js';
import { catchUpBell, takeNotifications, takeRead } from './notifications.js';

// Awaited by itself: in one chain with the import, a sound that fails would be taken for a part of the page that is gone.
const tell = async (news: NotificationNews) => {
  const { ring } = await import('./ring.js');
  await ring(news);
};

export function hearNotifications(socket: DeskSocket): void {
  socket.on('notification.came', (news) => {
    takeNotifications(news);
    if (news.ways.toast || news.ways.desktop || news.ways.sound) void tell(news).catch(() => {});
  });
  socket.on('notifications.read', (news) => {
    takeRead(news);
    if (news.ids === null) catchUpBell();
  });
  const sayEyes = () => socket.connected && socket.emit('desk.eyes', document.visibilityState === 'visible');
  socket.on('connect', () => {
    if (document.visibilityState !== 'visible') sayEyes();
    catchUpBell();
  });
  document.addEventListener('visibilitychange', sayEyes);
}
