// The part of a service worker's world that ours uses: its types stand in another library than those of pages.

export interface LongEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface AskEvent extends LongEvent {
  readonly request: Request;
  readonly clientId: string;
  respondWith(answer: Promise<Response>): void;
}
export interface PushedEvent extends LongEvent {
  readonly data: { json(): unknown } | null;
}
export interface ClickEvent extends LongEvent {
  readonly notification: Notification;
}
export interface OpenPage {
  readonly url: string;
  readonly visibilityState: DocumentVisibilityState;
  focus(): Promise<OpenPage>;
  postMessage(message: unknown): void;
}
interface WorkerEvents {
  install: LongEvent;
  activate: LongEvent;
  fetch: AskEvent;
  push: PushedEvent;
  notificationclick: ClickEvent;
  message: MessageEvent;
}
export interface WorkerScope {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<OpenPage[]>;
    openWindow(url: string): Promise<OpenPage | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof WorkerEvents>(type: K, listener: (event: WorkerEvents[K]) => void): void;
}
