// The settings of a site's chat, by table: what is set holds, what is nonsense is as good as not set.
import { expect, test } from '@jest/globals';
import { askOf, faceOf, lookOf, lookScript } from './widget-look.js';

const usual = { colour: null, side: 'right', theme: 'auto', locale: null, invites: [] };

test.each<[string, Record<string, unknown>, object]>([
  ['nothing set', {}, usual],
  [
    'all set',
    { colour: '#0F766E', side: 'left', theme: 'dark', language: 'bg' },
    { ...usual, colour: '#0F766E', side: 'left', theme: 'dark', locale: 'bg' },
  ],
  ['nonsense', { colour: 'red;}', side: 'up', theme: 7, language: 'xx', invites: 'no list' }, usual],
  ['by the site', { language: 'site' }, usual],
])('%s', (_, config, look) => expect(lookOf(config)).toEqual(look));

test.each<[string, object[]]>([
  ['/tea* 20 Need help?', [{ path: '/tea*', seconds: 20, words: 'Need help?' }]],
  ['  /  0   Здравствуйте!  ', [{ path: '/', seconds: 0, words: 'Здравствуйте!' }]],
  ['tea 20 no slash', []],
  ['/tea soon no number', []],
  ['/tea 9999 too long', []],
  ['/tea 20', []],
])('the rule %p', (line, invites) => expect(lookOf({ invites: [line] }).invites).toEqual(invites));

test('as a script it ends no tag and no line', () => {
  const look = lookOf({ invites: ['/ 1 </script>\u2028"\'\\'] });
  const script = lookScript(look);
  expect(script).not.toMatch(/[<\u2028\n]/);
  const world: { otklikLook?: unknown } = {};
  new Function('window', script)(world);
  expect(world.otklikLook).toEqual(look);
});

test('what is asked, and whose face is shown', () => {
  expect([askOf({}), askOf({ ask: 'never' }), faceOf({}), faceOf({ face: 'none' })]).toEqual([
    'away',
    'never',
    'team',
    'none',
  ]);
});
