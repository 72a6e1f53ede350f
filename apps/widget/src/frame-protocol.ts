// Before path A: what the host page's loader and the app in the iframe say to each other, and nothing else is heard.

/**
 * From the host page to the app. `page` is the address the visitor writes from, without its fragment; `referrer` where they came
 * to it from; `said` what the site said first. `identify`: who the site has signed (JWT); null: they have logged out.
 */
export type ToFrame =
  | { otklik: 1; type: 'opened'; page: string; referrer: string; said: string | undefined }
  | { otklik: 1; type: 'closed' }
  | { otklik: 1; type: 'identify'; token: string | null };

/** From the app to the host page. `wrote`: the visitor has a conversation now, so an answer may be waited for. */
export type ToHost =
  | { otklik: 1; type: 'ready' }
  | { otklik: 1; type: 'close' }
  | { otklik: 1; type: 'wrote' }
  | { otklik: 1; type: 'unread'; count: number }
  | { otklik: 1; type: 'colour'; value: string };

/** True for a message of ours; whose window and origin it came from is checked by the listener itself. */
export const isOurs = (value: unknown): value is { otklik: 1; type: string } =>
  typeof value === 'object' && value !== null && (value as { otklik?: unknown }).otklik === 1;
