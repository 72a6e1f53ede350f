// A survey's card as people see it: without the addresses and buttons by which its customer answers.
import type { SurveyCardItem } from '@otklik/contract';
import type { StoredCard } from './message.store.js';

export function surveyCard(card: StoredCard): SurveyCardItem {
  const { url: _url, buttons: _buttons, footer: _footer, hint: _hint, ...shown } = card;
  return { ...shown, score: card.score ?? null, comment: card.comment ?? null };
}
