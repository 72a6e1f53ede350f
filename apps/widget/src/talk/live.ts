// The widget's ear: the socket of one visitor, loaded only once there is a conversation to listen to.
import type { WidgetClientEvents, WidgetServerEvents } from '@otklik/contract';
import type { Socket } from 'socket.io-client';

export interface Live {
  typing(): void;
  close(): void;
}

export interface Heard extends WidgetServerEvents {
  /** Connected, for the first time or again: catch up now. */
  connected: () => void;
  lost: () => void;
  /** The desk refused the socket: perhaps it does not know this token. */
  stranger: () => void;
}

/** Opens the socket; it reconnects by itself until closed. */
export async function listen(token: string, heard: Heard): Promise<Live> {
  const { io } = await import('socket.io-client');
  const socket: Socket<WidgetServerEvents, WidgetClientEvents> = io('/widget', {
    auth: { token },
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
  });
  let closed = false;
  const comeBack = (milliseconds: number) => setTimeout(() => !closed && socket.connect(), milliseconds);
  socket.on('connect', heard.connected);
  socket.on('disconnect', (reason) => {
    heard.lost();
    // The desk said goodbye on purpose (a restart does): the client library would not come back by itself.
    if (reason === 'io server disconnect') comeBack(1000);
  });
  socket.on('connect_error', () => {
    heard.lost();
    if (socket.active) return; // a network fault, retried by the library
    heard.stranger();
    comeBack(5000); // refused: the token is no good, which closes us, or the desk was unwell for a moment
  });
  socket.on('lines.changed', heard['lines.changed']);
  socket.on('agent.typing', heard['agent.typing']);
  socket.on('agent.read', heard['agent.read']);
  return {
    typing: () => socket.volatile.emit('typing'),
    close: () => {
      closed = true;
      socket.close();
    },
  };
}
