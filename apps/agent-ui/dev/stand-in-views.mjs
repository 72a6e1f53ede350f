// Development only: the stand-in desk's saved views, the fields of conditions, and bulk work with its way back.
import { randomUUID } from 'node:crypto';

const OPS = {
  choice: ['in', 'not-in', 'is', 'set', 'unset'],
  list: ['contains', 'lacks', 'set', 'unset'],
  number: ['is', 'more', 'less', 'in', 'not-in', 'set', 'unset'],
  text: ['contains', 'lacks', 'is', 'set', 'unset'],
  instant: ['before', 'after', 'set', 'unset'],
  flag: ['is'],
};
const done = new Map();

export function savedViews(world, method, room, id, json) {
  if (room === 'ticket-fields') return { body: fields(world) };
  if (id === 'count') return { body: { count: 12, more: false } };
  if (id === 'order') {
    for (const view of world.views) view.place = json().ids.indexOf(view.id);
    return { status: 204 };
  }
  world.views ??= [
    view(world, 'personal', 'Urgent and mine', '🔥', 0),
    view(world, 'personal', 'VIP', null, 1),
    view(world, 'shared', 'Everything about delivery, of any channel', '📦', 0, true),
  ];
  if (method === 'GET') return { body: id ? world.views.find((one) => one.id === id) : world.views };
  if (method === 'DELETE') {
    world.views = world.views.filter((one) => one.id !== id);
    return { status: 204 };
  }
  const known = world.views.find((one) => one.id === id);
  const made = Object.assign(known ?? view(world, 'personal', '', null, world.views.length), json());
  if (!known) world.views.push(made);
  return { body: made };
}

const view = (world, scope, name, icon, place, past = false) => ({
  id: randomUUID(),
  scope,
  agentId: world.agents[0].id,
  teamId: null,
  name,
  icon,
  condition: { all: [{ field: 'state', op: 'in', value: ['new', 'open'] }] },
  sort: 'waiting',
  look: {},
  place,
  mayChange: true,
  past,
  gone: [],
});

function fields(world) {
  const named = (rows) => rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const words = (...values) => values.map((value) => ({ value, label: null }));
  const field = (name, type, values = null, numeric = type === 'number') => ({
    ...{ name, label: null, type, ops: OPS[type], numeric, values },
  });
  return [
    field('state', 'choice', words('new', 'open', 'pending', 'hold', 'solved', 'closed')),
    field('priority', 'number', words('0', '1', '2', '3')),
    field('assignee', 'choice', [{ value: 'me', label: null }, ...named(world.agents)]),
    field('team', 'choice', [{ value: 'mine', label: null }, ...named(world.teams)]),
    field('tag', 'list', named(world.tags), true),
    field('channel', 'choice', words('email', 'chat', 'telegram')),
    field('language', 'choice', words('en', 'ru', 'bg')),
    field('subject', 'text'),
    field('unread', 'flag'),
    field('opened', 'instant'),
    field('waiting-since', 'instant'),
    field('touches', 'number'),
  ];
}

export function bulk(world, undoId, { ticketIds = [], action }, sockets) {
  const tell = (ticket) => sockets.emit('ticket.changed', { ...ticket, seq: ++ticket.seq });
  if (undoId) {
    for (const before of done.get(undoId) ?? []) {
      const ticket = world.tickets.find((one) => one.id === before.id);
      tell(Object.assign(ticket, before, { seq: ticket.seq }));
    }
    return { undoId: null, done: done.get(undoId)?.length ?? 0, skipped: 0, more: false, outcomes: [], failed: [] };
  }
  const chosen = world.tickets.filter((one) => ticketIds.includes(one.id));
  const id = randomUUID();
  done.set(
    id,
    chosen.map((ticket) => ({ ...ticket })),
  );
  for (const ticket of chosen) {
    if (action.do === 'snooze') ticket.snoozedUntil = action.until;
    if (action.do === 'assign') Object.assign(ticket, { assigneeId: action.agentId ?? null });
    if (action.do === 'state') ticket.state = action.state;
    if (action.do === 'priority') ticket.priority = action.priority;
    if (action.do === 'spam') ticket.spam = action.spam;
    tell(ticket);
  }
  sockets.emit('counts.changed');
  return { undoId: id, done: chosen.length, skipped: 0, more: false, outcomes: [], failed: [] };
}
