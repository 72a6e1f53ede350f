// Development only: agents, teams, connections and the rest of the settings for the stand-in desk.
import { randomUUID } from 'node:crypto';

const words = (en, ru = en, bg = en) => ({ en, ru, bg });
const KINDS = [
  {
    kind: 'email',
    label: words('E-mail', 'Почта', 'Имейл'),
    abilities: {},
    configSchema: [
      {
        name: 'address',
        type: 'email',
        required: true,
        label: words('Address', 'Адрес', 'Адрес'),
        hint: words('Customers write to it.'),
      },
      { name: 'smtpUrl', type: 'secret', label: words('Mail relay') },
    ],
  },
  {
    kind: 'chat',
    label: words('Site chat', 'Чат на сайте', 'Чат на сайта'),
    abilities: {},
    configSchema: [
      { name: 'colour', type: 'text', default: '#0f766e', label: words('Colour') },
      { name: 'domains', type: 'lines', label: words('Sites') },
    ],
  },
  {
    kind: 'telegram',
    label: words('Telegram'),
    abilities: {},
    configSchema: [
      { name: 'token', type: 'secret', required: true, label: words('Bot token') },
      {
        name: 'mode',
        type: 'choice',
        choices: ['webhook', 'polling'],
        default: 'webhook',
        label: words('How updates come'),
      },
      { name: 'greet', type: 'flag', default: true, label: words('Greet newcomers') },
    ],
  },
];
const made = '2026-10-02T10:00:00Z';
const connections = [
  {
    id: randomUUID(),
    kind: 'email',
    name: 'Help',
    key: 'k1',
    address: 'help@acme.test',
    state: 'ok',
    stateReason: null,
    config: { address: 'help@acme.test', smtpUrl: { set: true } },
    hookUrl: null,
    snippet: null,
    notice: null,
    createdAt: made,
  },
  {
    id: randomUUID(),
    kind: 'chat',
    name: 'Shop',
    key: 'k2',
    address: null,
    state: 'ok',
    stateReason: null,
    config: {},
    hookUrl: null,
    snippet: '<script src="https://desk.acme.test/widget.js?key=k2" async></script>',
    notice: null,
    createdAt: made,
  },
  {
    id: randomUUID(),
    kind: 'telegram',
    name: 'Acme bot',
    key: 'k3',
    address: '@acme_bot',
    state: 'broken',
    stateReason: 'Telegram refused the token (401). Make a new one with @BotFather.',
    config: { token: { set: true } },
    hookUrl: 'https://desk.acme.test/hooks/telegram/k3',
    snippet: null,
    notice: null,
    createdAt: made,
  },
];
const wording = {
  question: 'How satisfied are you with how we handled this?',
  followUpLow: 'What should we do better?',
  followUpMiddle: 'What was missing?',
  followUpGood: 'What did you like most?',
};
const surveys = [
  {
    id: randomUUID(),
    kind: 'csat',
    name: 'Satisfaction',
    enabled: true,
    conditions: { all: [] },
    automatic: true,
    look: 'faces',
    more: [],
    reasons: [],
    quiet: null,
    reminderDays: 0,
    scaleMax: 5,
    scales: [2, 3, 5, 7, 10],
    delaySeconds: {},
    defaultDelaySeconds: { email: 3600, chat: 0, telegram: 0 },
    perPersonDays: 7,
    samplingPercent: 100,
    expiryDays: 14,
    askAgentOnly: false,
    askSolvedByRule: false,
    wording: {},
    defaultWording: { en: wording, ru: wording, bg: wording },
  },
];
const keys = [{ id: randomUUID(), name: 'Shop import', role: 'agent', createdAt: made, usedAt: made }];
const mails = [1, 2, 3].map((n) => ({
  id: randomUUID(),
  connectionId: null,
  ticketId: n === 1 ? null : randomUUID(),
  messageId: null,
  from: 'help@acme.test',
  to: [`user${n}@example.com`],
  subject: n === 1 ? 'Set a new password' : 'Re: Where is my order 10482?',
  at: new Date(Date.now() - n * 4e6).toISOString(),
}));
const raws = ['accepted', 'failed', 'dropped', 'duplicate', 'quarantined', 'accepted'].map((state, n) => ({
  id: randomUUID(),
  connectionId: connections[0].id,
  source: ['smtp', 'webhook'][n % 2],
  size: 4200 * (n + 1),
  state,
  reason: state === 'dropped' ? 'auto-reply' : null,
  error: state === 'failed' ? 'The body ends in the middle of a part' : null,
  attempts: 1,
  dueAt: null,
  externalId: null,
  ticketId: null,
  messageId: null,
  summary: {
    kind: 'message',
    from: `user${n}@example.com`,
    subject: ['Where is my order?', 'Не приходит код', 'Out of office', 'Фактура', 'hi', 'Re: hello'][n],
  },
  receivedAt: new Date(Date.now() - n * 9e6).toISOString(),
}));

const policies = ['Urgent', 'Everyone'].map((name, n) => ({
  id: randomUUID(),
  name,
  enabled: true,
  conditions: { all: n === 0 ? [{ field: 'priority', is: ['3'] }] : [] },
  clock: n === 0 ? 'calendar' : 'business',
  firstResponseSeconds: 1800 * (1 + n),
  nextResponseSeconds: n === 0 ? 1800 : null,
  resolutionSeconds: 86_400,
  warnSeconds: 900,
}));

export function furniture(world, method, room, id, part, json) {
  const list = {
    agents: world.agents,
    teams: world.teams,
    calendars: world.calendars,
    connections,
    surveys,
    'sla-policies': policies,
    'api-keys': keys,
  }[room];
  if (room === 'workspace')
    return { body: method === 'PATCH' ? Object.assign(world.workspace, json()) : world.workspace };
  if (room === 'holidays')
    return {
      body:
        id === 'countries'
          ? [
              { code: 'BG', name: 'Bulgaria' },
              { code: 'RU', name: 'Russia' },
            ]
          : { holidays: [{ date: `${new Date().getFullYear()}-01-01`, name: 'New Year' }] },
    };
  if (room === 'sla-policies' && id === 'order') {
    policies.sort((a, b) => json().ids.indexOf(a.id) - json().ids.indexOf(b.id));
    return { body: policies };
  }
  if (room === 'connection-kinds') return { body: KINDS };
  if (room === 'outbox')
    return id
      ? {
          body: {
            ...mails.find((m) => m.id === id),
            headers: [{ name: 'Subject', value: 'x' }],
            text: 'Hello,\nhere is the link: https://desk.acme.test/reset-password?token=x',
            html: null,
            links: ['https://desk.acme.test/reset-password?token=x'],
            files: [],
          },
        }
      : { body: { items: mails, next: null, relay: false } };
  if (room === 'ledger') return ledger(method, id, part);
  if (!list) return null;
  if (part === 'test') return { body: { ok: true, name: 'Acme bot', address: '@acme_bot', reason: null } };
  const one = list.find((each) => each.id === id);
  if (method === 'POST') {
    const added = {
      id: randomUUID(),
      state: 'ok',
      stateReason: null,
      versionId: randomUUID(),
      createdAt: made,
      usedAt: null,
      disabled: false,
      invited: true,
      ...json(),
    };
    list.push(added);
    return { body: { ...added, key: 'ok_2f8c0e5b7a9d4c61b0e3', notice: null } };
  }
  if (method === 'DELETE') {
    list.splice(list.indexOf(one), 1);
    return { status: 204 };
  }
  if (method === 'GET') return { body: list };
  Object.assign(one, json(), room === 'calendars' ? { versionId: randomUUID() } : {});
  return { body: one };
}

function ledger(method, id, part) {
  const row = raws.find((each) => each.id === id);
  if (!id) return { body: { items: raws, next: null } };
  if (method === 'POST' && part === 'replay') {
    row.state = 'accepted';
    return { status: 204 };
  }
  return {
    body: {
      ...row,
      envelope: {},
      headers: 'From: user1@example.com\nSubject: Не приходит код',
      text: 'Hello',
      whole: true,
    },
  };
}
