// Story: an agent looks for something. Words in three languages, phrases, numbers, addresses, names and filters; never another tenant's.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { SearchPool } from '../../src/platform/database/search-pool.js';
import { newId } from '../../src/platform/ids.js';
import { messagesIn } from '../../src/tickets/search/search.store.js';
import { type Person, TestDesk } from '../desk.js';

interface Piece {
  text: string;
  hit: boolean;
}
interface Page {
  items: { ticket: TicketRow; subject: Piece[] | null; message: { kind: string; snippet: Piece[] } | null }[];
  people: { id: string; name: string | null; address: string }[];
  next: string | null;
}

let desk: TestDesk;
let agent: Person;

const search = (q: string, more: Record<string, string> = {}, who = agent) =>
  who.does<Page>('GET', `/api/v1/search?${new URLSearchParams({ q, ...more })}`);
const subjects = async (q: string) => (await search(q)).items.map((item) => item.ticket.subject);
const marked = (pieces: Piece[] | null | undefined) =>
  (pieces ?? []).map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
const ticketOf = async (subject: string) => (await agent.tickets()).find((row) => row.subject === subject)!;

beforeAll(async () => {
  desk = await TestDesk.open();
  agent = await desk.hires('Nikola');
  const mails: [string, string, string][] = [
    [
      'Мария Иванова <maria@example.com>',
      'Посылка',
      'Здравствуйте! Я оплатила доставку ещё в среду, счёт приложила. <заказ> 4512.',
    ],
    ['Пётр Семёнов <petr@example.com>', 'Возврат', 'Верните деньги за самолёт, пожалуйста. Звоните.'],
    ['Георги Петров <georgi@example.com>', 'Поръчка', 'Къде е поръчката ми? Клиентът чака, а телефонът мълчи.'],
    ['Anna Schmidt <anna@example.com>', 'Broken kettles', 'Two of the delivered kettles were broken on arrival.'],
    ['Олег Зайцев <oleg@example.com>', 'Реклама', 'Лучшее предложение: доставка рекламы на дом'],
  ];
  for (const [from, subject, text] of mails) {
    await desk.receivesMail({ from, subject, text });
    // Mails are read beside one another: which one is newer is sure only of what came later.
    await desk.settles();
  }
  await desk.receivesMail({
    from: 'Мария Иванова <maria@example.com>',
    to: 'twin@desk.test',
    subject: 'Чужая посылка',
    text: 'Я оплатила доставку, счёт 4512. Kettles, поръчката, самолёт.',
  });
  await desk.settles();
}, 60_000);
afterAll(() => desk.close());

describe('words', () => {
  it.each([
    ['доставка', ['Реклама', 'Посылка']],
    ['доставки', ['Реклама', 'Посылка']],
    ['ДОСТАВКУ', ['Реклама', 'Посылка']],
    ['самолет', ['Возврат']],
    ['самолёты', ['Возврат']],
    ['счета', ['Посылка']],
    ['заказ', ['Посылка']],
    ['посылка оплатила', ['Посылка']],
    ['kettle', ['Broken kettles']],
    ['deliver arrive', ['Broken kettles']],
    ['поръчка', ['Поръчка']],
    ['поръчки', ['Поръчка']],
    ['поръчките', ['Поръчка']],
    ['клиент', ['Поръчка']],
    ['клиентите', ['Поръчка']],
    ['телефона', ['Поръчка']],
    ['"доставку счёт"', []],
    ['"оплатила доставку"', ['Посылка']],
    ['"доставку оплатила"', []],
    ['достав* -рекламы', ['Посылка']],
    ['broken -kettle', []],
    ['небывальщина', []],
    ['не и в', []],
  ])('%s → %j', async (q, expected) => expect(await subjects(q)).toEqual(expected));

  it('shows where they stand, as they were written and never as HTML', async () => {
    const { items } = await search('счет');
    expect(marked(items[0]?.message?.snippet)).toContain('ещё в среду, [счёт] приложила. <заказ> 4512.');
    expect(marked((await search('посылки')).items[0]?.subject)).toBe('[Посылка]');
  });

  it('finds what agents wrote, notes too, once it has gone out', async () => {
    const { id } = await ticketOf('Возврат');
    await agent.replies(id, 'Оформили компенсацию');
    await agent.does('POST', `/api/v1/tickets/${id}/notes`, { text: 'Клиент упрямый, осторожнее', fileIds: [] });
    await desk.settles();
    expect(await subjects('компенсация')).toEqual(['Возврат']);
    expect((await search('упрямая')).items[0]?.message?.kind).toBe('note');
  });
});

describe('numbers, addresses, phones and names', () => {
  it('opens a ticket by its number, with # or without', async () => {
    const { number, subject } = await ticketOf('Поръчка');
    expect(await subjects(`#${number}`)).toEqual([subject]);
    expect((await subjects(String(number)))[0]).toBe(subject);
    expect(await subjects('#999999')).toEqual([]);
    expect(await subjects('4512')).toEqual(['Посылка']);
  });

  it('finds a person by the whole address, and shows who it is', async () => {
    const { items, people } = await search('Maria@example.com');
    expect(items.map((item) => item.ticket.subject)).toEqual(['Посылка']);
    expect(people).toMatchObject([{ name: 'Мария Иванова', address: 'maria@example.com' }]);
    expect(await subjects('maria@example.com самолёт')).toEqual([]);
    expect(await subjects('nobody@example.com')).toEqual([]);
  });

  it('finds a phone number however it is written', async () => {
    const { contact } = await ticketOf('Возврат');
    await desk.database.query(
      `/* test */ UPDATE identity SET phone = '+79123456789' WHERE workspace_id = $1 AND contact_id = $2`,
      [desk.main.workspaceId, contact.id],
    );
    for (const q of ['+7 (912) 345-67-89', '79123456789'])
      expect((await search(q)).people.map((person) => person.name)).toEqual(['Пётр Семёнов']);
    expect(await subjects('+7 912 345 67 89')).toEqual(['Возврат']);
  });

  it.each([
    ['Иваонва', 'Мария Иванова'],
    ['Петр Семенов', 'Пётр Семёнов'],
    ['Семенов Пётр', 'Пётр Семёнов'],
    ['Shmidt', 'Anna Schmidt'],
    ['geor', 'Георги Петров'],
    ['Маира', 'Мария Иванова'],
    ['Zaytsev', 'Олег Зайцев'],
    ['Шмидт', 'Anna Schmidt'],
    ['зайццев олге', 'Олег Зайцев'],
    ['Георгй Петров', 'Георги Петров'],
  ])('%s is %s', async (q, name) => {
    expect((await search(q)).people.map((person) => person.name)).toContain(name);
    const suggested = await agent.does<{ people: { name: string }[]; tickets: TicketRow[] }>(
      'GET',
      `/api/v1/search/suggest?${new URLSearchParams({ q })}`,
    );
    expect(suggested.people.map((person) => person.name)).toContain(name);
    expect(suggested.tickets.map((ticket) => ticket.contact.name)).toContain(name);
  });
});

describe('filters', () => {
  beforeAll(async () => {
    const spam = await ticketOf('Реклама');
    await agent.does('POST', `/api/v1/tickets/${spam.id}/spam`, { spam: true });
    const parcel = await ticketOf('Посылка');
    await agent.does('POST', `/api/v1/tickets/${parcel.id}/tags`, { names: ['VIP', 'Ёлка'] });
    await agent.does('POST', `/api/v1/tickets/${parcel.id}/assign`, { agentId: agent.id });
    await agent.solves((await ticketOf('Broken kettles')).id);
    await desk.receivesMail({
      from: 'Мария Иванова <maria@example.com>',
      subject: 'С файлом',
      text: 'Во вложении доставка',
      attachments: [{ filename: 'a.txt', content: 'a' }],
    });
    await desk.settles();
  });

  it.each([
    ['доставка', ['С файлом', 'Посылка']],
    ['доставка is:spam', ['Реклама']],
    ['это:спам', ['Реклама']],
    ['tag:vip', ['Посылка']],
    ['тег:елка доставка', ['Посылка']],
    ['-tag:vip доставка', ['С файлом']],
    ['tag:none-such', []],
    ['from:maria@example.com', ['С файлом', 'Посылка']],
    ['от:Иваонва -файл', ['Посылка']],
    ['from:georgi', ['Поръчка']],
    ['from:me', ['Возврат']],
    ['from:nikola компенсация', ['Возврат']],
    ['to:petr@example.com', ['Возврат']],
    ['to:support@desk.test поръчка', ['Поръчка']],
    ['from:nobody@example.com', []],
    ['status:solved', ['Broken kettles']],
    ['статус:решён kettle', ['Broken kettles']],
    ['status:open kettle', []],
    ['kettle status:solved status:new', ['Broken kettles']],
    ['channel:telegram', []],
    ['channel:email kettle', ['Broken kettles']],
    ['assignee:me', ['Возврат', 'Посылка']],
    ['исполнитель:Nikola', ['Возврат', 'Посылка']],
    ['is:mine доставка', ['Посылка']],
    ['is:unassigned доставка', ['С файлом']],
    ['assignee:none доставка', ['С файлом']],
    ['has:file', ['С файлом']],
    ['-has:file доставка', ['Посылка']],
    ['kettle after:7d', ['Broken kettles']],
    ['kettle before:7d', []],
    ['kettle до:01.01.2020', []],
    ['after:сегодня from:petr@example.com', ['Возврат']],
    ['colour:kettles', []],
  ])('%s → %j', async (q, expected) => expect((await subjects(q)).sort()).toEqual([...expected].sort()));
});

describe('the walk through the partitions', () => {
  const months = 4;
  beforeAll(async () => {
    // Messages of earlier months, and some that no partition covers: the word is in all of them.
    const model = await ticketOf('Поръчка');
    for (let month = 0; month < months; month++) {
      for (let n = 0; n < 6; n++) {
        const at = new Date(Date.now() - month * 31 * 86_400_000 - n * 60_000 - 3_600_000);
        const [ticketId, messageId] = [newId(at), newId(new Date(at.getTime() + 1000))];
        await desk.database.query(
          `/* test */ INSERT INTO ticket (workspace_id, id, number, channel, connection_id, contact_id, identity_id, subject, state,
             opened_at, queued_at, state_since, last_message_at)
           SELECT workspace_id, $3, $4, channel, connection_id, contact_id, identity_id, $5, 'closed', $6, $6, $6, $6
           FROM ticket WHERE workspace_id = $1 AND id = $2`,
          [desk.main.workspaceId, model.id, ticketId, 50_000 + month * 100 + n, `Старое ${month}.${n}`, at],
        );
        for (const [id, seq] of [
          [messageId, 1],
          [newId(new Date(at.getTime() + 2000)), 2],
        ] as const)
          await desk.database.query(
            `/* test */ INSERT INTO message (workspace_id, id, ticket_id, seq, kind, state, text, at)
             VALUES ($1, $2, $3, $4, 'customer', 'received', 'Перелётные птицы', $5)`,
            [desk.main.workspaceId, id, ticketId, seq, at],
          );
      }
    }
  });

  it('shows each ticket once, newest first, whatever the size of the page', async () => {
    const all: (string | null)[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: Page = await search('перелетная птица', { limit: '5', ...(cursor ? { cursor } : {}) });
      all.push(...page.items.map((item) => item.ticket.subject));
      cursor = page.next;
      pages += 1;
    } while (cursor);
    expect(pages).toBe(5);
    const expected = Array.from({ length: months }, (_, month) =>
      Array.from({ length: 6 }, (_, n) => `Старое ${month}.${n}`),
    ).flat();
    expect(all).toEqual(expected);
    expect((await search('птицы after:20d', { limit: '50' })).items).toHaveLength(6);
    expect((await search('птицы before:20d', { limit: '50' })).items).toHaveLength(18);
  });

  it('pages through tickets that only filters chose', async () => {
    const first = await search('status:closed', { limit: '20' });
    const second = await search('status:closed', { limit: '20', cursor: first.next! });
    const all = [...first.items, ...second.items].map((item) => item.ticket.id);
    expect(all).toHaveLength(months * 6);
    expect(new Set(all).size).toBe(all.length);
    expect(second.next).toBeNull();
    expect((await agent.call('GET', '/api/v1/search?q=a&cursor=nonsense')).status).toBe(400);
  });

  it('finds what stands in a few of very many open tickets, in their side conversations too', async () => {
    const model = await ticketOf('Поръчка');
    // More than are named to the index one by one.
    await desk.database.query(
      `/* test */ INSERT INTO ticket (workspace_id, id, number, channel, connection_id, contact_id, identity_id, subject, state,
         opened_at, queued_at, state_since, last_message_at)
       SELECT workspace_id, uuidv7(), 60000 + n, channel, connection_id, contact_id, identity_id, 'Много', 'open', now(), now(), now(), now()
       FROM ticket, generate_series(1, 1001) n WHERE workspace_id = $1 AND id = $2`,
      [desk.main.workspaceId, model.id],
    );
    const opened = async (daysAgo: number, subject: string, sideOf: string | null, number: number | null) => {
      const at = new Date(Date.now() - daysAgo * 86_400_000);
      const id = newId(at);
      await desk.database.query(
        `/* test */ INSERT INTO ticket (workspace_id, id, number, channel, connection_id, contact_id, identity_id, subject, state, spam, side_of,
           opened_at, queued_at, state_since, last_message_at)
         SELECT workspace_id, $3, $4, channel, connection_id, contact_id, identity_id, $5, 'open', $6::uuid IS NOT NULL, $6, $7, $7, $7, $7
         FROM ticket WHERE workspace_id = $1 AND id = $2`,
        [desk.main.workspaceId, model.id, id, number, subject, sideOf, at],
      );
      if (subject !== 'Без птиц')
        await desk.database.query(
          `/* test */ INSERT INTO message (workspace_id, id, ticket_id, seq, kind, state, text, at)
           VALUES ($1, $2, $3, 1, 'customer', 'received', 'Перелётные птицы', $4)`,
          [desk.main.workspaceId, newId(at), id, at],
        );
      return id;
    };
    await opened(40, 'Открытое 40', null, 70_040);
    await opened(0.1, 'Открытое 0', null, 70_000);
    const without = await opened(75, 'Без птиц', null, 70_075);
    await opened(70, 'Сторона', without, null);
    const expected = ['Открытое 0', 'Открытое 40', 'Без птиц'];
    const found: (string | null)[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await search('status:open птицы', { limit: '2', ...(cursor ? { cursor } : {}) });
      found.push(...page.items.map((item) => item.ticket.subject));
      cursor = page.next;
    }
    expect(found).toEqual(expected);
  });

  it('finds no deleted message', async () => {
    const found = (await search('самолёт')).items[0]!;
    await desk.database.query(
      `/* test */ UPDATE message SET deleted_at = now() WHERE workspace_id = $1 AND ticket_id = $2 AND text LIKE '%самолёт%'`,
      [desk.main.workspaceId, found.ticket.id],
    );
    expect(await subjects('самолёт')).toEqual([]);
  });

  it('reads no table from end to end, however many rows there are', async () => {
    const pool = desk.app.get(SearchPool);
    await desk.database.query(
      `/* test */ INSERT INTO message (workspace_id, id, ticket_id, seq, kind, state, text, at)
       SELECT $1, uuidv7(), $2, n, 'customer', 'received', 'частое слово ' || md5(n::text) || CASE WHEN n % 997 = 0 THEN ' редкость' ELSE '' END, now()
       FROM generate_series(1, 6000) n`,
      [desk.twin.workspaceId, newId()],
    );
    await desk.database.query('/* test */ ANALYZE message');
    const plans: string[] = [];
    const explain = async (sql: string, params: unknown[] = []) => {
      const rows = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, params);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      return [];
    };
    for (const word of ['част', 'редкост', 'нет']) {
      const ask = {
        workspaceId: desk.twin.workspaceId,
        words: { query: `'${word}'`, loose: null, sure: true },
        sure: true,
        conditions: [],
        tickets: [],
      };
      const range = { from: '00000000-0000-0000-0000-000000000000', to: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
      await messagesIn({ query: explain as never }, ask, [range], 100);
    }
    for (const plan of plans) {
      expect(plan).not.toMatch(/Seq Scan on (message|ticket)/);
      expect(plan).toMatch(/Bitmap Index Scan on message_\w*message_words_idx/);
    }
  });
});

it('never shows what belongs to others', async () => {
  for (const q of ['оплатила', 'посылка', 'kettles', 'maria@example.com', 'Чужая', 'from:Иванова']) {
    const { items } = await search(q, {}, desk.twin.owner);
    expect(items.map((item) => item.ticket.subject)).toEqual(['Чужая посылка']);
    expect(await subjects(q)).not.toContain('Чужая посылка');
  }
});
