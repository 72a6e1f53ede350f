// What a push becomes on the screen, and where a click leads: never out of the desk, never into a customer's page.
import { describe, expect, it } from '@jest/globals';
import { noticeOf, pageToLead } from './notice.js';

const HOME = 'https://desk.example';

describe('a push', () => {
  it('shows what it says and leads where it says', () => {
    const said = {
      title: 'Ticket No. 7',
      body: 'The customer wrote',
      tag: 'ticket-7',
      path: '/inbox/open/7',
      unread: 3,
    };
    expect(noticeOf(said)).toMatchObject({
      title: 'Ticket No. 7',
      options: { body: 'The customer wrote', tag: 'ticket-7', data: { path: '/inbox/open/7' } },
      unread: 3,
    });
  });
  it.each([
    null,
    undefined,
    'words',
    { title: '', path: 'https://elsewhere.example' },
    { path: '//elsewhere.example' },
    // Browsers read a backslash here as a slash.
    { path: '/\\elsewhere.example' },
  ])('that makes no sense still shows something and leads home', (said) =>
    expect(noticeOf(said)).toMatchObject({ title: 'Otklik', options: { data: { path: '/' } }, unread: null }),
  );
});

describe('a click', () => {
  const page = (path: string, visibilityState: DocumentVisibilityState) => ({ url: HOME + path, visibilityState });
  const [hidden, seen, demo] = [page('/inbox/open', 'hidden'), page('/reports', 'visible'), page('/demo', 'visible')];
  it('goes to the page before the eyes', () => expect(pageToLead([hidden, seen], HOME)).toBe(seen));
  it('else to any page of the desk', () => expect(pageToLead([demo, hidden], HOME)).toBe(hidden));
  it('never to a page that customers see', () => expect(pageToLead([demo], HOME)).toBeNull());
});
