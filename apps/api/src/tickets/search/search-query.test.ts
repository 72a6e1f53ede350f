// A table of what people type and what is understood.
import { expect, it } from '@jest/globals';
import { isEmpty, parseSearch, type SearchQuery } from './search-query.js';

const word = (text: string, kind: 'word' | 'phrase' | 'prefix' = 'word', not = false) => ({ kind, text, not });
const filter = (name: string, value: string, more: object = {}) => ({ name, value, not: false, ...more });

it.each<[string, object]>([
  ['', {}],
  ['   ', {}],
  ['возврат денег', { words: [word('возврат'), word('денег')] }],
  ['"не пришла посылка"', { words: [word('не пришла посылка', 'phrase')] }],
  ['«где мой заказ» -спам', { words: [word('где мой заказ', 'phrase'), word('спам', 'word', true)] }],
  ['„къде е“ пратката', { words: [word('къде е', 'phrase'), word('пратката')] }],
  ['"unclosed phrase', { words: [word('unclosed phrase', 'phrase')] }],
  ['"одно"', { words: [word('одно')] }],
  ['достав*', { words: [word('достав', 'prefix')] }],
  ['#123', { number: { value: 123, sure: true } }],
  ['№123', { number: { value: 123, sure: true } }],
  ['№\u00a0123 возврат', { number: { value: 123, sure: true }, words: [word('возврат')] }],
  ['123', { number: { value: 123, sure: false }, words: [word('123')] }],
  ['#12a', { words: [word('12a')] }],
  ['Maria@Example.com', { addresses: ['maria@example.com'] }],
  ['<maria@example.com>,', { addresses: ['maria@example.com'] }],
  ['мария@пример.рф', { addresses: ['мария@пример.рф'] }],
  ['maria@', { words: [word('maria@')] }],
  ['+7 (912) 345-67-89', { phones: ['+7 (912) 345-67-89'] }],
  ['8 912 345 67 89 возврат', { phones: ['8 912 345 67 89'], words: [word('возврат')] }],
  ['+359888123456', { phones: ['+359888123456'] }],
  ['12345678', { number: { value: 12345678, sure: false }, words: [word('12345678')] }],
  ['from:maria@example.com tag:vip', { filters: [filter('from', 'maria@example.com'), filter('tag', 'vip')] }],
  ['от:"Мария Иванова"', { filters: [filter('from', 'Мария Иванова')] }],
  ['from:«Мария Иванова»', { filters: [filter('from', 'Мария Иванова')] }],
  ['from:me', { filters: [filter('from', 'me', { who: 'me' })] }],
  ['ОТ:Мария', { filters: [filter('from', 'Мария')] }],
  ['-tag:vip', { filters: [filter('tag', 'vip', { not: true })] }],
  ['status:solved', { filters: [filter('status', 'solved')] }],
  ['state:hold', { filters: [filter('status', 'hold')] }],
  ['статус:решён', { filters: [filter('status', 'solved')] }],
  ['състояние:отворен', { filters: [filter('status', 'open')] }],
  ['статус:Открыто', { filters: [filter('status', 'open')] }],
  ['статус:"Ждём клиента"', { filters: [filter('status', 'pending')] }],
  ['состояние:«на удержании»', { filters: [filter('status', 'hold')] }],
  [
    'статус:отворена -статус:„Чака клиента“',
    { filters: [filter('status', 'open'), filter('status', 'pending', { not: true })] },
  ],
  ['метка:«важный клиент» метки:опт', { filters: [filter('tag', 'важный клиент'), filter('tag', 'опт')] }],
  ['етикет:важен етикети:едро', { filters: [filter('tag', 'важен'), filter('tag', 'едро')] }],
  ['status:nonsense', { words: [word('status'), word('nonsense')] }],
  ['канал:телеграм', { filters: [filter('channel', 'telegram')] }],
  ['channel:SMS', { filters: [filter('channel', 'twilio')] }],
  ['assignee:me', { filters: [filter('assignee', 'me', { who: 'me' })] }],
  ['исполнитель:никто', { filters: [filter('assignee', 'никто', { who: 'none' })] }],
  ['is:unread is:mine', { filters: [filter('is', 'unread'), filter('is', 'mine')] }],
  ['is:open', { filters: [filter('status', 'open')] }],
  ['это:спам', { filters: [filter('is', 'spam')] }],
  ['has:file', { filters: [filter('has', 'file')] }],
  ['есть:вложение', { filters: [filter('has', 'file')] }],
  ['before:2026-11-01', { before: { day: '2026-11-01' } }],
  ['до:01.11.2026 после:7д', { before: { day: '2026-11-01' }, after: { daysAgo: 7 } }],
  ['преди:2026-2', { before: { day: '2026-02-01' } }],
  ['след:вчера', { after: { daysAgo: 1 } }],
  ['after:2w', { after: { daysAgo: 14 } }],
  ['after:2026-02-31', { words: [word('after'), word('2026-02-31')] }],
  ['after:soon', { words: [word('after'), word('soon')] }],
  ['colour:red', { words: [word('colour'), word('red')] }],
  ['https://shop.test/a?b=c', { words: [word('https'), word('//shop.test/a?b=c')] }],
  ['tag:', { words: [word('tag')] }],
  ['- " « : * #', {}],
  ['a\0b', { words: [word('a'), word('b')] }],
])('%j', (said, expected) => {
  const empty: SearchQuery = {
    words: [],
    number: null,
    addresses: [],
    phones: [],
    filters: [],
    before: null,
    after: null,
  };
  expect(parseSearch(said)).toEqual({ ...empty, ...expected });
  expect(isEmpty(parseSearch(said))).toBe(Object.keys(expected).length === 0);
});

it('understands anything without a complaint, and in no time', () => {
  const pieces = [
    '"',
    '«',
    '»',
    '-',
    ':',
    'from:',
    '#',
    '@',
    '+7',
    '123',
    'слово',
    ' ',
    '*',
    '\\',
    '🙂',
    '\u0301',
    '„',
    '(',
  ];
  for (let seed = 1; seed < 3000; seed++) {
    let x = seed;
    const said = Array.from({ length: 40 }, () => {
      x = (x * 1103515245 + 12345) % 2147483648;
      return pieces[x % pieces.length];
    }).join('');
    expect(() => parseSearch(said)).not.toThrow();
  }
  const began = Date.now();
  for (const long of [
    '"'.repeat(10_000),
    '1 '.repeat(10_000),
    'a-'.repeat(10_000),
    '('.repeat(10_000),
    '1-'.repeat(300),
  ])
    parseSearch(long);
  expect(Date.now() - began).toBeLessThan(500);
});
