// A macro's gaps: filled, fallen back, or named as missing; nothing of a customer's name becomes markup.
import { describe, expect, it } from '@jest/globals';
import { escapeHtml, fillWords, firstName } from './macro-words.js';

describe('a macro', () => {
  it.each([
    ['Hello {{customer.first_name}}!', { 'customer.first_name': 'Anna' }, 'Hello Anna!', []],
    ['Hello {{ Customer.First_Name | there }}!', {}, 'Hello there!', []],
    ['Hello {{customer.first_name|}}!', {}, 'Hello !', []],
    ['{{field.size}} {{field.size}} {{ticket.number}}', { 'ticket.number': '7' }, '… … 7', ['field.size']],
    ['{{customer.first_name|there}}', { 'customer.first_name': '  ' }, 'there', []],
    ['No gaps, {one} brace, {{}}', {}, 'No gaps, {one} brace, {{}}', []],
    ['{{customer.first_name|приятел}}', {}, 'приятел', []],
    ['{{constructor}}', {}, '…', ['constructor']],
  ])('%s', (template, values, words, missing) => expect(fillWords(template, values)).toEqual({ words, missing }));

  it('writes a value as text', () => {
    const { words } = fillWords('<p>{{customer.name}}</p>', { 'customer.name': '<img src=x> & "Co"' }, escapeHtml);
    expect(words).toBe('<p>&lt;img src=x&gt; &amp; &quot;Co&quot;</p>');
  });

  it.each([
    ['Anna Petrova', 'Anna'],
    ['  Иван ', 'Иван'],
    ['anna@shop.example', null],
    ['+359 88 1', null],
    ['https://win.example/prize', null],
    ['www.win.example', null],
    ['win.example/prize now', null],
    ['А.П.', 'А.П.'],
    [null, null],
  ])('calls %s %s', (name, first) => expect(firstName(name)).toBe(first));
});
