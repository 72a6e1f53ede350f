// A desk with everything set up on it: colleagues, a company, fields, macros, views, rules; and a ticket to which everything happened.
import { randomUUID } from 'node:crypto';
import { sendMail } from '../apps/api/test/standins/mail-standin.js';
import { type FilledDesk, fillDesk, settled } from './filled-desk.js';
import { type DeskCaller, MAILBOX, OWNER } from './running-desk.js';
import { caseAndWhatWasLearned, keptAndTried } from './surveyed-desk.js';

const LENA = { name: 'Елена Константинопольская', address: 'elena.konstantinopolskaya@lipa-tea-house.example' };
const HOUR = 3_600_000;

export interface FurnishedDesk extends FilledDesk {
  company: string;
  view: string;
  rule: string;
  /** Tickets: the one to which everything happened; one in the trash; one that is asleep; one that looks like another. */
  full: string;
  trashed: string;
  snoozed: string;
  alike: string;
  /** The case of a bad answer, and its ticket. */
  badCase: { id: string; ticketId: string };
  /** The public page of what was learned, without a language. */
  said: string;
  /** Of a link to a survey that stands on a table. */
  link: string;
  /** A report that is kept, and mailed every week. */
  report: string;
  /** The person of the ticket to which everything happened. */
  person: string;
}

interface Row {
  id: string;
  subject: string | null;
  contact: { id: string };
}

/** `before`: what is done with the desk before rules and routing join in. */
export async function furnishDesk(before?: (filled: FilledDesk) => Promise<unknown>): Promise<FurnishedDesk> {
  const filled = await fillDesk();
  await before?.(filled);
  const { call } = filled;
  const colleague = await call<{ id: string }>('POST', '/api/v1/agents', {
    name: 'Александра Христофорова',
    email: 'alexandra@lipa.example',
    role: 'lead',
    password: OWNER.password,
  });
  const team = await call<{ id: string }>('POST', '/api/v1/teams', {
    name: 'Заказы и доставка',
    memberIds: [colleague.id],
  });
  const made = await furniture(call, team.id);
  const company = await call<{ id: string }>('POST', '/api/v1/companies', {
    name: 'Чайный дом «Липа»',
    domains: ['lipa-tea-house.example'],
  });
  await customersOrder(call);
  const tickets = await lives(filled, team.id, colleague.id, company.id);
  const learned = await caseAndWhatWasLearned(call);
  const report = await keptAndTried(call);
  return { ...filled, ...made, ...tickets, company: company.id, ...learned, report };
}

async function furniture(call: DeskCaller, teamId: string): Promise<{ view: string; rule: string }> {
  const post = <T>(path: string, body: unknown) => call<T>('POST', `/api/v1${path}`, body);
  const urgent = {
    all: [
      { field: 'state', op: 'in', value: ['new', 'open'] },
      {
        any: [
          { field: 'channel', op: 'in', value: ['chat'] },
          { field: 'priority', op: 'in', value: [2, 3] },
        ],
      },
    ],
  };
  await post('/fields', { of: 'contact', label: 'Любимый чай', type: 'text' });
  await post('/fields', {
    of: 'ticket',
    label: 'Причина',
    type: 'choice',
    choices: [{ label: 'Доставка' }, { label: 'Возврат' }],
  });
  await post('/fields', { of: 'company', label: 'Договор', type: 'text' });
  for (const [name, text] of [
    ['Посылка в пути', 'Здравствуйте, {{customer.first_name|дорогой покупатель}}! Посылка ушла от нас вчера.'],
    ['Разбилось в дороге', 'Простите нас! Пришлите фото, и новый чайник уйдёт сегодня.'],
    ['Refund, with thanks', 'The money is on its way back to you. It takes up to five days.'],
  ])
    await post('/macros', {
      name,
      scope: 'shared',
      text,
      html: `<p>${text}</p>`,
      actions: [
        { do: 'priority', priority: 2 },
        { do: 'add-tags', names: ['доставка'] },
      ],
    });
  const view = await post<{ id: string }>('/views', { scope: 'shared', name: 'Чаты и всё срочное', condition: urgent });
  await post('/views', { scope: 'personal', name: 'Моё на сегодня', condition: urgent });
  await post('/segments', { name: 'Постоянные', condition: { all: [{ field: 'blocked', op: 'is', value: false }] } });
  const rule = await post<{ id: string }>('/rules', {
    name: 'Возвраты — срочно',
    enabled: false,
    when: { on: 'event', events: ['opened', 'customer-wrote'] },
    condition: { all: [{ field: 'message.text', op: 'contains', value: ['чайник', 'возврат'] }] },
    actions: [
      { do: 'priority', priority: 3 },
      { do: 'add-tags', names: ['возврат'] },
      { do: 'note', text: 'Посмотрите заказ, прежде чем ответить.' },
    ],
    stop: false,
  });
  await post('/routing/rules', {
    name: 'Письма о заказах',
    enabled: true,
    condition: {
      all: [
        { field: 'channel', op: 'in', value: ['email'] },
        { field: 'language', op: 'in', value: ['ru'] },
      ],
    },
    teamId,
    skills: ['русский'],
    first: false,
  });
  return { view: view.id, rule: rule.id };
}

/** A year of a shop: some order every month, some now and then, some came once. */
async function customersOrder(call: DeskCaller): Promise<void> {
  const people = [
    ...['Вера Климова', 'Георги Колев', 'Helen Marsh', 'Тодор Янев', 'Нина Орлова', 'Paul Reed', 'Рая Димова'],
    ...['Олег Громов', 'Мария Стоева', 'Ada Price', 'Петър Илиев', 'Лидия Котова', 'Sam Hollis', 'Ива Русева'],
  ];
  const orders = people.flatMap((name, place) =>
    Array.from({ length: 12 }, (_, ago) => ago + 1)
      .filter((ago) => ago <= 12 - (place % 5) && (ago * (place + 3)) % (2 + (place % 4)) === 0)
      .map((ago) => ({
        externalId: `y-${place}-${ago}`,
        status: place === 6 && ago === 4 ? 'отменён' : 'доставлен',
        amount: 1200 + place * 310 + ago * 45,
        currency: 'RUB',
        placedAt: new Date(Date.now() - ago * 30 * 24 * HOUR).toISOString(),
        email: `customer${place}@orders.example`,
        name,
      })),
  );
  await call('PUT', '/api/v1/orders', { orders });
}

/** Letters of one person, one of which everything happened to. */
async function lives(filled: FilledDesk, teamId: string, colleagueId: string, companyId: string) {
  const { desk, call } = filled;
  const mail = async (subject: string, text: string): Promise<Row> => {
    await sendMail(desk.smtpPort, { from: LENA, to: MAILBOX, subject, text });
    return settled(async () =>
      (await call<{ items: Row[] }>('GET', '/api/v1/tickets?view=all')).items.find((row) => row.subject === subject),
    );
  };
  const full = await mail(
    'Коробка пришла мокрой, а в накладной указан не тот адрес доставки — что теперь делать с подарочным набором?',
    'Добрый день!\n\nПодробности по ссылке: https://lipa-tea-house.example/orders/2026/11/1043/very/long/path/to/the/photos\n\nС уважением,\nЕлена',
  );
  const at = (id: string) => `/api/v1/tickets/${id}`;
  const key = () => ({ 'idempotency-key': randomUUID() });
  const twin = await mail('И ещё о мокрой коробке', 'Забыла написать: внутри был ещё чайник.');
  await call('POST', `${at(full.id)}/merge`, { ticketIds: [twin.id] });
  await call('POST', `${at(full.id)}/links`, { otherId: filled.tickets.mail, kind: 'related' });
  await call('POST', `${at(full.id)}/tags`, { names: ['доставка', 'подарочный набор', 'мокрая коробка'] });
  await call('POST', `${at(full.id)}/priority`, { priority: 3 });
  const colleague = await desk.signIn('alexandra@lipa.example');
  const owner = await call<{ agent: { id: string } }>('GET', '/api/v1/me');
  const words = 'Склад отвечает завтра, посмотрите, пожалуйста.';
  await colleague(
    'POST',
    `${at(full.id)}/notes`,
    { text: words, html: `<p>${words}</p>`, fileIds: [], mentionedAgentIds: [owner.agent.id] },
    key(),
  );
  await call('POST', `${at(full.id)}/assign`, { agentId: colleagueId, teamId });
  await call(
    'POST',
    `${at(full.id)}/scheduled`,
    { text: 'Как дела с новой коробкой?', at: new Date(Date.now() + 20 * HOUR).toISOString() },
    key(),
  );
  await furnishPerson(call, full.contact.id, companyId);
  const trashed = await mail('Письмо, которое пришло по ошибке', 'Простите, это не вам.');
  await call('POST', `${at(trashed.id)}/trash`, {});
  const snoozed = await mail('Когда привезут пуэр?', 'Напишите, когда он появится.');
  await call('POST', `${at(snoozed.id)}/snooze`, { until: new Date(Date.now() + 30 * HOUR).toISOString() });
  const alike = await mail('Когда привезут пуэр', 'Так когда же он появится?');
  return { full: full.id, trashed: trashed.id, snoozed: snoozed.id, alike: alike.id, person: full.contact.id };
}

async function furnishPerson(call: DeskCaller, id: string, companyId: string): Promise<void> {
  await call('PATCH', `/api/v1/contacts/${id}`, { companyId, timeZone: 'Asia/Vladivostok' });
  await call('POST', `/api/v1/contacts/${id}/notes`, { text: 'Просит звонить после обеда.' });
  await call('PUT', '/api/v1/orders', {
    orders: ['доставлен', 'ждёт оплаты'].map((status, index) => ({
      externalId: `o-104${index}`,
      number: `104${index}`,
      status,
      amount: 4890.5,
      currency: 'RUB',
      placedAt: '2026-11-02T10:00:00.000Z',
      summary: 'Чайник «Липа», подарочный набор из шести чаёв',
      email: LENA.address,
    })),
  });
}
