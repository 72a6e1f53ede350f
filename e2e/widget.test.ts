// The site chat alone, in a real browser, against a mock desk that loses answers, cuts lines and restarts.
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { WidgetLook } from '@otklik/contract';
import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { type MockDesk, type MockVisitor, mockDesk } from '../apps/widget/dev/mock-desk.mjs';
import { comesToBe } from './agent-screen.js';
import { axeFaults } from './axe.js';
import { launchBrowser } from './browser.mjs';

declare global {
  interface Window {
    otklik?: { open(): void; close(): void; identify(who: { token: string } | null): void };
  }
}

jest.setTimeout(120_000);
/** A line that the desk has; the mark of one on its way bears no state. */
const SENT = '.mark:is(.sent, .delivered, .read)';
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;

inBrowser('the site chat', () => {
  let desk: MockDesk;
  let context: BrowserContext;
  let page: Page;
  let faults: string[] = [];
  const usualLook: WidgetLook = { colour: null, side: 'right', theme: 'auto', locale: null, invites: [] };

  beforeAll(async () => {
    desk = await mockDesk(0);
    desk.silent = true;
  });
  afterAll(async () => {
    await browser?.close();
    await desk.close();
  });
  afterEach(async () => {
    await context.close();
    desk.faults = {};
    desk.look = { ...usualLook };
    desk.boot.ask = 'never';
    expect(faults).toEqual([]);
  });

  const visit = async (options: BrowserContextOptions = {}, path = '/demo/'): Promise<FrameLocator> => {
    context = await browser!.newContext({ viewport: { width: 1000, height: 760 }, locale: 'en-GB', ...options });
    page = await context.newPage();
    faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      const expected = /Failed to load resource|WebSocket connection/.test(message.text());
      if (message.type() === 'error' && !expected) faults.push(message.text());
    });
    await page.goto(desk.url + path);
    await button().waitFor();
    return page.frameLocator('iframe');
  };
  const button = () => page.locator('button[aria-expanded]');
  const open = async (app: FrameLocator) => {
    await button().click();
    await app.locator('textarea').waitFor();
  };
  const write = async (app: FrameLocator, text: string) => {
    await app.getByLabel('Message', { exact: true }).fill(text);
    await app.getByLabel('Message', { exact: true }).press('Enter');
  };
  const bubbles = (app: FrameLocator) => app.locator('.bubble').allInnerTexts();
  const newest = (): MockVisitor => [...desk.visitors.values()].at(-1)!;
  const settle = async (check: () => Promise<boolean> | boolean, what: string) => {
    for (const end = Date.now() + 40_000; Date.now() < end; await page.waitForTimeout(50)) if (await check()) return;
    throw new Error(`Never came true: ${what}`);
  };

  test('loads nothing but the loader before the first opening, and stores nothing before the first words', async () => {
    const asked: string[] = [];
    const app = await visit();
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.reload();
    await button().waitFor();
    expect(asked.filter((path) => path.startsWith('/widget/') || path.startsWith('/api/'))).toEqual([]);
    expect(await page.locator('iframe').count()).toBe(0);
    await open(app);
    await app.getByLabel('Message', { exact: true }).fill('just thinking');
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length)).toBe(0);
    expect(asked).not.toContain('/api/widget/v1/visitors');
    await app.getByLabel('Message', { exact: true }).press('Enter');
    await app.locator('.mark.sent').waitFor();
    expect(asked).toContain('/api/widget/v1/visitors');
    expect(await context.cookies()).toEqual([]);
  });

  test('once loaded it opens in the very next frame, moves nothing on the page', async () => {
    const app = await visit();
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await open(app);
    await button().click();
    const { took, shown } = await page.evaluate(async () => {
      const began = performance.now();
      window.otklik!.open();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const { shadowRoot } = [...document.querySelectorAll('*')].find((one) => one.shadowRoot)!;
      const shown = shadowRoot!.querySelector('iframe')!.checkVisibility({ visibilityProperty: true });
      return { took: performance.now() - began, shown };
    });
    console.log(`The chat stood open after ${took | 0} ms`);
    expect(shown).toBe(true);
    await comesToBe(() => page.evaluate(() => document.documentElement.scrollHeight), height);
  });

  test('a conversation: sent, read, typing, an answer, and it is all there after a reload', async () => {
    const app = await visit();
    await open(app);
    await write(app, 'Where is order 1043? https://lipa.example/1043.');
    await app.locator('.mark.sent').waitFor();
    // Its socket may not be open yet on a busy machine, and what is told live is told to who listens.
    const reading = setInterval(() => desk.read(newest()), 500);
    await app
      .locator('.mark.read')
      .waitFor()
      .finally(() => clearInterval(reading));
    desk.typing(newest());
    await app.getByText('Anna is typing').waitFor();
    desk.say(newest(), {
      text: 'x',
      html: '<p>On its <b>way</b></p><script>alert(1)</script><img src="https://t.example/p.gif">',
    });
    await app.getByText('On its way').waitFor();
    await comesToBe(() => app.getByText('Anna is typing').count(), 0);
    expect(await app.locator('.rich script, .rich img').count()).toBe(0);
    await comesToBe(() => app.locator('.mine a').getAttribute('href'), 'https://lipa.example/1043');
    await settle(() => desk.log.includes('read 2'), 'the desk knows that the answer was read');
    await page.reload();
    await open(app);
    await settle(async () => (await bubbles(app)).length === 2, 'both lines are back');
  });

  test('an answer while the panel is shut stands on the button, on the next page too', async () => {
    const app = await visit();
    await open(app);
    await write(app, 'hello');
    await app.locator(SENT).waitFor();
    await page.keyboard.press('Escape');
    await settle(async () => (await button().getAttribute('aria-expanded')) === 'false', 'closed');
    desk.say(newest(), { text: 'Good morning' });
    await settle(async () => (await button().getAttribute('aria-label')) === 'Chat with us (1)', 'one unread');
    await page.goto(`${desk.url}/demo/bg/`);
    await settle(
      async () => (await button().getAttribute('aria-label')) === 'Пишете ни (1)',
      'one unread, in Bulgarian',
    );
    await open(app);
    await app.locator('.new').waitFor();
    await settle(async () => (await button().getAttribute('aria-label')) === 'Затваряне на чата', 'read');
  });

  test('lost answers, refusals and a dead line: every message arrives once, in order', async () => {
    const app = await visit();
    await open(app);
    await write(app, 'one');
    await app.locator(SENT).waitFor();
    desk.faults = { messages: ['lose answer', 503, 'lose', 429] };
    for (const word of ['two', 'three', 'four']) await write(app, word);
    await settle(() => newest().lines.length === 4, 'four lines at the desk');
    await settle(async () => (await app.locator('.pending').count()) === 0, 'nothing on its way');
    expect(newest().lines.map((line) => line.text)).toEqual(['one', 'two', 'three', 'four']);
    expect(await bubbles(app)).toEqual(['one', 'two', 'three', 'four']);
    expect(desk.faults.messages).toEqual([]);
  });

  test('without a network what is written waits, survives a reload, and goes out once', async () => {
    const app = await visit();
    await open(app);
    await write(app, 'one');
    await app.locator(SENT).waitFor();
    await context.setOffline(true);
    await write(app, 'two');
    await app.getByText('No connection').waitFor();
    await page.evaluate(() => window.otklik!.close());
    await context.setOffline(false);
    desk.faults = { messages: Array(40).fill(503) };
    await page.reload();
    desk.faults = {};
    await settle(() => newest().lines.length === 2, 'the second line has come');
    await page.waitForTimeout(1500);
    expect(newest().lines.map((line) => line.text)).toEqual(['one', 'two']);
  });

  test('lines said while the socket was cut are caught up, none lost, none doubled', async () => {
    const app = await visit();
    await open(app);
    await write(app, 'hello');
    await app.locator('.mark.sent').waitFor();
    await page.waitForTimeout(300);
    await context.setOffline(true);
    desk.dropSockets();
    const visitor = newest();
    for (let i = 1; i <= 120; i++) desk.say(visitor, { text: `line ${i}` });
    await page.waitForTimeout(300);
    await context.setOffline(false);
    await settle(async () => (await bubbles(app)).length === 121, 'all lines are here');
    desk.say(visitor, { text: 'and live again' });
    await app.getByText('and live again').waitFor();
    const shown = await bubbles(app);
    expect(shown).toEqual(['hello', ...Array.from({ length: 120 }, (_, i) => `line ${i + 1}`), 'and live again']);
  });

  test('scrolling up brings what was said before, and nothing jumps; earlier conversations can be read', async () => {
    const app = await visit();
    await open(app);
    await write(app, 'hello');
    await app.locator(SENT).waitFor();
    const visitor = newest();
    for (let i = 1; i <= 130; i++) desk.say(visitor, { text: `line ${i}`, ticketId: i > 100 ? 't2' : 't1' });
    await page.reload();
    await open(app);
    await app.getByText('line 130', { exact: true }).waitFor();
    expect((await bubbles(app)).length).toBe(50);
    const log = app.locator('.now .log');
    const first = app.getByText('line 81', { exact: true });
    await log.evaluate((box) => {
      box.scrollTop = 100;
    });
    const stood = (await first.boundingBox())!.y;
    await settle(async () => (await bubbles(app)).length === 100, 'fifty more are here');
    expect(Math.abs((await first.boundingBox())!.y - stood)).toBeLessThan(2);
    await app.getByRole('button', { name: 'Show earlier messages' }).focus();
    await page.keyboard.press('Enter');
    await settle(async () => (await bubbles(app))[0] === 'hello', 'all are here');
    expect(await bubbles(app)).toEqual(['hello', ...Array.from({ length: 130 }, (_, i) => `line ${i + 1}`)]);
    await app.getByRole('button', { name: 'Earlier conversations' }).click();
    await app.getByRole('button', { name: /^hello/ }).click();
    await app.locator('.past').getByText('line 100', { exact: true }).waitFor();
    expect(await app.locator('.past').getByText('line 101', { exact: true }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await app.getByRole('button', { name: /^line 101.*Current/ }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await settle(async () => (await app.locator('.past').count()) === 0, 'back in the conversation');
    await comesToBe(() => button().getAttribute('aria-expanded'), 'true');
  });

  test('a visitor the desk forgot begins anew without losing the words', async () => {
    const app = await visit();
    await open(app);
    await write(app, 'old');
    await app.locator(SENT).waitFor();
    desk.visitors.clear();
    await write(app, 'new');
    await settle(() => newest()?.lines.at(-1)?.text === 'new', 'the words came under a new name');
    await settle(async () => (await bubbles(app)).join() === 'new', 'only the new conversation is shown');
  });

  test('what the desk will not take says so, and can be sent again or discarded', async () => {
    const app = await visit();
    await open(app);
    await write(app, 'one');
    await app.locator(SENT).waitFor();
    desk.faults = { messages: [422] };
    await write(app, 'refused');
    await app.getByText('Not sent').waitFor();
    await app.getByRole('button', { name: 'Try again' }).click();
    await settle(() => newest().lines.length === 2, 'sent again');
  });

  test('files: picked before the first message, a picture shown, too large ones left out by name', async () => {
    desk.boot.maxFileBytes = 50_000;
    const app = await visit();
    await open(app);
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 30 } });
    await app.locator('input[type=file]').setInputFiles([
      { name: 'чайник.png', mimeType: 'image/png', buffer: picture },
      { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(60_000) },
    ]);
    await app.getByText('film.mp4 is larger than 50 KB').waitFor();
    await app.getByRole('button', { name: 'Send', exact: true }).click();
    await app.locator('.picture img').waitFor();
    await settle(
      () => app.locator('.picture img').evaluate((image) => (image as HTMLImageElement).naturalWidth === 40),
      'the picture is drawn',
    );
    await app
      .locator('input[type=file]')
      .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('hi') });
    await app.locator('.attachments li.ready').waitFor();
    await write(app, 'and a note');
    await app.locator('.file').waitFor();
    // A line stands on the screen before the desk has it.
    await settle(() => newest().lines.length === 2, 'the desk has both lines');
    expect(newest().lines.map((line) => line.files.map((file) => file.name))).toEqual([['чайник.png'], ['note.txt']]);
    desk.boot.maxFileBytes = 25_000_000;
  });

  test('the survey: one tap is the answer, words come after, another tap changes it', async () => {
    const app = await visit();
    await open(app);
    await write(app, 'hello');
    await app.locator(SENT).waitFor();
    desk.ask(newest());
    await app.getByRole('button', { name: 'Good, 4 of 5' }).click();
    await app.getByText('Your answer has been passed on').waitFor();
    await settle(() => desk.log.at(-1) === 'rated 4', 'rated');
    desk.faults = { answers: [503] };
    await app.getByRole('button', { name: 'Very good, 5 of 5' }).click();
    await settle(() => desk.log.at(-1) === 'rated 5', 'rated anew in spite of a fault');
    await app.getByLabel('What did you like most?').fill('Anna!');
    await app.locator('.survey').getByRole('button', { name: 'Send', exact: true }).click();
    await app.getByText('a person will read this').waitFor();
    expect(desk.log.at(-1)).toBe('rated 5 Anna!');
    await page.reload();
    await open(app);
    await app.getByRole('button', { name: 'Very good, 5 of 5', pressed: true }).waitFor();
  });

  test('a signed visitor finds their conversation in another browser, with nothing stored; logging out clears it', async () => {
    let app = await visit();
    const identify = (token: string | null) =>
      page.evaluate((word) => window.otklik!.identify(word === null ? null : { token: word }), token);
    await identify('anna');
    await open(app);
    await write(app, 'from home');
    await app.locator('.mark.sent').waitFor();
    await context.close();
    app = await visit();
    await identify('anna');
    await open(app);
    await app.getByText('from home').waitFor();
    expect(await page.evaluate(() => localStorage.getItem('otklik:demo'))).toBeNull();
    await identify('forged');
    await page.waitForTimeout(300);
    expect(await bubbles(app)).toEqual(['from home']);
    await write(app, 'and from here');
    await settle(() => newest().lines.length === 2, 'sent');
    await identify(null);
    await settle(async () => (await bubbles(app)).length === 0, 'nothing of hers is left');
    expect(desk.log).toContain('sign-off');
    expect(await page.evaluate(() => localStorage.getItem('otklik:demo'))).not.toContain('anna');
    await write(app, 'somebody else');
    await settle(async () => (await bubbles(app)).join() === 'somebody else', 'a new conversation');
  });

  test('stands where and looks as the settings say, and speaks first on the page they name', async () => {
    desk.look = {
      ...usualLook,
      colour: '#7c2d92',
      side: 'left',
      theme: 'dark',
      locale: 'bg',
      invites: [
        { path: '/nowhere', seconds: 0, words: 'not here' },
        { path: '/demo*', seconds: 1, words: 'Да помогнем ли?' },
      ],
    };
    const app = await visit();
    await comesToBe(async () => (await button().boundingBox())?.x, 20);
    await comesToBe(() => button().evaluate((one) => getComputedStyle(one).backgroundColor), 'rgb(124, 45, 146)');
    const bubble = page.getByRole('button', { name: 'Да помогнем ли?' });
    await bubble.waitFor();
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length)).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await bubble.click();
    await app.locator('textarea').waitFor();
    await app.locator('.greeting').getByText('Да помогнем ли?').waitFor();
    await comesToBe(
      () => app.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor),
      'rgb(22, 25, 29)',
    );
    await comesToBe(async () => (await page.locator('iframe').boundingBox())?.x, 20);
    await comesToBe(() => bubble.count(), 0);
  });

  test('asks who it is after the first words, once', async () => {
    desk.boot.ask = 'always';
    const app = await visit();
    await open(app);
    expect(await app.locator('.about').count()).toBe(0);
    await write(app, 'hello');
    await app.getByLabel('E-mail').fill('anna@shop.example');
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await app.getByText('We will answer at anna@shop.example too.').waitFor();
    expect(desk.log.at(-1)).toContain('"email":"anna@shop.example"');
    await page.reload();
    await open(app);
    await app.getByText('hello', { exact: true }).waitFor();
    expect(await app.locator('.about').count()).toBe(0);
  });

  test('a mail leads back into its conversation; another one that is here is not left unasked', async () => {
    const home = await visit();
    await open(home);
    await write(home, 'written at home');
    await home.locator(SENT).waitFor();
    const theirs = newest();
    theirs.pass = 'pass-of-the-mail';
    desk.say(theirs, { text: 'answered by mail' });
    await context.close();

    const phone = await visit({}, '/demo/#otklik=pass-of-the-mail');
    await phone.getByText('answered by mail').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await page.reload();
    await open(phone);
    await phone.getByText('written at home').waitFor();
    await context.close();

    const other = await visit();
    await open(other);
    await write(other, 'something else');
    await other.locator(SENT).waitFor();
    await page.goto('about:blank');
    await page.goto(`${desk.url}/demo/#otklik=pass-of-the-mail`);
    await other.getByText('belongs to another conversation').waitFor();
    await other.getByText('something else').waitFor();
    await other.getByRole('button', { name: 'Open it' }).click();
    await other.getByText('answered by mail').waitFor();
    expect(await other.getByText('something else').count()).toBe(0);
    await page.goto('about:blank');
    await page.goto(`${desk.url}/demo/#otklik=forged`);
    await other.getByText('no longer works').waitFor();
  });

  test('out of hours it says so at once; the conversation goes by mail when the visitor asks', async () => {
    desk.boot.backAt = new Date(Date.now() + 7_200_000).toISOString();
    desk.boot.ask = 'away';
    try {
      const app = await visit();
      await open(app);
      await app.getByText('Nobody is here right now').waitFor();
      await app.getByText(/We’re back/).waitFor();
      await write(app, 'anybody?');
      await app.getByText('Leave your e-mail and we will answer there too').waitFor();
      expect(await app.getByRole('button', { name: 'More' }).count()).toBe(0);
      newest().address = 'anna@shop.example';
      desk.say(newest(), { text: 'in the morning' });
      await app.getByRole('button', { name: 'More' }).press('Enter');
      await app.getByRole('menuitem', { name: 'Send this conversation by e-mail' }).press('Enter');
      await settle(
        async () => (await app.locator('.ask input').inputValue()) === 'anna@shop.example',
        'the known address stands there',
      );
      expect(await axeFaults(page)).toEqual([]);
      await app.locator('.ask input').press('Enter');
      await app.getByText('Sent to anna@shop.example.').waitFor();
      expect(desk.log).toContain('transcript anna@shop.example');
      await page.keyboard.press('Escape');
      await settle(async () => (await app.locator('.ask').count()) === 0, 'nothing is asked any more');
    } finally {
      desk.boot.backAt = null;
    }
  });

  test('by keyboard alone: open, write, walk round, pick an emoji, leave; focus comes back', async () => {
    const app = await visit();
    await button().focus();
    await page.keyboard.press('Enter');
    await app.locator('textarea:focus').waitFor();
    await page.keyboard.type('first');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('second');
    await page.keyboard.press('Enter');
    await app.locator(SENT).waitFor();
    expect(await bubbles(app)).toEqual(['first\nsecond']);
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      await comesToBe(() => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName), 'IFRAME');
    }
    await app.getByRole('button', { name: 'Emoji' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await settle(async () => (await app.locator('textarea').inputValue()) === '😀', 'the emoji is written');
    await page.keyboard.press('Escape');
    await settle(async () => (await button().getAttribute('aria-expanded')) === 'false', 'closed');
    await comesToBe(() => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName), 'BUTTON');
  });

  test('works where storage is blocked', async () => {
    context = await browser!.newContext({ viewport: { width: 1000, height: 760 } });
    page = await context.newPage();
    faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await page.goto(`${desk.url}/demo/`);
    const app = page.frameLocator('iframe');
    await open(app);
    await write(app, 'no storage');
    await app.locator('.mark.sent').waitFor();
  });

  test('a wrong key and a silent desk say so', async () => {
    const app = await visit();
    desk.faults = { boot: [404] };
    await button().click();
    await app.getByText('not set up any more').waitFor();
    await page.reload();
    desk.faults = { boot: [503] };
    await button().click();
    await app.getByRole('button', { name: 'Try again' }).click();
    await app.locator('textarea').waitFor();
  });

  test('only our frame is heard, and only the host page that the loader named', async () => {
    const app = await visit();
    await open(app);
    await page.evaluate(() => postMessage({ otklik: 1, type: 'unread', count: 7 }, '*'));
    await page.evaluate(() => postMessage({ otklik: 1, type: 'close' }, '*'));
    await page.waitForTimeout(200);
    expect(await button().getAttribute('aria-expanded')).toBe('true');
    expect(await button().getAttribute('aria-label')).toBe('Close the chat');
  });

  test.each([
    { path: '/demo/', locale: 'bg-BG', word: 'Chat with us' },
    { path: '/demo/ru/', locale: 'en-GB', word: 'Написать нам' },
    { path: '/demo/bg/', locale: 'en-GB', word: 'Пишете ни' },
  ])('the language of $path in a $locale browser', async ({ path, locale, word }) => {
    await visit({ locale }, path);
    await comesToBe(() => button().getAttribute('aria-label'), word);
  });

  test.each([
    { width: 320, height: 568 },
    { width: 390, height: 844 },
  ])('at $width px it fills the screen and nothing overflows', async ({ width, height }) => {
    const app = await visit({ viewport: { width, height }, isMobile: true, hasTouch: true });
    await open(app);
    await write(app, 'Averylongwordthatneverendsandgoesonandon'.repeat(4));
    await app.locator(SENT).waitFor();
    desk.ask(newest());
    await app.locator('.survey').waitFor();
    await comesToBe(() => page.locator('iframe').boundingBox(), { x: 0, y: 0, width, height });
    await comesToBe(() => app.locator('.log').evaluate((log) => log.scrollWidth > log.clientWidth), false);
    await comesToBe(() => page.evaluate(() => document.documentElement.scrollWidth), width);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing in the %s theme', async (colorScheme) => {
    const app = await visit({ colorScheme });
    await open(app);
    await write(app, 'hello');
    await app.locator(SENT).waitFor();
    desk.say(newest(), { text: 'x', html: '<p>A <a href="https://a.bg">link</a></p>' });
    desk.ask(newest());
    await app.getByRole('button', { name: 'Bad, 2 of 5' }).click();
    await app.locator('.survey form').waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });
});
