// Before path A: the one script a site includes. Draws the round button in a shadow root; the app is fetched at the first opening.
import type { WidgetLook } from '@otklik/contract';
import { chooseLocale } from '../choose-locale.js';
import { DEFAULT_COLOUR, inkOn, readColour } from '../colour.js';
import { isOurs, type ToFrame, type ToHost } from '../frame-protocol.js';
import type * as Invites from './invite.js';
import css from './loader.css?inline';

declare global {
  interface Window {
    otklik?: { open(): void; close(): void; identify(who: { token: string } | null): void };
    /** Set by the desk at the head of this very script. */
    otklikLook?: WidgetLook;
  }
}

const WORDS = {
  en: ['Chat with us', 'Close the chat'],
  ru: ['Написать нам', 'Закрыть чат'],
  bg: ['Пишете ни', 'Затваряне на чата'],
};

function draw(script: HTMLScriptElement, key: string): void {
  const look: Partial<WidgetLook> = window.otklikLook ?? {};
  const locale = chooseLocale([
    look.locale,
    script.dataset.locale,
    document.documentElement.lang,
    ...navigator.languages,
  ]);
  const [openWord, closeWord] = WORDS[locale] as [string, string];
  const desk = new URL(script.src).origin;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  // A constructed sheet: a site's own CSP may forbid <style>, but not this.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement('button');
  const badge = document.createElement('span');
  button.append(
    icon(
      'M12 3C6.5 3 2 6.8 2 11.5c0 2.4 1.2 4.6 3.1 6.1-.1 1.3-.6 2.5-1.5 3.4 1.9-.1 3.7-.8 5-1.9 1.1.3 2.2.4 3.4.4 5.5 0 10-3.8 10-8.5S17.5 3 12 3z',
    ),
    icon('M6 9.5l6 6 6-6', true),
    badge,
  );
  root.append(button);

  // A mail of ours led here: the chat opens with what it was about.
  const { pathname, search, hash } = location;
  const pass = hash.startsWith('#otklik=') ? hash : '';
  let frame: HTMLIFrameElement | null = null;
  let ready = false;
  let open = false;
  let unread = 0;
  let before: Element | null = null;
  /** The site's word on who this is; undefined: it has said nothing, null: nobody. */
  let token: string | null | undefined = script.dataset.token;
  let said: string | undefined;

  const colour = (value: string | null) => {
    if (!value) return;
    host.style.setProperty('--c', value);
    host.style.setProperty('--i', inkOn(value));
  };
  const say = (message: ToFrame) => ready && frame?.contentWindow?.postMessage(message, desk);
  const sayState = () =>
    say(
      open
        ? { otklik: 1, type: 'opened', page: location.href.split('#')[0]!, referrer: document.referrer, said }
        : { otklik: 1, type: 'closed' },
    );
  const sayWho = () => token !== undefined && say({ otklik: 1, type: 'identify', token });
  const label = () => {
    button.setAttribute('aria-label', open ? closeWord : unread ? `${openWord} (${unread})` : openWord);
    button.setAttribute('aria-expanded', `${open}`);
    badge.textContent = unread > 9 ? '9+' : `${unread}`;
    badge.hidden = open || unread === 0;
    host.classList.toggle('open', open);
  };
  const makeFrame = () => {
    if (frame) return;
    frame = document.createElement('iframe');
    const query = new URLSearchParams({ key, locale, origin: location.origin, theme: look.theme ?? '' });
    const wish = readColour(script.dataset.colour);
    if (wish) query.set('colour', wish);
    frame.src = `${desk}/widget/?${query}${pass}`;
    frame.title = openWord;
    frame.allow = 'clipboard-write';
    if (look.theme !== 'auto') frame.style.colorScheme = look.theme ?? '';
    root.prepend(frame);
  };
  // A phone's keyboard hides the lower part of the page: the panel is as high as what can be seen.
  const fit = () => {
    const { height, offsetTop } = visualViewport!;
    host.style.setProperty('--h', `${height}px`);
    host.style.setProperty('--t', `${offsetTop}px`);
  };
  const set = (next: boolean) => {
    if (next === open) return;
    open = next;
    if (open) {
      before = document.activeElement === host ? null : document.activeElement;
      makeFrame();
      if (window.visualViewport) fit();
    }
    label();
    sayState();
    if (open) frame?.focus();
    else if (before instanceof HTMLElement && before !== document.body) before.focus();
    else button.focus();
  };

  const HEARD: { [K in ToHost['type']]: (message: Extract<ToHost, { type: K }>) => void } = {
    ready: () => {
      ready = true;
      sayWho();
      sayState();
    },
    close: () => set(false),
    // From now on an answer may come while the panel is shut: the next page wakes the app by itself, to show it on the button.
    wrote: () => remember(true),
    unread: ({ count }) => {
      unread = count;
      label();
    },
    colour: ({ value }) => colour(readColour(script.dataset.colour) ?? readColour(value)),
  };
  addEventListener('message', (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== desk || !isOurs(event.data)) return;
    (HEARD[event.data.type as ToHost['type']] as ((message: unknown) => void) | undefined)?.(event.data);
  });
  const remember = (write: boolean): boolean => {
    try {
      if (write) localStorage.setItem(`otklik-wrote:${key}`, '1');
      return localStorage.getItem(`otklik-wrote:${key}`) === '1';
    } catch {
      return false;
    }
  };

  button.addEventListener('click', () => set(!open));
  root.addEventListener('keydown', (event) => (event as KeyboardEvent).key === 'Escape' && set(false));
  window.visualViewport?.addEventListener('resize', fit);
  window.visualViewport?.addEventListener('scroll', fit);
  colour(readColour(script.dataset.colour) ?? readColour(look.colour) ?? DEFAULT_COLOUR);
  host.classList.toggle('left', look.side === 'left');
  label();
  document.body.append(host);
  if (pass) {
    history.replaceState(null, '', pathname + search);
    set(true);
  } else if (remember(false)) (window.requestIdleCallback ?? setTimeout)(makeFrame);
  else if (look.invites?.[0])
    // A module of its own, for the sites that speak first. Vite must leave the address alone.
    import(/* @vite-ignore */ `${desk}/widget/invite.js`).then((module: typeof Invites) =>
      module.invite(root, look.invites!, locale, (words) => {
        if (words) {
          said = words;
          set(true);
        }
        return !!frame;
      }),
    );
  window.otklik = {
    open: () => set(true),
    close: () => set(false),
    identify: (who) => {
      token = who ? who.token : null;
      sayWho();
    },
  };
}

function icon(path: string, stroke = false): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  const shape = document.createElementNS(space, 'path');
  shape.setAttribute('d', path);
  if (stroke) svg.setAttribute('class', 'line');
  svg.append(shape);
  return svg;
}

const script = (document.currentScript ??
  document.querySelector('script[src*="widget.js"]')) as HTMLScriptElement | null;
const key = script && (script.dataset.key ?? new URL(script.src).searchParams.get('key'));
if (script && key && !window.otklik) {
  if (document.body) draw(script, key);
  else addEventListener('DOMContentLoaded', () => draw(script, key));
}
