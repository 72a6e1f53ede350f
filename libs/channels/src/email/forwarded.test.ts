// Whether a mail passes another on: told by its subject, and where that leaves it open by the words of its body.
import { expect, it } from '@jest/globals';
import { isForwardSubject } from './forwarded.js';

it.each([
  'Fwd: lid',
  'FW: lid',
  'WG: Deckel',
  'TR: couvercle',
  'RV: tapa',
  'I: coperchio',
  'ENC: tampa',
  'PD: pokrywka',
  'VB: lock',
  'VL: kansi',
  'VS: låg',
  'Пересл: крышка',
  'Препр: капак',
  'İlt: kapak',
  '转发：盖子',
  '転送: 蓋',
  '[Shop] Fwd: lid',
])('%s passes on', (subject) => expect(isForwardSubject(subject, 'See below.')).toBe(true));

it.each(['Re: lid', 'Re: Fwd: lid', 'lid', 'Information: lid', 'AW: Deckel', 'SV: lock', 'YNT: kapak'])(
  '%s does not',
  (subject) => expect(isForwardSubject(subject, 'See below.')).toBe(false),
);

it('knows a Finnish answer from a Danish forward', () => {
  expect(isForwardSubject('VS: kansi', 'Kiitos.\n\nLähettäjä: S <s@x.example>\nLähetetty: 16.11.2026')).toBe(false);
  expect(isForwardSubject('VS: låg', 'Se her.\n\nFra: S <s@x.example>\nSendt: 16.11.2026')).toBe(true);
});
