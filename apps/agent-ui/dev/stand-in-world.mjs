// Development only: the people, tickets and conversations of the stand-in desk, the same on every start.
import { randomUUID } from 'node:crypto';
import { conversations } from './stand-in-conversations.mjs';

const NAMES = [
  'Anna Ivanova',
  'Пётр Кузнецов',
  'Мария Георгиева',
  'James O’Connor',
  'Ольга Смирнова',
  'Иван Петров',
  'Sofia Rossi',
  'Николай Димитров',
  'Екатерина Волкова',
  'Liam Brown',
  'Десислава Тодорова',
  'Алексей Орлов',
  'Emma Schmidt',
  'Георги Николов',
  'Дарья Соколова',
  'Noah Wilson',
];
const SUBJECTS = [
  ['Where is my order 10482?', 'I ordered on Monday and the page still says “packing”.'],
  ['Не приходит код подтверждения', 'Пробовал трижды, почта верная, в спаме пусто.'],
  ['Фактура за октомври', 'Моля да ми изпратите фактура на фирмата.'],
  [null, 'hi, is the blue one back in stock?'],
  ['Возврат товара', 'Пришёл не тот размер, как вернуть?'],
  [null, 'Здравейте, пратката не е пристигнала вече трети ден'],
  ['Password reset link does not work', 'It says the link has expired right after I click it.'],
  [null, 'добрый день, подскажите по доставке в Казань'],
];
const CHANNELS = ['email', 'chat', 'telegram', 'email', 'telegram', 'chat', 'email', 'telegram'];

/** `many`: how many tickets; beyond the first 160 all are open, for long lists. */
export function makeWorld(many = 160, now = Date.now()) {
  const ago = (minutes) => new Date(now - minutes * 60_000).toISOString();
  const agents = ['Maria Petrova', 'Ivan Dimitrov', 'Ольга Ким', 'Tom Baker'].map((name, i) => ({
    id: randomUUID(),
    name,
    email: `${name.split(' ')[0].toLowerCase()}@desk.test`,
    role: ['owner', 'lead', 'agent', 'agent'][i],
    locale: 'en',
    disabled: false,
    invited: i === 3,
    createdAt: ago(90000),
  }));
  const calendars = [calendar('Office hours', true), calendar('Evenings', false)];
  const teams = [
    { id: randomUUID(), name: 'First line', memberIds: agents.map((a) => a.id), calendarId: null },
    { id: randomUUID(), name: 'Billing', memberIds: [agents[1].id], calendarId: calendars[1].id },
  ];
  const tags = ['delivery', 'refund', 'vip', 'bug'].map((name, i) => ({ id: i + 1, name }));
  const contacts = new Map();
  const tickets = [];
  const contents = new Map();
  for (let i = 0; i < many; i++) {
    const name = NAMES[i % NAMES.length];
    const [subject, preview] = SUBJECTS[(i * 5) % 8];
    const channel = CHANNELS[(i * 5) % 8];
    const contact = contacts.get(name) ?? person(name, i);
    contacts.set(name, contact);
    const state = i < 64 || i >= 160 ? (i % 3 ? 'open' : 'new') : ['pending', 'hold', 'solved', 'solved'][i % 4];
    const minutes = i < 64 ? Math.round(1.9 ** (i / 7)) + i : i < 160 ? i * 40 : 6400 + i;
    const solved = state === 'solved';
    tickets.push({
      id: randomUUID(),
      number: 2000 + i,
      subject: channel === 'email' ? (subject ?? 'Question') : null,
      preview,
      channel,
      connectionId: channel,
      state,
      priority: i % 11 === 4 ? 3 : i % 7 === 2 ? 2 : 1,
      contact: { id: contact.id, name: i % 9 === 8 ? null : name, address: contact.identities[0].address },
      assigneeId: i % 3 === 0 ? null : agents[i % 4].id,
      teamId: i % 2 ? teams[0].id : null,
      tags: i % 4 === 1 ? [1] : i % 5 === 2 ? [2, 3] : [],
      language: 'en',
      spam: i === 150,
      waitingSince: solved || state === 'pending' ? null : ago(minutes),
      sla:
        !solved && i % 3 === 1
          ? { target: 'first-response', dueAt: ago(minutes - 60), warned: minutes > 45, breached: minutes > 60 }
          : null,
      lastMessageAt: ago(minutes),
      openedAt: ago(minutes + 120),
      solvedAt: solved ? ago(minutes) : null,
      snoozedUntil: null,
      snoozedBy: null,
      satisfactionRisk: i % 9 === 4,
      gone: null,
      episode: 1,
      seq: 40,
      unread: i < 20 && i % 2 === 0,
      rating:
        solved && i % 4 === 3
          ? {
              score: i % 8 === 7 ? 2 : 5,
              max: 5,
              good: i % 8 !== 7,
              comment: i % 8 === 7 ? 'Пришлось объяснять трижды.' : null,
            }
          : null,
    });
  }
  const world = {
    now,
    ago,
    agents,
    teams,
    tags,
    tickets,
    contacts: [...contacts.values()],
    contents,
    calendars,
    lines: new Map(),
    drafts: new Map(),
    presence: {},
    workspace: {
      id: randomUUID(),
      name: 'Acme Shop',
      slug: 'acme',
      locale: 'en',
      timeZone: 'Europe/Sofia',
      settings: {},
    },
    undoSeconds: 5,
    tell: () => {},
  };
  world.file = (name, type, size, content = Buffer.from('stand-in')) => {
    const id = randomUUID();
    const item = {
      id,
      name,
      contentType: type,
      size: size || content.length,
      contentId: null,
      url: `/files/w/${id}/${encodeURIComponent(name)}`,
    };
    contents.set(id, { content, type, item });
    return item;
  };
  world.picture = (name, contentId) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" fill="#cfe3df"/><circle cx="160" cy="104" r="56" fill="#0f766e"/><rect x="60" y="150" width="200" height="16" fill="#8a6d3b"/></svg>`;
    const item = world.file(name, 'image/svg+xml', 0, Buffer.from(svg));
    return Object.assign(item, { contentId, contentType: 'image/png' });
  };
  conversations(world);
  const open = tickets.filter((t) => t.state !== 'solved').slice(0, 30);
  world.presence = { [open.at(3).id]: [agents[1].id], [open.at(9).id]: [agents[2].id] };
  return world;
}

function person(name, i) {
  const id = randomUUID();
  const handle = `user${i}`;
  const identities = [
    { id: randomUUID(), kind: 'email', address: `${handle}@example.com`, name, username: null, unreachableAt: null },
    {
      id: randomUUID(),
      kind: 'telegram',
      address: `${100200 + i}`,
      name,
      username: handle,
      unreachableAt: i % 4 === 1 ? new Date().toISOString() : null,
    },
    { id: randomUUID(), kind: 'visitor', address: randomUUID(), name: null, username: null, unreachableAt: null },
  ];
  return {
    id,
    name,
    locale: ['en', 'ru', 'bg'][i % 3],
    timeZone: 'Asia/Almaty',
    surveyOptOutAt: i % 5 === 2 ? '2026-10-02T10:00:00Z' : null,
    lastAskedAt: null,
    blockedAt: null,
    createdAt: '2026-01-01T00:00:00Z',
    identities: identities.map((one) => ({ email: null, phone: null, ...one })),
    merges: [],
  };
}

function calendar(name, isDefault) {
  const day = (...intervals) => ({ intervals: intervals.map(([from, to]) => ({ from, to })) });
  const work = day(['09:00', '13:00'], ['14:00', '18:00']);
  return {
    id: randomUUID(),
    versionId: randomUUID(),
    name,
    isDefault,
    timeZone: 'Europe/Sofia',
    weekly: [work, work, work, work, work, day(), day()],
    holidays: [
      { date: '2026-12-24', name: 'Christmas Eve', intervals: [{ from: '09:00', to: '12:00' }] },
      { date: '2026-12-25', name: 'Christmas' },
    ],
  };
}
