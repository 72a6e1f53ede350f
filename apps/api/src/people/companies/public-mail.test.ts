// Which domain stands for one company, and how it is written.
import { describe, expect, it } from '@jest/globals';
import { isPublicMail, plainDomain } from './public-mail.js';

describe('a public mail provider', () => {
  it.each([
    'gmail.com',
    'mail.ru',
    'YANDEX.ru',
    'abv.bg',
    'mail.bg',
    'outlook.com',
    'icloud.com',
    'proton.me',
    'vk.com',
  ])('%s', (domain) => expect(isPublicMail(domain)).toBe(true));
  it.each(['otklik.example', 'acme.com', 'sofia.bg'])('not %s', (domain) => expect(isPublicMail(domain)).toBe(false));
});

describe('a domain as people write it', () => {
  it.each([
    ['acme.com', 'acme.com'],
    [' @Acme.com ', 'acme.com'],
    ['https://www.acme.com/about?x=1', 'acme.com'],
    ['anna@mail.acme.co.uk', 'mail.acme.co.uk'],
    ['пример.бг', 'xn--e1afmkfd.xn--90ae'],
    ['acme', null],
    ['', null],
    ['a b.com', null],
  ])('%s', (said, domain) => expect(plainDomain(said)).toBe(domain));
});
