// Casting: a copy has nothing of the lived ticket's own, keeps everything else, and its business time is reckoned anew.
import { describe, expect, it } from '@jest/globals';
import { bucketOf } from '@otklik/survey';
import type { Hours } from '../../../desk/business-time.js';
import { chanceFrom } from '../chance.js';
import { Caster, press, Sheet } from './cast.js';
import { BUCKET, BUSINESS, type LivedTicket, NUMBER, ORDER, takeMould } from './mould.js';

const CONTACT = '019a0000-0000-7000-8000-000000000001';
const IDENTITY = '019a0000-0000-7000-8000-000000000002';
const TICKET = '019a0000-0000-7000-8000-000000000003';
const AGENT = '019a0000-0000-7000-8000-00000000000a';
/** A Thursday. */
const OPENED = Date.UTC(2026, 9, 29, 14, 0, 0);
const HOURS: Hours = {
  timeZone: 'UTC',
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? [{ from: '09:00', to: '18:00' }] : [])) as Hours['weekly'],
  holidays: [],
};

const lived: LivedTicket = {
  language: 'ru',
  channel: 'email',
  phase: 'closed',
  openedAt: OPENED,
  ids: new Map([CONTACT, IDENTITY, TICKET].map((id) => [id, OPENED])),
  key: 'demo-ab-1',
  name: 'Павел Орлов',
  address: 'pavel.orlov.ru@example.com',
  hello: 'Здравствуйте, Павел!',
  spans: [{ from: '2026-10-29T14:00:00.000Z', to: '2026-10-29T14:30:00.000Z', calendar: 1800 }],
  person: [`${CONTACT}\tПавел Орлов\n`, `${IDENTITY}\t${CONTACT}\tpavel.orlov.ru@example.com\n`],
  rows: [
    `${TICKET}\t${NUMBER}\t${CONTACT}\t${AGENT}\t2026-10-29 14:00:00+00\tЗаказ ${ORDER}48213@\n`,
    `{"number": "${NUMBER}", "startedAt": "2026-10-29T14:00:00.000Z", "businessSeconds": "${BUSINESS}0@", "text": "Здравствуйте, Павел!\\\\nЗаказ ${ORDER}48213@, Павел Орлов", "key": "<demo-ab-1.1@example.com>"}\n`,
    `1800\t${BUSINESS}0@\t${BUCKET}0@\n`,
  ],
};

function castOne(shift: number, product?: string): string[] {
  const sheets = [0, 1, 2, 3, 4].map(() => new Sheet());
  new Caster(chanceFrom(8), HOURS, 'abcdef01', 77).cast(
    press(takeMould(lived)),
    [0, 1, 2].map((table) => ({ table, made: 0 })),
    shift,
    (table) => sheets[table]!,
    product,
  );
  return sheets.map((sheet) => Buffer.from(sheet.take()).toString());
}

describe('a cast', () => {
  const DAY = 24 * 3600 * 1000;
  const [contact, identity, ticket, fact, row] = castOne(-7 * DAY) as [string, string, string, string, string];
  const whole = [contact, identity, ticket, fact, row].join('');

  it('has no id, name, address, number or moment of the lived one', () => {
    for (const own of [
      CONTACT,
      IDENTITY,
      TICKET,
      'Павел',
      'pavel.orlov',
      'demo-ab-1',
      '48213',
      '2026-10-29',
      '@order',
      '@number',
    ])
      expect(whole).not.toContain(own);
  });

  it('keeps who answered, and its own parts together', () => {
    expect(ticket).toContain(AGENT);
    const id = contact.split('\t')[0]!;
    expect(identity.split('\t')[1]).toBe(id);
    expect(ticket.split('\t')).toEqual([
      expect.any(String),
      '77',
      id,
      AGENT,
      '2026-10-22T14:00:00.000Z',
      expect.stringMatching(/^Заказ \d{5,6}\n$/),
    ]);
    expect(JSON.parse(fact)).toMatchObject({
      number: 77,
      startedAt: '2026-10-22T14:00:00.000Z',
      businessSeconds: 1800,
      key: '<many-abcdef01-77.1@example.com>',
    });
  });

  it('names the product of its orders wherever it speaks of one', () => {
    const [, , ofTicket, ofFact] = castOne(-7 * DAY, 'Samovar');
    expect(ofTicket).toMatch(/Заказ \d{5,6} \(Samovar\)\n$/);
    expect(JSON.parse(ofFact!).text).toMatch(/Заказ \d{5,6} \(Samovar\), /);
  });

  it('lies in time by its ids', () => {
    const instant = Number.parseInt(ticket.slice(0, 8) + ticket.slice(9, 13), 16);
    expect(instant).toBe(OPENED - 7 * DAY);
    expect(ticket.split('\t')[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('has the working time of its own days', () => {
    expect(row).toBe(`1800\t1800\t${bucketOf(1800)}\n`);
    const sunday = castOne(3 * DAY);
    expect(sunday[4]).toBe(`1800\t0\t${bucketOf(0)}\n`);
  });
});
