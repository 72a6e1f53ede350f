// Before path A: the app in the iframe starts, finds out where it is, and says so to the page that holds it.
import { render } from 'preact';
import { chooseLocale } from '../choose-locale.js';
import { DEFAULT_COLOUR, inkOn, readColour } from '../colour.js';
import { isOurs, type ToFrame, type ToHost } from '../frame-protocol.js';
import { Memory } from '../talk/memory.js';
import { Talk } from '../talk/talk.js';
import { wordsOf } from '../words/words.js';
import { Panel } from './panel.js';
import './widget.css';

const query = new URLSearchParams(location.search);
const key = query.get('key') ?? '';
const locale = chooseLocale([query.get('locale'), ...navigator.languages]);
const words = wordsOf(locale);
const theme = query.get('theme');
if (theme === 'light' || theme === 'dark') {
  document.documentElement.dataset.theme = theme;
  document.documentElement.style.colorScheme = theme;
}
const siteColour = readColour(query.get('colour'));
/** The page that holds us, as the loader named it; the browser checks that it is so. Opened alone: nobody. */
const hostOrigin = query.get('origin') ?? '';
const host = window.parent === window ? null : window.parent;

const tell = (message: ToHost) =>
  host?.postMessage(message, hostOrigin === 'null' ? '*' : hostOrigin || location.origin);

function paint(colour: string): void {
  const style = document.documentElement.style;
  style.setProperty('--accent', colour);
  style.setProperty('--on-accent', inkOn(colour));
}

const talk = new Talk(key, locale, new Memory(key), () => tell({ otklik: 1, type: 'wrote' }));
document.documentElement.lang = locale;
document.title = words.open;
paint(siteColour ?? DEFAULT_COLOUR);

let opened = host === null;
let at = { page: location.href, referrer: document.referrer };
const look = () => talk.show(opened && document.visibilityState === 'visible', at);
document.addEventListener('visibilitychange', look);
addEventListener('message', (event) => {
  if (event.source !== host || event.origin !== hostOrigin || !isOurs(event.data)) return;
  const message = event.data as ToFrame;
  if (message.type === 'identify') {
    void talk.identify(typeof message.token === 'string' ? message.token : null);
    return;
  }
  if (message.type !== 'opened' && message.type !== 'closed') return;
  opened = message.type === 'opened';
  if (message.type === 'opened') {
    at = { page: String(message.page).slice(0, 2000), referrer: String(message.referrer ?? '').slice(0, 2000) };
    if (message.said) talk.greet(String(message.said).slice(0, 200));
    focusComposer();
  }
  look();
});

let toldUnread = 0;
let painted = false;
talk.subscribe(() => {
  const { unread, boot } = talk.state;
  if (unread !== toldUnread) tell({ otklik: 1, type: 'unread', count: unread });
  toldUnread = unread;
  const colour = readColour(boot?.colour);
  if (painted || !colour) return;
  painted = true;
  if (!siteColour) paint(colour);
  tell({ otklik: 1, type: 'colour', value: colour });
});

const focusComposer = () => document.querySelector<HTMLElement>('textarea, .notice button')?.focus();

render(
  <Panel talk={talk} words={words} locale={locale} close={host ? () => tell({ otklik: 1, type: 'close' }) : null} />,
  document.getElementById('app')!,
);
look();
const pass = /[#&]otklik=([\w.-]+)/.exec(location.hash)?.[1];
if (pass) {
  history.replaceState(null, '', location.pathname + location.search);
  void talk.comeBack(pass);
}
void talk.start().then(() => opened && requestAnimationFrame(focusComposer));
tell({ otklik: 1, type: 'ready' });
