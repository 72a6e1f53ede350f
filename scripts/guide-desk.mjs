// The desk of the guides' pictures: people, macros, a view, routing, a rule, promises and a dashboard, named in the language of the page.
import { randomUUID } from 'node:crypto';

export const LOCALES = ['en', 'ru'];

const PASSWORD = 'a long enough password';
const HOUR = 3600;
const DAY = 86_400_000;
const WORDS = {
  en: {
    me: 'Nora Lind',
    colleague: 'Tom Becker',
    workspace: 'Linden Tea',
    teams: ['Orders', 'Advice'],
    speaks: (text) => !/[а-я]/i.test(text),
    draft: 'Let me ask in the shop, one moment',
    supplier: 'warehouse@teapots.example',
    ask: 'Can you help us with this one? The customer waits for us.',
    macros: [
      [
        'Parcel is on its way',
        'Hello {{customer.first_name|there}}, your parcel left us yesterday. Here is where it is now:',
      ],
      [
        'Refund, with thanks',
        'Hello {{customer.first_name|there}}, the money is on its way back to you. It takes up to five days.',
      ],
      ['Broken in the post', 'I am so sorry! Send us a photo, and a new one leaves today.'],
    ],
    view: 'Chats and urgent',
    editView: 'Change the view',
    rule: 'Refunds are urgent',
    tryRule: /^Try it on the newest/,
    asks: ['refund', 'money'],
    tag: 'refund',
    note: 'Look at the order before you answer.',
    policies: ['Chats', 'Everybody else'],
    routingRule: 'Orders and parcels',
    board: 'Every morning',
    tile: 'Chats answer',
  },
  ru: {
    me: 'Вера Лапина',
    colleague: 'Мария Котова',
    workspace: 'Липовый чай',
    teams: ['Заказы', 'Советы'],
    speaks: (text) => /[ыэ]/i.test(text),
    draft: 'Сейчас уточню в магазине, одну минуту',
    supplier: 'sklad@chainik.example',
    ask: 'Поможете с этим вопросом? Клиент ждёт нашего ответа.',
    macros: [
      [
        'Посылка в пути',
        'Здравствуйте, {{customer.first_name|дорогой покупатель}}! Посылка ушла от нас вчера. Вот где она сейчас:',
      ],
      ['Возврат с благодарностью', 'Здравствуйте! Деньги уже возвращаются к вам. Это займёт до пяти дней.'],
      ['Разбилось в дороге', 'Простите нас! Пришлите фото, и новый чайник уйдёт сегодня.'],
    ],
    view: 'Чаты и срочное',
    editView: 'Изменить список',
    rule: 'Возвраты — срочно',
    tryRule: /^Проверить на 1000/,
    asks: ['возврат', 'денег'],
    tag: 'возврат',
    note: 'Посмотрите заказ, прежде чем ответить.',
    policies: ['Чаты', 'Все остальные'],
    routingRule: 'Заказы и посылки',
    board: 'Каждое утро',
    tile: 'Чаты отвечают',
  },
};

/** Somebody who acts over HTTP: `call(method, path, body)`. */
export async function callerOf(url, { email, password }) {
  const answer = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  const { csrf } = await answer.json();
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, 'x-csrf-token': csrf, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : null;
  };
}

/** Makes the desk ready for the pictures of one language; `undo` takes away what the next language makes anew. */
export async function prepare(call, locale) {
  const words = WORDS[locale];
  const made = [];
  const make = async (path, body) => {
    const answer = await call('POST', path, body);
    const id = answer.id ?? answer.rules.at(-1).id;
    made.push(`${path}/${id}`);
    return id;
  };
  await call('PATCH', '/me', { locale, name: words.me });
  await call('PATCH', '/workspace', { name: words.workspace });
  const agents = await call('GET', '/agents');
  const colleague = agents.find(({ name }) => name === words.colleague);
  await call('PATCH', `/agents/${colleague.id}`, { password: PASSWORD });
  const teams = await nameTeams(call, words.teams);
  await solveOld(call);
  const { open, pair } = await ticketsOf(call, words.speaks);
  for (const [name, text] of words.macros)
    await make('/macros', { name, scope: 'shared', text, html: `<p>${text}</p>`, actions: [] });
  const view = await make('/views', {
    scope: 'shared',
    name: words.view,
    condition: {
      all: [
        { field: 'state', op: 'in', value: ['new', 'open'] },
        {
          any: [
            { field: 'channel', op: 'in', value: ['chat'] },
            { field: 'priority', op: 'in', value: [3] },
          ],
        },
      ],
    },
  });
  await plan(call, make, teams, words);
  await promise(make, words);
  await board(make, words);
  const rule = await make('/rules', {
    name: words.rule,
    enabled: false,
    when: { on: 'event', events: ['opened', 'customer-wrote'] },
    condition: { all: [{ field: 'message.text', op: 'contains', value: words.asks }] },
    actions: [
      { do: 'priority', priority: 3 },
      { do: 'add-tags', names: [words.tag] },
      { do: 'note', text: words.note },
    ],
    stop: false,
  });
  return {
    words,
    colleague: { email: colleague.email, password: PASSWORD },
    tickets: open.map(({ id }) => id),
    mail: (open.find(({ channel }) => channel === 'email') ?? open[0]).id,
    pair,
    view,
    rule,
    undo: async () => {
      for (const path of made.reverse()) await call('DELETE', path);
    },
  };
}

/** The demo's teams, called as the language of the page calls them. */
async function nameTeams(call, names) {
  const all = await call('GET', '/teams');
  const teams = names.map((_, at) =>
    all.find(({ name }) => LOCALES.some((locale) => WORDS[locale].teams[at] === name)),
  );
  for (const [at, team] of teams.entries()) await call('PATCH', `/teams/${team.id}`, { name: names[at] });
  return teams;
}

/** A desk that is well looked after: nobody waits for more than three days. */
async function solveOld(call) {
  const { items } = await call('GET', '/tickets?view=open&limit=100');
  for (const { id, waitingSince } of items)
    if (waitingSince && Date.parse(waitingSince) < Date.now() - 3 * DAY)
      await call('POST', `/tickets/${id}/state`, { state: 'solved' });
}

/** What is open in the language of the page, what has come back first; and two tickets of one customer, for want of them any two. */
async function ticketsOf(call, speaks) {
  const ask = async (view) => (await call('GET', `/tickets?view=${view}&limit=100`)).items;
  const spoken = async () => (await ask('open')).filter(({ preview }) => speaks(preview));
  const all = (await ask('all')).filter(({ spam, state }) => !spam && state !== 'closed');
  // At some hours the demo's month leaves fewer than two open: then the newest solved ones are opened again.
  const wanting = Math.max(0, 2 - (await spoken()).length);
  const solved = all.filter(({ state, preview }) => state === 'solved' && speaks(preview));
  for (const { id } of solved.slice(0, wanting)) await call('POST', `/tickets/${id}/state`, { state: 'open' });
  const open = (await spoken()).sort((a, b) => b.episode - a.episode);
  if (open.length < 2) throw new Error(`Only ${open.length} open tickets are in this language.`);
  const again = (one) => all.find(({ id, contact }) => id !== one.id && contact.id === one.contact.id);
  const twice = open.find(again);
  return { open, pair: twice ? [twice, again(twice)] : open };
}

async function plan(call, make, [orders, advice], words) {
  for (const [team, mode] of [
    [orders, 'round-robin'],
    [advice, 'least-loaded'],
  ])
    await call('PUT', '/routing/plan', {
      teamId: team.id,
      mode,
      useCapacity: true,
      overflowSeconds: 15 * 60,
      overflowTo: 'anyone',
      overflowTeamId: null,
      giveBack: 'at-once',
      giveBackSeconds: 600,
    });
  await make('/routing/rules', {
    name: words.routingRule,
    enabled: true,
    condition: { all: [{ field: 'channel', op: 'in', value: ['email'] }] },
    teamId: orders.id,
    skills: [],
    first: false,
  });
  await call('PUT', '/routing/terms', { defaultTeamId: advice.id, byLanguage: true, capacity: {} });
}

async function promise(make, words) {
  const policy = { enabled: true, clock: 'business', warnSeconds: HOUR / 2 };
  await make('/sla-policies', {
    ...policy,
    name: words.policies[0],
    conditions: { all: [{ field: 'channel', op: 'in', value: ['chat'] }] },
    firstResponseSeconds: 300,
    nextResponseSeconds: 600,
    resolutionSeconds: null,
    warnSeconds: 120,
  });
  await make('/sla-policies', {
    ...policy,
    name: words.policies[1],
    conditions: { all: [] },
    firstResponseSeconds: 4 * HOUR,
    nextResponseSeconds: 8 * HOUR,
    resolutionSeconds: 3 * 24 * HOUR,
  });
}

async function board(make, words) {
  const tile = { name: null, wide: false, period: null, filters: null };
  const tiles = [
    { ...tile, shows: 'overview.opened' },
    { ...tile, shows: 'overview.first-response', name: words.tile, filters: { channel: 'chat' } },
    { ...tile, shows: 'overview.waiting' },
    { ...tile, shows: 'overview.csat' },
    { ...tile, shows: 'overview.tickets-chart', wide: true },
    { ...tile, shows: 'breakdown.table', wide: true, figure: 'first-response', by: 'channel' },
    { ...tile, shows: 'load.hours', wide: true },
    { ...tile, shows: 'load.ages', wide: true },
  ].map((one) => ({ ...one, id: randomUUID() }));
  await make('/boards', { name: words.board, seenBy: 'leads', period: '30', filters: {}, tiles });
}
