// The whole main job on a running desk: three customers write, an agent answers and solves, each customer rates, the lead reads it.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { sendMail } from '../apps/api/test/standins/mail-standin.js';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { PICTURE } from './filled-desk.js';
import { type DeskCaller, MAILBOX, OWNER, RunningDesk } from './running-desk.js';

jest.setTimeout(120_000);
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;

const MARIA = { name: 'Мария Иванова', address: 'maria@customer.example' };
const PAVEL = { id: 501, firstName: 'Павел', lastName: 'Орлов', username: 'pavel', languageCode: 'ru' };
const SUBJECT = 'Разбитый чайник в заказе № 1043';

inBrowser('the whole line', () => {
  let desk: RunningDesk;
  let call: DeskCaller;
  let agent: AgentScreen;
  let shop: Page;
  let chat: FrameLocator;
  const faults: string[] = [];

  beforeAll(async () => {
    desk = await RunningDesk.start();
    call = await desk.signIn();
    await desk.connectTelegram(call);
    await desk.askAtOnce(call);
    // A desk that has just been started has read no mail yet: a vacation notice, which makes no ticket, wakes it up.
    await sendMail(desk.smtpPort, {
      from: 'away@customer.example',
      to: MAILBOX,
      subject: 'Out of office',
      text: 'Back on Monday.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    const watched = async () => {
      const page = await (
        await browser!.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
      ).newPage();
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (/Content Security Policy|Uncaught/.test(message.text())) faults.push(message.text());
      });
      return page;
    };
    agent = new AgentScreen(await watched(), desk.url);
    shop = await watched();
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  /** Does something and answers how many milliseconds later its words stood on the agent's screen. */
  const appears = async (words: string, act: () => unknown): Promise<number> => {
    await act();
    const began = performance.now();
    await agent.row(words).waitFor({ timeout: 10_000 });
    return performance.now() - began;
  };
  const settle = async (check: () => Promise<boolean> | boolean, what: string, patience = 20_000) => {
    for (const end = Date.now() + patience; Date.now() < end; await new Promise((r) => setTimeout(r, 50)))
      if (await check()) return;
    throw new Error(`Never came true: ${what}\n${desk.output}`);
  };

  test('an agent signs in and sees an empty queue', async () => {
    await agent.signIn(OWNER.email, OWNER.password);
    await agent.page.getByText('Nobody is waiting').waitFor();
  });

  test('a mail, a chat and a Telegram message stand on the open screen without a reload', async () => {
    await shop.goto(`${desk.url}/demo`);
    await shop.getByRole('button', { name: 'Chat with us' }).click();
    chat = shop.frameLocator('iframe');
    await chat.getByLabel('Message', { exact: true }).fill('Do you have linden tea today?');
    const byChat = await appears('Do you have linden tea today?', () =>
      chat.getByLabel('Message', { exact: true }).press('Enter'),
    );
    const byMail = await appears(SUBJECT, () =>
      sendMail(desk.smtpPort, {
        from: MARIA,
        to: MAILBOX,
        subject: SUBJECT,
        text: 'Чайник пришёл разбитым.',
        html: '<p>Чайник пришёл <b>разбитым</b>.</p><p><img src="cid:photo@customer" alt="фото" width="80" height="60"></p>',
        attachments: [
          { filename: 'накладная.pdf', content: Buffer.from('%PDF-1.4\n%âãÏÓ'), contentType: 'application/pdf' },
          { filename: 'photo.png', content: PICTURE, cid: 'photo@customer', contentType: 'image/png' },
        ],
      }),
    );
    const byTelegram = await appears('Когда придёт посылка?', () =>
      desk.telegram.customerWrites(PAVEL, 'Когда придёт посылка?'),
    );
    console.log(`On the screen after: chat ${byChat | 0} ms, mail ${byMail | 0} ms, Telegram ${byTelegram | 0} ms`);
    await comesToBe(() => agent.page.getByTestId('ticket-row').count(), 3);
  });

  test('the mail is shown whole: Cyrillic, its html, the picture inside, the file beside', async () => {
    await agent.open(SUBJECT);
    const frame = agent.page.frameLocator('iframe[title="Text of the mail"]');
    await frame.locator('b', { hasText: 'разбитым' }).waitFor();
    await settle(
      () => frame.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth === 8),
      'the inline picture is drawn',
    );
    await agent.page.getByText('накладная.pdf').waitFor();
  });

  test('each is answered from the screen, and the answer arrives in its channel', async () => {
    await agent.open(SUBJECT);
    await agent.answer('Простите! Новый чайник отправим сегодня.');
    const [mail] = await desk.mail.mailsTo(MARIA.address, 1, 20_000);
    expect(mail!.text).toContain('Новый чайник отправим сегодня.');
    expect(mail!.subject).toBe(`Re: ${SUBJECT}`);
    expect(mail!.inReplyTo).toBeTruthy();
    expect(mail!.from.address).toBe(MAILBOX);

    await agent.open('Do you have linden tea today?');
    await agent.answer('Yes, fresh from the Rhodopes.');
    await chat.getByText('Yes, fresh from the Rhodopes.').waitFor({ timeout: 20_000 });
    await chat.locator('.mark.read').waitFor();

    await agent.open('Когда придёт посылка?');
    await agent.answer('Завтра до обеда.');
    await settle(
      () => desk.telegram.sentTo(PAVEL).some((one) => one.text === 'Завтра до обеда.'),
      'the answer in Telegram',
    );
  });

  test('the customer goes on in the same tickets', async () => {
    await chat.getByLabel('Message', { exact: true }).fill('Wonderful, thank you!');
    await chat.getByLabel('Message', { exact: true }).press('Enter');
    await agent.row('Wonderful, thank you!').waitFor({ timeout: 10_000 });
    const [answer] = await desk.mail.mailsTo(MARIA.address, 1);
    await sendMail(desk.smtpPort, {
      from: MARIA,
      to: answer!.replyTo ?? MAILBOX,
      subject: `Re: ${SUBJECT}`,
      inReplyTo: answer!.messageId ?? undefined,
      references: answer!.messageId ?? undefined,
      text: 'Спасибо, жду!',
    });
    await agent.row('Спасибо, жду!').waitFor({ timeout: 10_000 });
    await comesToBe(() => agent.page.getByTestId('ticket-row').count(), 3);
  });

  test('each is solved, each customer is asked once in their channel, and rates', async () => {
    for (const words of [SUBJECT, 'Wonderful, thank you!', 'Когда придёт посылка?|Завтра до обеда.']) {
      await agent.open(new RegExp(words.replace(/[.?№]/g, '\\$&')));
      await agent.solve();
    }
    await chat.getByRole('button', { name: /, 5 of 5$/ }).click({ timeout: 20_000 });
    await chat.getByText('Your answer has been passed on').waitFor();

    await settle(() => desk.telegram.sentTo(PAVEL).some((one) => one.keyboard.length > 0), 'the question in Telegram');
    const question = desk.telegram.sentTo(PAVEL).find((one) => one.keyboard.length > 0)!;
    const buttons = question.keyboard.flat();
    expect(buttons).toHaveLength(5);
    desk.telegram.customerPresses(PAVEL, buttons.find((button) => button.text.includes('4'))!.callback_data!);

    const [, survey] = await desk.mail.mailsTo(MARIA.address, 2, 30_000);
    const links = [...new Set(survey!.html.match(/http[^"\s]*\/s\/[^"\s<]+/g) ?? [])].map((link) =>
      link.replaceAll('&amp;', '&'),
    );
    const two = links.find((link) => /score=2\b/.test(link))!;
    const page = await (await browser!.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(two);
    expect(await rated(SUBJECT)).toBeNull();
    await page.locator('input[name=score][value="2"]:checked').waitFor();
    await page.locator('form button').first().click();
    await page.locator('textarea[name=comment]').fill('Упаковывайте лучше.');
    await page.locator('form button').first().click();
    await settle(async () => (await rated(SUBJECT))?.comment === 'Упаковывайте лучше.', 'the comment is kept');
    expect(await rated(SUBJECT)).toMatchObject({ score: 2, good: false });

    await settle(async () => (await tickets()).every((row) => row.rating !== null), 'all three have rated');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(desk.mail.mails.filter((mail) => mail.recipients.includes(MARIA.address))).toHaveLength(2);
    expect(desk.telegram.sentTo(PAVEL).filter((one) => one.keyboard.length > 0).length).toBeLessThanOrEqual(1);
    await comesToBe(() => chat.locator('.survey').count(), 1);
  });

  test('the ratings stand on the open screen', async () => {
    await agent.view('solved');
    await agent.row(SUBJECT).getByRole('img', { name: 'Rated 2 of 5' }).waitFor();
    await agent.open(SUBJECT);
    await agent.page.getByRole('region', { name: 'Survey' }).getByText('Упаковывайте лучше.').waitFor();
  });

  test('the report shows three tickets, their times and the satisfaction', async () => {
    const told = await settledReport();
    expect(told.opened.value).toBe(3);
    expect(told.solved.value).toBe(3);
    expect(told.csat.score).toMatchObject({ n: 3, count: 2 });
    expect(told.csat.responseRate).toMatchObject({ n: 3, count: 3 });
    for (const figure of ['first-response', 'first-resolution', 'full-resolution']) {
      const { n, median } = told.durations.find((one) => one.figure === figure)!;
      expect([figure, n]).toEqual([figure, 3]);
      expect(median).toBeGreaterThan(0);
      expect(median).toBeLessThan(120);
    }
    await agent.page.goto(`${desk.url}/reports`);
    await agent.page
      .getByText(/6[67][.,\d]*\s?%/)
      .first()
      .waitFor();
    expect(faults).toEqual([]);
  });

  test('an answer that nobody reads in the chat goes by mail, once; the reply to it comes into the same conversation', async () => {
    // Two seconds stand for the usual five minutes.
    const all = await call<{ id: string; kind: string }[]>('GET', '/api/v1/connections');
    await call('PATCH', `/api/v1/connections/${all.find((one) => one.kind === 'chat')!.id}`, {
      config: { mailAfter: 0.03, ask: 'always' },
    });
    const visitor = await browser!.newContext({ viewport: { width: 390, height: 800 }, locale: 'en-GB' });
    const gone = await visitor.newPage();
    await gone.goto(`${desk.url}/demo`);
    await gone.getByRole('button', { name: 'Chat with us' }).click();
    const theirs = gone.frameLocator('iframe');
    await theirs.getByLabel('Message', { exact: true }).fill('Is the samovar still for sale?');
    await theirs.getByLabel('Message', { exact: true }).press('Enter');
    await theirs.getByLabel('E-mail').fill('gone@customer.example');
    await theirs.locator('.about').getByRole('button', { name: 'Send' }).click();
    await theirs.getByText('We will answer at gone@customer.example too.').waitFor();
    await gone.goto('about:blank');

    await agent.view('open');
    await agent.open('Is the samovar still for sale?');
    await agent.answer('Yes, the last one.');
    const [mail] = await desk.mail.mailsTo('gone@customer.example', 1, 30_000);
    expect(mail!.text).toMatch(/Yes, the last one\.[\s\S]*Is the samovar still for sale\?/);
    await agent.page.getByText('Sent by e-mail too: gone@customer.example').waitFor();
    await sendMail(desk.smtpPort, {
      from: 'gone@customer.example',
      to: mail!.replyTo!,
      subject: `Re: ${mail!.subject}`,
      text: 'I take it!',
    });
    await agent.messages.getByText('I take it!').waitFor();

    const back = /\S+\/chat\/[\w.-]+/.exec(mail!.text)![0];
    const elsewhere = await (await browser!.newContext({ locale: 'en-GB' })).newPage();
    await elsewhere.goto(back);
    expect(new URL(elsewhere.url()).pathname).toMatch(/^\/demo/);
    const again = elsewhere.frameLocator('iframe');
    await again.getByText('Yes, the last one.').waitFor();
    await again.getByText('I take it!').waitFor();
    expect(new URL(elsewhere.url()).hash).toBe('');

    // Who sits in the chat and reads gets no mail of it.
    await agent.answer('Reserved for you.');
    await again.getByText('Reserved for you.').waitFor();
    await again.locator('.panel').waitFor();
    await elsewhere.context().close();
    await agent.answer('It is packed.');
    await settle(() => mailsTo('It is packed.').length === 1, 'the next unread answer is mailed');
    expect(mailsTo('It is packed.')[0]!.text).not.toContain('Reserved for you.');
    expect(mailsTo('Yes, the last one.').filter((one) => !one.text.includes('It is packed.'))).toHaveLength(1);
    await visitor.close();
  });

  const mailsTo = (words: string) => desk.mail.mails.filter((one) => one.text.includes(words));
  interface Share {
    n: number;
    count: number;
  }
  interface Overview {
    opened: { value: number };
    solved: { value: number };
    durations: { figure: string; n: number; median: number | null }[];
    csat: { score: Share; responseRate: Share };
  }
  const settledReport = async (): Promise<Overview> => {
    let told!: Overview;
    await settle(async () => {
      told = await call<Overview>('GET', '/api/v1/reports/overview');
      return told.csat.score.n === 3;
    }, 'the report has the three ratings');
    return told;
  };
  interface Rated {
    subject: string | null;
    rating: { score: number; good: boolean; comment: string | null } | null;
  }
  const tickets = async () => (await call<{ items: Rated[] }>('GET', '/api/v1/tickets?view=all')).items;
  const rated = async (subject: string) => (await tickets()).find((row) => row.subject === subject)!.rating;
});
