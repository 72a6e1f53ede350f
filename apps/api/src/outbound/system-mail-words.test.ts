// System mails say all they must, and nothing from outside becomes markup.
import { expect, test } from '@jest/globals';
import { LOCALES } from '../platform/words/words.js';
import { systemMailWords } from './system-mail-words.js';

const params = {
  name: '<b>Ann</b>',
  workspace: 'Shop & Co',
  link: 'https://desk.example/reset-password?token=a&b=1',
  hours: 2,
};

test.each(LOCALES)('%s', (locale) => {
  for (const template of ['password-reset', 'agent-invited'] as const) {
    const mail = systemMailWords(locale, template, params)!;
    expect(mail.subject).toContain('Shop & Co');
    expect(mail.text).toContain(params.link);
    expect(mail.text).not.toMatch(/\{\w+\}/);
    expect(mail.html).toContain('<a href="https://desk.example/reset-password?token=a&#38;b=1">');
    expect(mail.html).not.toContain('<b>');
  }
});
