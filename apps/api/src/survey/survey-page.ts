// Path C, what the customer sees: pages of plain HTML that work without scripts, in three languages, each under 15 KB.
import { labelsOf, pointsOf } from '@otklik/survey';
import { LOCALES, type Locale, say } from '../platform/words/words.js';
import type { AskedScale } from './invitation.store.js';
import { STYLE } from './page-style.js';
import type { AboutTicket } from './solved-episode.store.js';

export interface AskPage {
  locale: Locale;
  /** The path of this page, without a query: `/s/<token>`. */
  path: string;
  about: AboutTicket;
  scale: AskedScale;
  /** The point chosen in the message's link: shown as chosen, recorded only when sent. */
  chosen: number | null;
  /** The form came back without a choice. */
  nothingChosen: boolean;
  /** What was saved before, and the open question that belongs to it. */
  saved: { score: number; comment: string | null; followUp: string } | null;
}

const NAMES: Record<Locale, string> = { en: 'English', ru: 'Русский', bg: 'Български' };

/** The question; or, once answered, the thanks with the open question and the way to change the rating. */
export function askPage(page: AskPage): string {
  const { locale, path, about, saved } = page;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: about.timeZone }).format(about.solvedAt);
  const line = about.subject?.trim()
    ? say(locale, 'survey.about', { subject: about.subject.trim().slice(0, 200), date })
    : say(locale, 'survey.about-number', { number: about.number, date });
  const top = `<p class="soft">${asText(about.workspace)}<br>${asText(line)}</p>`;
  const title = say(locale, saved ? 'survey.thanks' : 'survey.title');
  const body = saved ? thanks(page, saved, top) : `<h1>${asText(title)}</h1>${top}${scoreForm(page)}`;
  const out = `<a href="${path}/opt-out?lang=${locale}">${asText(say(locale, 'survey.opt-out'))}</a>`;
  return shell(locale, path, page.chosen, title, body, out);
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
  return `<h1>${words('survey.thanks')}</h1><p role="status"><strong>${words('survey.saved', { rating })}</strong></p>${top}
<form method="post" action="${path}">${hidden(locale, saved.score)}
<p><label for="comment">${words('survey.comment-label', { question: saved.followUp })}</label></p>
<textarea id="comment" name="comment" maxlength="3000">${asText(saved.comment ?? '')}</textarea>
${saved.comment ? `<p role="status">${words('survey.comment-saved')}</p>` : ''}
<button>${words('survey.comment-send')}</button></form>
<details${changing || page.nothingChosen ? ' open' : ''}><summary>${words('survey.change')}</summary>${scoreForm(page)}</details>`;
}

function scoreForm(page: AskPage): string {
  const { locale, path, scale, saved, nothingChosen } = page;
  const labels = labelsOf(scale.kind, scale.max, locale);
  const named = labels.every(Boolean) && labels.length <= 7;
  const chosen = page.chosen ?? saved?.score ?? null;
  const points = pointsOf(scale.kind, scale.max).map((score, i) => {
    const words = labels[i] ? `<span>${score} · ${asText(labels[i])}</span>` : '';
    const inside = named ? words : `<span aria-hidden="true">${score}</span>`;
    const spoken = named ? '' : ` aria-label="${asText(labels[i] ? `${score}, ${labels[i]}` : String(score))}"`;
    const mark = score === chosen ? ' checked' : '';
    return `<label><input type="radio" name="score" value="${score}" required${mark}${spoken}>${named ? faceOf(scale, score) : ''}${inside}</label>`;
  });
  if (named) points.reverse();
  const ends = `<p class="ends soft"><span>${asText(labels[0] ?? '')}</span><span>${asText(labels.at(-1) ?? '')}</span></p>`;
  const complaint = nothingChosen ? `<p class="bad" role="alert">${asText(say(locale, 'survey.choose'))}</p>` : '';
  const pending =
    page.chosen !== null && page.chosen !== saved?.score
      ? `<p class="soft">${asText(say(locale, 'survey.not-yet'))}</p>`
      : '';
  return `<form method="post" action="${path}"><input type="hidden" name="lang" value="${locale}">
<fieldset><legend>${asText(scale.question)}</legend>${complaint}
<div class="points${named ? '' : ' short'}">${points.join('\n')}</div>${named ? '' : ends}</fieldset>
<button>${asText(say(locale, 'survey.send'))}</button>${pending}</form>`;
}

function shell(locale: Locale, path: string, score: number | null, title: string, body: string, below: string): string {
  const kept = score === null ? '' : `&amp;score=${score}`;
  const languages = LOCALES.map((one) =>
    one === locale
      ? `<span aria-current="true">${NAMES[one]}</span>`
      : `<a href="${path}?lang=${one}${kept}" lang="${one}" hreflang="${one}">${NAMES[one]}</a>`,
  );
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${asText(title)}</title><style>${STYLE}</style></head>
<body><main><nav aria-label="Language">${languages.join('')}</nav><div class="card">${body}</div><footer>${below}</footer></main></body></html>`;
}

const hidden = (locale: Locale, score: number) =>
  `<input type="hidden" name="lang" value="${locale}"><input type="hidden" name="score" value="${score}">`;

/** A face from sad to glad, drawn here: not every device has the emoji. Words and numbers stand beside it. */
function faceOf({ min, max }: AskedScale, score: number): string {
  const bend = ((score - min) / (max - min)) * 2 - 1;
  const [corner, middle] = [15.5 - bend * 1.5, 15.5 + bend * 4];
  const mouth = `M7.5 ${corner.toFixed(1)}Q12 ${middle.toFixed(1)} 16.5 ${corner.toFixed(1)}`;
  return `<svg aria-hidden="true" viewBox="0 0 24 24" width="30" height="30" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"><circle cx="12" cy="12" r="10"/><path d="M8.5 9v.6M15.5 9v.6"/><path d="${mouth}"/></svg>`;
}

function asText(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
