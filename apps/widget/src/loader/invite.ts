// Before path A: the site speaks first, beside the button, after so long on a page; once a page, never to whoever has opened the chat.
import type { WidgetLook } from '@otklik/contract';
import type { Locale } from '../choose-locale.js';
import css from './invite.css?inline';
import { matchPath } from './match-path.js';

const DISMISS = { en: 'Dismiss', ru: 'Скрыть', bg: 'Скриване' };

/**
 * `chat` with words opens it with them as its greeting; without, it tells whether it has been opened before.
 * The path is looked at each second: a site may change it without loading a page.
 */
export function invite(
  root: ShadowRoot,
  rules: WidgetLook['invites'],
  locale: Locale,
  chat: (words?: string) => boolean,
): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const place = document.createElement('div');
  place.setAttribute('role', 'status');
  root.append(place);
  let path = '';
  let since = 0;
  let dismissed = false;
  const timer = setInterval(() => {
    if (chat() || dismissed) {
      clearInterval(timer);
      place.remove();
      return;
    }
    if (path !== location.pathname) {
      path = location.pathname;
      since = Date.now();
      place.replaceChildren();
    }
    const waited = (Date.now() - since) / 1000;
    const rule = rules.find((one) => matchPath(one.path, path) && waited >= one.seconds);
    if (!rule || place.firstChild || document.hidden) return;
    const bubble = document.createElement('div');
    bubble.className = 'invite';
    const close = () => {
      dismissed = true;
      place.replaceChildren();
    };
    const words = clickable(rule.words, () => {
      close();
      chat(rule.words);
    });
    const away = clickable('×', close);
    away.setAttribute('aria-label', DISMISS[locale]);
    bubble.append(words, away);
    place.append(bubble);
  }, 1000);
}

function clickable(words: string, click: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words;
  button.addEventListener('click', click);
  return button;
}
