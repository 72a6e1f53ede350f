// Development only: the stand-in desk's answers, address by address.
import { randomUUID } from 'node:crypto';
import { message } from './stand-in-conversations.mjs';
import { furniture } from './stand-in-furniture.mjs';
import { overview, rows } from './stand-in-report.mjs';
import { bulk, savedViews } from './stand-in-views.mjs';

let signedIn = true;
const active = (t) => !t.spam && t.state !== 'solved' && t.state !== 'closed';
const awake = (t) => active(t) && !t.snoozedUntil;
const VIEWS = {
  open: (t) => awake(t) && ['new', 'open'].includes(t.state),
  mine: (t, me) => awake(t) && t.assigneeId === me,
  unassigned: (t) => VIEWS.open(t) && !t.assigneeId,
  'my-teams': (t) => VIEWS.open(t) && t.teamId,
  snoozed: (t) => active(t) && t.snoozedUntil,
  'solved-today': (t) => VIEWS.solved(t) && Date.parse(t.solvedAt) > Date.now() - 86_400_000,
  pending: (t) => awake(t) && t.state === 'pending',
  hold: (t) => awake(t) && t.state === 'hold',
  'at-risk': (t) => awake(t) && Boolean(t.sla?.warned || t.sla?.breached),
  solved: (t) => !t.spam && !active(t),
  spam: (t) => t.spam,
  all: () => true,
};

export async function answers(world, request, url, body, sockets) {
  const [, , , room, id, part, sub, verb] = url.pathname.split('/');
  const me = world.agents[0];
  const json = () => JSON.parse(body.toString() || '{}');
  const meBody = () => ({
    agent: { ...me, preferences: {} },
    workspace: world.workspace,
    csrf: 'csrf',
    undoSeconds: world.undoSeconds,
  });
  if (room === 'sign-in') {
    if (json().password !== 'password')
      return {
        status: 401,
        body: {
          code: 'sign-in-failed',
          detail: 'That e-mail and password do not match. Check both, or ask for a new password.',
        },
      };
    signedIn = true;
    return { body: meBody() };
  }
  if (room === 'sign-out') signedIn = false;
  if (room === 'password') return { status: 204 };
  if (!signedIn) return { status: 401, body: { code: 'sign-in-needed', detail: 'Please sign in first.' } };
  if (room === 'me') {
    if (request.method === 'PATCH') Object.assign(me, json());
    return { body: meBody() };
  }
  if (room === 'reports') return id === 'rows' ? { body: rows(world, url) } : { body: overview(world, url) };
  if (room === 'files') return { body: upload(world, body) };
  if (room === 'contacts' && part === 'suggestions') return { body: [] };
  if (room === 'contacts') return { body: world.contacts.find((c) => c.id === id) };
  if (room === 'tags') return { body: world.tags };
  if (room === 'views' || room === 'ticket-fields') return savedViews(world, request.method, room, id, json);

  if (room !== 'tickets') return furniture(world, request.method, room, id, part, json);
  if (!id) return { body: page(world, url.searchParams, me.id) };
  if (id === 'counts') {
    const count = (view) => world.tickets.filter((t) => VIEWS[view](t, me.id)).length;
    const names = ['open', 'mine', 'unassigned', 'my-teams', 'pending', 'hold', 'at-risk', 'snoozed', 'solved-today'];
    const own = names.map((name) => [name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()), count(name)]);
    const saved = world.views ?? [];
    return {
      body: {
        ...Object.fromEntries(own),
        views: saved.map((view) => ({ id: view.id, count: view.past ? 1000 : 12, more: view.past })),
      },
    };
  }
  if (id === 'bulk') return { body: bulk(world, part, json(), sockets) };
  const ticket = world.tickets.find((t) => t.id === id);
  if (!ticket) return null;
  if (!part)
    return {
      body: {
        ...ticket,
        handoffs: 1,
        touches: 2,
        followedBy: [],
        splitFrom: null,
        mergedInto: null,
        copies: [],
        reply: { windowEndsAt: null, templates: false, maxLength: 4096, files: true, html: true },
        follows: ticket.number % 10 === 1 ? { id: world.tickets[100].id, number: world.tickets[100].number } : null,
      },
    };
  const lines = world.lines.get(id);
  if (part === 'conversation') {
    const after = url.searchParams.get('after');
    return { body: { items: after ? lines.filter((l) => l.seq > after) : lines, more: false } };
  }
  const tell = (...items) => {
    ticket.seq = Math.max(ticket.seq, ...items.map((i) => i.seq));
    sockets.emit('ticket.changed', ticket);
    sockets.emit('conversation.changed', id, items);
    sockets.emit('counts.changed');
  };
  const event = (name, payload) => {
    const item = {
      type: 'event',
      id: randomUUID(),
      seq: ticket.seq + 1,
      event: name,
      at: new Date().toISOString(),
      payload: { actor: { by: 'agent', agentId: me.id }, ...payload },
    };
    lines.push(item);
    tell(item);
    return { status: 204 };
  };
  const given = json();
  if (part === 'assign') {
    Object.assign(ticket, { assigneeId: given.agentId, teamId: given.teamId ?? ticket.teamId });
    return event('ticket.assigned', { toAgentId: given.agentId, toTeamId: given.teamId });
  }
  if (part === 'state') {
    const from = ticket.state;
    Object.assign(ticket, {
      state: given.state,
      waitingSince: ['solved', 'pending'].includes(given.state) ? null : ticket.waitingSince,
    });
    return given.state === 'solved'
      ? event('ticket.solved', {})
      : from === 'solved'
        ? event('ticket.reopened', {})
        : event('ticket.state-changed', { from, to: given.state });
  }
  if (part === 'priority') {
    ticket.priority = given.priority;
    return event('ticket.prioritised', { to: given.priority });
  }
  if (part === 'spam') {
    ticket.spam = given.spam;
    return event('ticket.marked-spam', { spam: given.spam });
  }
  if (part === 'tags') {
    ticket.tags = given.names.map(
      (name) =>
        (
          world.tags.find((t) => t.name === name) ??
          world.tags[world.tags.push({ id: world.tags.length + 1, name }) - 1]
        ).id,
    );
    return event('ticket.tagged', { tags: ticket.tags });
  }
  if (part === 'customer') {
    const item = message(world, ticket, { seq: ticket.seq + 1, kind: 'customer', text: given.text });
    lines.push(item);
    Object.assign(ticket, {
      waitingSince: ticket.waitingSince ?? item.at,
      lastMessageAt: item.at,
      preview: given.text,
      unread: true,
      state: ticket.state === 'solved' ? 'open' : ticket.state,
    });
    tell(item);
    return { status: 204 };
  }
  if (sub && verb === 'undo') {
    const item = lines.find((l) => l.id === sub);
    item.state = 'undone';
    return { body: { text: item.text, html: item.html, fileIds: item.files.map((f) => f.id) } };
  }
  if (sub && verb === 'resend') {
    const item = lines.find((l) => l.id === sub);
    item.state = 'sent';
    tell(item);
    return { status: 204 };
  }
  if (part === 'messages' || part === 'notes')
    return write(world, ticket, lines, me, part, given, request.headers['idempotency-key'], tell);
  return null;
}

function write(world, ticket, lines, me, part, given, key, tell) {
  if (key && world.drafts.has(key)) return { body: { item: world.drafts.get(key) } };
  const note = part === 'notes';
  const files = (given.fileIds ?? []).map((fileId) => world.contents.get(fileId).item);
  const item = message(world, ticket, {
    seq: ticket.seq + 1,
    kind: note ? 'note' : 'agent',
    state: note ? 'noted' : 'held',
    agentId: me.id,
    contactId: null,
    text: given.text,
    html: given.html,
    files,
    undoUntil: note ? null : new Date(Date.now() + world.undoSeconds * 1000).toISOString(),
  });
  lines.push(item);
  if (key) world.drafts.set(key, item);
  Object.assign(ticket, note ? {} : { lastMessageAt: item.at, preview: given.text, waitingSince: null });
  tell(item);
  const later = (state, ms) =>
    setTimeout(() => {
      if (item.state === 'undone') return;
      item.state = state;
      if (state === 'sending' && given.thenState) ticket.state = given.thenState;
      tell(item);
    }, ms);
  if (!note) {
    later('sending', world.undoSeconds * 1000);
    later('sent', world.undoSeconds * 1000 + 700);
    later('read', world.undoSeconds * 1000 + 2500);
  }
  return { body: { item } };
}

function page(world, query, me) {
  const q = query.get('q')?.toLowerCase();
  const fits = world.tickets.filter(
    (t) =>
      (VIEWS[query.get('view') ?? 'open'] ?? VIEWS.open)(t, me) &&
      (!query.get('contactId') || t.contact.id === query.get('contactId')) &&
      (!q || `${t.number} ${t.subject ?? ''} ${t.contact.name ?? ''}`.toLowerCase().includes(q)),
  );
  const newest = query.get('sort') === 'newest' || ['solved', 'spam', 'all'].includes(query.get('view'));
  const due = (t) => (query.get('sort') === 'due' ? (t.sla?.dueAt ?? null) : t.waitingSince);
  fits.sort((a, b) =>
    newest
      ? b.lastMessageAt.localeCompare(a.lastMessageAt)
      : (due(a) === null) - (due(b) === null) ||
        (due(a) ?? a.waitingSince ?? a.lastMessageAt).localeCompare(due(b) ?? b.waitingSince ?? b.lastMessageAt),
  );
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  return { items: fits.slice(from, from + limit), next: from + limit < fits.length ? String(from + limit) : null };
}

function upload(world, body) {
  const text = body.toString('latin1');
  const name = Buffer.from(/filename="([^"]*)"/.exec(text)?.[1] ?? 'file', 'latin1').toString();
  const type = /Content-Type: (\S+)/.exec(text)?.[1] ?? 'application/octet-stream';
  const start = text.indexOf('\r\n\r\n') + 4;
  return world.file(name, type, 0, body.subarray(start, text.lastIndexOf('\r\n--')));
}
