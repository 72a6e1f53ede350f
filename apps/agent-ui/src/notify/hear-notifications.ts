// The bell's ear on the living wire, and the page's word to the desk whether it is before somebody's eyes.
import type { DeskSocket } from '../live/desk-socket.js';
import { catchUpBell, takeNotifications, takeRead } from './notifications.js';

export function hearNotifications(socket: DeskSocket): void {
  socket.on('notification.came', (news) => {
    takeNotifications(news);
    if (news.ways.toast || news.ways.desktop || news.ways.sound)
      void import('./ring.js').then(({ ring }) => ring(news)).catch(() => {});
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
