// Which way the service worker goes: a table of requests; nothing of a customer is ever kept.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { mayKeep, whichWay } from './which-way.js';

const HOME = 'https://desk.example';
const way = (path: string, mode = 'cors', method = 'GET') =>
  whichWay({ method, mode, url: path.startsWith('http') ? path : HOME + path }, HOME);

describe('which way', () => {
  it.each([
    ['/assets/index-abc.js', 'cors', 'asset'],
    ['/favicon.svg', 'no-cors', 'plain'],
    ['/icon-192.png', 'no-cors', 'plain'],
    ['/manifest.webmanifest', 'cors', 'plain'],
    ['/', 'navigate', 'page'],
    ['/inbox/open/0190a0b0-0000-7000-8000-00000000000a', 'navigate', 'page'],
    ['/settings/notifications', 'navigate', 'page'],
    ['/sign-in?next=%2Finbox', 'navigate', 'page'],
    ['/inbox/open', 'cors', 'leave'],
    ['/api/v1/tickets', 'cors', 'leave'],
    ['/api/v1/me', 'navigate', 'leave'],
    ['/api/docs', 'navigate', 'leave'],
    ['/files/w/f/photo.png', 'no-cors', 'leave'],
    ['/files/w/f/photo.png', 'navigate', 'leave'],
    ['/s/some-token', 'navigate', 'leave'],
    ['/demo', 'navigate', 'leave'],
    ['/widget.js', 'no-cors', 'leave'],
    ['/widget/app/index.html', 'navigate', 'leave'],
    ['/socket.io/?EIO=4', 'cors', 'leave'],
    ['/health/ready', 'navigate', 'leave'],
    ['https://elsewhere.example/assets/x.js', 'cors', 'leave'],
  ])('%s (%s): %s', (path, mode, expected) => expect(way(path, mode)).toBe(expected));

  it('knows the pages that the desk serves', () => {
    const desk = readFileSync(new URL('../../../api/src/desk-server.ts', import.meta.url), 'utf8');
    const served = /CLIENT_ROUTES =\s*\/\^\\\/\(([^)]+)\)/.exec(desk)?.[1]?.split('|') ?? [];
    expect(served.length).toBeGreaterThan(5);
    expect(served.filter((page) => way(`/${page}`, 'navigate') !== 'page')).toEqual([]);
  });

  it('leaves everything but GET alone', () => expect(way('/assets/x.js', 'cors', 'POST')).toBe('leave'));

  it('keeps whole answers of the right kind', () => {
    const answer = { status: 200, type: 'basic', redirected: false, kind: 'text/javascript' };
    expect(mayKeep(answer, 'asset')).toBe(true);
    expect(mayKeep({ ...answer, status: 404 }, 'asset')).toBe(false);
    expect(mayKeep({ ...answer, redirected: true }, 'asset')).toBe(false);
    expect(mayKeep({ ...answer, kind: 'text/html; charset=utf-8' }, 'asset')).toBe(false);
    expect(mayKeep({ ...answer, kind: 'text/html; charset=utf-8' }, 'page')).toBe(true);
    expect(mayKeep(answer, 'page')).toBe(false);
  });
});
