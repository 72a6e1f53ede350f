// What must not stand in a list, and what may.
import { describe, expect, it } from '@jest/globals';
import { isIban, passesLuhn, redact } from './redact.js';

describe('taken out', () => {
  it.each([
    ['Write to ivan.petrov+shop@example.co.uk please', 'Write to ⟨email⟩ please'],
    ['Пишите на почта@пример.рф', 'Пишите на ⟨email⟩'],
    ['call +359 88 812 3456 after five', 'call ⟨phone⟩ after five'],
    ['тел. 8 (912) 345-67-89, жду', 'тел. ⟨phone⟩, жду'],
    ['обадете се на 0888123456', 'обадете се на ⟨phone⟩'],
    ['my card 4111 1111 1111 1111 was charged', 'my card ⟨card⟩ was charged'],
    ['card 4111-1111-1111-1111.', 'card ⟨card⟩.'],
    ['върнете ги по BG80 BNBG 9661 1020 3456 78', 'върнете ги по ⟨iban⟩'],
    ['IBAN DE89370400440532013000', 'IBAN ⟨iban⟩'],
    ['паспорт 4510 123456 прилагаю', 'паспорт ⟨document⟩ прилагаю'],
    ['ЕГН: 8001014509', 'ЕГН: ⟨document⟩'],
    ['passport no. AB 1234567', 'passport no. ⟨document⟩'],
    ['see https://shop.example/reset?token=abc', 'see ⟨link⟩'],
    ['https://shop.example/s/f3a9c1d7e2b84c6a90 не открывается', '⟨link⟩ не открывается'],
    ['two: a@b.cd, +49 170 1234567', 'two: ⟨email⟩, ⟨phone⟩'],
  ])('%s', (said, shown) => {
    expect(redact(said).text).toBe(shown);
    expect(redact(said).taken).toBeGreaterThan(0);
  });
});

describe('kept', () => {
  it.each([
    'Order 4411 came on 12.05.2026',
    'заказ №104312 пришёл за 3 дня',
    'I paid 1 200,50 and waited 15 minutes',
    'see https://shop.example/help/returns',
    '10/10, would buy again in 2027',
    'between 10:00 and 18:00',
    '2026-05-12',
  ])('%s', (said) => {
    expect(redact(said)).toEqual({ text: said, taken: 0 });
  });
});

it('Luhn and ISO 13616 by their published examples', () => {
  expect(passesLuhn('79927398713')).toBe(true);
  expect(passesLuhn('79927398710')).toBe(false);
  expect(isIban('GB82 WEST 1234 5698 7654 32')).toBe(true);
  expect(isIban('GB82 WEST 1234 5698 7654 33')).toBe(false);
});

it('a text that holds our own marks cannot pretend', () => {
  expect(redact('I am ⟨email⟩')).toEqual({ text: 'I am  email ', taken: 0 });
});
