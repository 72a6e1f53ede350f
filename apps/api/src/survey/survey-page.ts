// Path C, what the customer sees: pages of plain HTML that work without scripts, in three languages, each under 15 KB.
import { labelsOf, standingOf } from '@otklik/survey';
import { type Locale, say } from '../platform/words/words.js';
import type { AskedScale } from './invitation.store.js';
import { type Afterwards, afterwardsHtml, NOTHING_YET } from './page-afterwards.js';
import { asText, pointsHtml } from './page-points.js';
import { SCRIPT_HTML } from './page-script.js';
import { shellHtml } from './page-shell.js';
import type { AboutTicket } from './solved-episode.store.js';

export interface SavedAnswer {
  score: number;
  comment: string | null;
  followUp: string;
  reasons: string[];
  more: Record<string, number>;
  /** Typed and not sent yet; absent: nothing. */
  draft?: string | null;
  /** Reasons were ticked, or another question was answered. */
  toldMore: boolean;
}

export interface AskPage {
  locale: Locale;
  /** The path of this page, without a query: `/s/<token>`. */
  path: string;
  about: AboutTicket | { workspace: string; timeZone: string };
  /** Hidden fields of every form; absent: none. */
  carried?: Record<string, string>;
  scale: AskedScale;
  /** The point chosen in the message's link: shown as chosen, recorded only when sent. */
  chosen: number | null;
  /** The form came back without a choice. */
  nothingChosen: boolean;
  /** What was saved before, and the open question that belongs to it. */
  saved: SavedAnswer | null;
  /** What has come of it since. */
  after?: Afterwards;
  /** Where the page keeps what is being typed; absent: nowhere. */
  keepsAt?: string;
}

/** The question; or, once answered, the thanks with the open question and the way to change the rating. */
export function askPage(page: AskPage): string {
  const { locale, path, about, saved } = page;
  const line = 'solvedAt' in about ? `<br>${asText(lineOf(about, locale))}` : '';
  const top = `<p class="soft">${asText(about.workspace)}${line}</p>`;
  const title = say(locale, saved ? 'survey.thanks' : 'survey.title');
  const body = saved ? thanks(page, saved, top) : `<h1>${asText(title)}</h1>${top}${scoreForm(page)}`;
  const out = line && `<a href="${path}/opt-out?lang=${locale}">${asText(say(locale, 'survey.opt-out'))}</a>`;
  return shell(locale, path, page.chosen, title, body, out, saved && page.keepsAt ? SCRIPT_HTML : '');
}

function lineOf({ subject, number, solvedAt, timeZone }: AboutTicket, locale: Locale): string {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
    .format(solvedAt)
    .replaceAll(' ', '\u00a0');
  return subject?.trim()
    ? say(locale, 'survey.about', { subject: subject.trim().slice(0, 200), date })
    : say(locale, 'survey.about-number', { number, date });
}

export interface OptOutPage {
  locale: Locale;
  path: string;
  done: boolean;
}

export function optOutPage({ locale, path, done }: OptOutPage): string {
  const title = say(locale, done ? 'survey.opt-out-done-title' : 'survey.opt-out-title');
  const text = say(locale, done ? 'survey.opt-out-done-text' : 'survey.opt-out-text');
  const form = `<form method="post" action="${path}/opt-out"><input type="hidden" name="lang" value="${locale}">
<button>${asText(say(locale, 'survey.opt-out-confirm'))}</button></form>
<p><a href="${path}?lang=${locale}">${asText(say(locale, 'survey.back'))}</a></p>`;
  const body = `<h1>${asText(title)}</h1><p>${asText(text)}</p>${done ? '' : form}`;
  return shell(locale, `${path}/opt-out`, null, title, body, '');
}

/** A refusal in words: what is wrong, and what to do instead. */
export function problemPage(locale: Locale, path: string, title: string, text: string): string {
  return shell(locale, path, null, title, `<h1>${asText(title)}</h1><p>${asText(text)}</p>`, '');
}

function thanks(page: AskPage, saved: NonNullable<AskPage['saved']>, top: string): string {
  const { locale, path, scale } = page;
  const words = (key: Parameters<typeof say>[1], params = {}) => asText(say(locale, key, params));
  const label = labelsOf(scale.kind, scale.max, locale)[saved.score - scale.min];
  const rating = label ? `${saved.score} · ${label}` : String(saved.score);
  const changing = page.chosen !== null && page.chosen !== saved.score;
  const rest = `${reasonsHtml(page, saved)}${moreHtml(page, saved)}`;
  const told = saved.comment ? 'survey.comment-saved' : saved.toldMore ? 'survey.more-saved' : null;
  return `<h1>${words('survey.thanks')}</h1><p role="status"><strong>${words('survey.saved', { rating })}</strong></p>${top}${afterwardsHtml(page.after ?? NOTHING_YET, locale, page.about.timeZone)}
<form method="post" action="${path}"${page.keepsAt ? ` data-keep="${page.keepsAt}"` : ''}>${hidden(locale, saved.score)}${carriedHtml(page)}${rest}
<p><label for="comment">${words('survey.comment-label', { question: saved.followUp })}</label></p>
<textarea id="comment" name="comment" maxlength="3000">${asText(saved.draft ?? saved.comment ?? '')}</textarea>
${told ? `<p role="status">${words(told)}</p>` : ''}
<button>${words(rest ? 'survey.more-send' : 'survey.comment-send')}</button></form>
<details${changing || page.nothingChosen ? ' open' : ''}><summary>${words('survey.change')}</summary>${scoreForm(page)}</details>`;
}

/** Only those that suit the score. `reasons=shown` tells nothing ticked from nothing asked. */
function reasonsHtml({ locale, scale }: AskPage, saved: NonNullable<AskPage['saved']>): string {
  const standing = standingOf(scale.kind, scale.max, saved.score);
  const offered = (scale.reasons ?? []).filter(({ on }) => on.includes(standing));
  if (offered.length === 0) return '';
  const chips = offered.map(({ id, label }) => {
    const mark = saved.reasons.includes(id) ? ' checked' : '';
    return `<label><input type="checkbox" name="reason" value="${asText(id)}"${mark}>${asText(label)}</label>`;
  });
  return `<input type="hidden" name="reasons" value="shown"><fieldset><legend>${asText(say(locale, 'survey.reasons'))}</legend>
<div class="chips">${chips.join('')}</div></fieldset>`;
}

function moreHtml({ locale, scale }: AskPage, saved: NonNullable<AskPage['saved']>): string {
  return (scale.more ?? [])
    .map((one) => {
      const asked = { scale: one, locale, name: `q-${asText(one.id)}`, chosen: saved.more[one.id] ?? null };
      return `<fieldset><legend>${asText(one.question)}</legend>${pointsHtml({ ...asked, required: false })}</fieldset>`;
    })
    .join('');
}

function scoreForm(page: AskPage): string {
  const { locale, path, scale, saved, nothingChosen } = page;
  const chosen = page.chosen ?? saved?.score ?? null;
  const points = pointsHtml({ scale, locale, name: 'score', chosen, required: true });
  const complaint = nothingChosen ? `<p class="bad" role="alert">${asText(say(locale, 'survey.choose'))}</p>` : '';
  const pending =
    page.chosen !== null && page.chosen !== saved?.score
      ? `<p class="soft">${asText(say(locale, 'survey.not-yet'))}</p>`
      : '';
  return `<form method="post" action="${path}"><input type="hidden" name="lang" value="${locale}">${carriedHtml(page)}
<fieldset><legend>${asText(scale.question)}</legend>${complaint}
${points}</fieldset>
<button>${asText(say(locale, 'survey.send'))}</button>${pending}</form>`;
}

function shell(
  locale: Locale,
  path: string,
  score: number | null,
  title: string,
  body: string,
  below: string,
  script = '',
): string {
  return shellHtml({ locale, path, title, body, below, script, kept: score === null ? '' : `&amp;score=${score}` });
}

const carriedHtml = ({ carried = {} }: AskPage) =>
  Object.entries(carried)
    .map(([name, value]) => `<input type="hidden" name="${asText(name)}" value="${asText(value)}">`)
    .join('');

const hidden = (locale: Locale, score: number) =>
  `<input type="hidden" name="lang" value="${locale}"><input type="hidden" name="score" value="${score}">`;
