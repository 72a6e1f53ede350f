// Rules of the limit: whose number counts, and that it is never none.
import { expect, it } from '@jest/globals';
import { mostPerHour } from './limit-automatic-mail.js';

it.each<[string, unknown, unknown, number]>([
  ['nobody says', undefined, undefined, 5],
  ['the workspace says', null, 8, 8],
  ['the mailbox says', 2, 8, 2],
  ['none at all would hold a survey back for ever', 0, undefined, 1],
  ['nonsense', 'many', Number.NaN, 5],
  ['a half', 2.9, undefined, 2],
])('%s', (_, mailbox, workspace, most) => expect(mostPerHour(mailbox, workspace)).toBe(most));
