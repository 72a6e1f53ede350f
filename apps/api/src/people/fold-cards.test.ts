// One person on two cards: what the merge keeps of each, and what the undo gives back.
import { describe, expect, it } from '@jest/globals';
import { type CardWords, fold, type MovedCards, unfold } from './fold-cards.js';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const card = (words: Partial<CardWords>): CardWords => ({
  name: null,
  locale: null,
  timeZone: null,
  surveyOptOutAt: null,
  lastAskedAt: null,
  blockedAt: null,
  fields: {},
  companyId: null,
  companyChosen: false,
  lastSeenAt: null,
  ...words,
});
const merge = (kept: CardWords, merged: CardWords) => {
  const became = fold(kept, merged);
  // As jsonb gives it back.
  const moved = JSON.parse(JSON.stringify({ identities: [], tickets: [], kept, merged, became })) as MovedCards;
  return { became, moved };
};

describe('one card of two', () => {
  it('keeps its own name, and takes what it lacks', () => {
    const one = fold(card({ name: 'Anna' }), card({ name: 'anna88', locale: 'bg', timeZone: 'Europe/Sofia' }));
    expect(one).toMatchObject({ name: 'Anna', locale: 'bg', timeZone: 'Europe/Sofia' });
  });
  it('is as strict as the stricter', () => {
    const one = fold(
      card({ surveyOptOutAt: day(3), lastAskedAt: day(1) }),
      card({ blockedAt: day(2), lastAskedAt: day(5) }),
    );
    expect(one).toMatchObject({ surveyOptOutAt: day(3), blockedAt: day(2), lastAskedAt: day(5) });
  });
});

describe('fields and company', () => {
  const kept = card({ fields: { plan: 'gold' } });
  const merged = card({ fields: { plan: 'free', vip: true }, companyId: 'acme', companyChosen: true });
  const { became, moved } = merge(kept, merged);
  it('are taken where the kept card has none', () => {
    expect(became).toMatchObject({ fields: { plan: 'gold', vip: true }, companyId: 'acme', companyChosen: true });
  });
  it('go back where they came from', () => {
    expect(unfold(moved, became)).toMatchObject({ kept: { fields: { plan: 'gold' }, companyId: null }, split: merged });
  });
  it('stay when a merge of an older release did not keep them', () => {
    const older = JSON.parse(JSON.stringify(moved)) as MovedCards;
    for (const words of [older.kept, older.merged, older.became])
      for (const field of ['fields', 'companyId', 'companyChosen', 'lastSeenAt'] as const)
        delete (words as Partial<CardWords>)[field];
    expect(unfold(older, became).kept).toMatchObject({ fields: { plan: 'gold', vip: true }, companyId: 'acme' });
  });
});

describe('two cards of one', () => {
  const { became, moved } = merge(
    card({ name: 'Anna', lastAskedAt: day(1) }),
    card({ name: 'anna88', blockedAt: day(2) }),
  );

  it('say what they said', () => {
    expect(unfold(moved, became)).toEqual({
      kept: card({ name: 'Anna', lastAskedAt: day(1) }),
      split: card({ name: 'anna88', blockedAt: day(2) }),
    });
  });
  it('share what was decided in between', () => {
    const { kept, split } = unfold(moved, { ...became, surveyOptOutAt: day(9), lastAskedAt: day(8) });
    expect(kept).toMatchObject({ surveyOptOutAt: day(9), lastAskedAt: day(8), blockedAt: null });
    expect(split).toMatchObject({ surveyOptOutAt: day(9), lastAskedAt: day(8), blockedAt: day(2) });
  });
  it('keep a correction where it was made', () => {
    const { kept, split } = unfold(moved, { ...became, name: 'Anna Petrova' });
    expect([kept.name, split.name]).toEqual(['Anna Petrova', 'anna88']);
  });
  it('lift a block for both when it was lifted in between', () => {
    const { kept, split } = unfold(moved, { ...became, blockedAt: null });
    expect([kept.blockedAt, split.blockedAt]).toEqual([null, null]);
  });
});
