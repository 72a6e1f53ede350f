// Tokens open what they were made for, and nothing else.
import { expect, test } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { Secrets } from '../platform/secrets.js';
import { AnswerTokens } from './answer-tokens.js';

const tokens = new AnswerTokens(new Secrets({ secret: 'x'.repeat(32) }));
const others = new AnswerTokens(new Secrets({ secret: 'y'.repeat(32) }));
const named = { workspaceId: newId(), invitationId: newId() };

test('a page token comes back as what it names', () => {
  expect(tokens.make(named)).toMatch(/^[\w-]{43}\.[\w-]{22}$/);
  expect(tokens.read(tokens.make(named))).toEqual(named);
});

test('a button fits Telegram and names its score', () => {
  const data = tokens.makeButton(named, 10);
  expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
  expect(tokens.readButton(named.workspaceId, data)).toEqual({ invitationId: named.invitationId, score: 10 });
});

const good = tokens.make(named);
test.each([
  ['empty', ''],
  ['another secret', others.make(named)],
  ['one character changed', (good[0] === 'A' ? 'B' : 'A') + good.slice(1)],
  ['the signature of another', `${good.slice(0, 44)}${tokens.make({ ...named, invitationId: newId() }).slice(44)}`],
  ['a button as a page', tokens.makeButton(named, 5)],
  ['longer', `${good}x`],
  ['a line break', `${good}\n`],
])('refused: %s', (_, token) => expect(tokens.read(token)).toBeNull());

test('a button with another score, or from another workspace, is refused', () => {
  const data = tokens.makeButton(named, 1);
  expect(tokens.readButton(named.workspaceId, data.replace('.1.', '.5.'))).toBeNull();
  expect(tokens.readButton(newId(), data)).toBeNull();
});
