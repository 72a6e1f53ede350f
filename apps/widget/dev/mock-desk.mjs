// For development only: a desk that speaks the widget's protocol from memory, so that the widget can be seen and broken alone.
//   node dev/mock-desk.mjs [port]     then http://localhost:4010/demo
// What the visitor writes steers it: "rate" asks for a rating, "rich" sends html, "nps" asks 0–10, "bye" drops the line for 5 s.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { Server } from 'socket.io';

const DIST = join(import.meta.dirname, '../dist');
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'; frame-ancestors *";

/** Starts the mock; everything it knows hangs on the result, so that a test can look and meddle. */
export async function mockDesk(port = 4010, boot = {}) {
  const desk = { visitors: new Map(), files: new Map(), posts: 0, faults: {}, log: [] };
  desk.boot = {
    name: 'Lipa',
    usualAnswerSeconds: 240,
    backAt: null,
    colour: '#0f766e',
    agents: [{ name: 'Anna' }, { name: 'Борис' }, { name: 'Vera' }],
    face: 'team',
    ask: 'never',
    maxFileBytes: 25_000_000,
    ...boot,
  };
  desk.look = { colour: null, side: 'right', theme: 'auto', locale: null, invites: [] };
  const GREETING = {
    en: 'Hello! Ask us about teas, orders or anything else.',
    ru: 'Здравствуйте! Спросите нас о чае, о заказе или о чём угодно.',
    bg: 'Здравейте! Питайте ни за чая, за поръчката или за каквото и да е.',
  };

  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => handle(request, response, Buffer.concat(chunks)));
  });
  const io = new Server(server);
  const room = io.of('/widget');
  room.use((socket, next) => {
    const visitor = desk.visitors.get(socket.handshake.auth.token);
    if (!visitor) return next(new Error('unauthorised'));
    socket.join(visitor.id);
    socket.on('typing', () => desk.log.push('typing'));
    next();
  });

  desk.say = (visitor, line) => {
    const full = {
      id: randomUUID(),
      seq: ++visitor.seq,
      ticketId: 't1',
      from: 'them',
      author: 'Anna',
      text: '',
      html: null,
      files: [],
      card: null,
      at: new Date().toISOString(),
      clientId: null,
      state: 'sent',
      deleted: false,
      ...line,
    };
    visitor.lines.push(full);
    visitor.changes.push(full.id);
    room.to(visitor.id).emit('lines.changed', [full]);
    return full;
  };
  desk.read = (visitor) => {
    for (const line of visitor.lines) if (line.from === 'me') line.state = 'read';
    room.to(visitor.id).emit('agent.read', 't1', visitor.seq);
  };
  desk.typing = (visitor) => room.to(visitor.id).emit('agent.typing', 'Anna');
  desk.dropSockets = () => room.disconnectSockets(true);
  const card = (survey, question, max, labels = []) => ({
    kind: 'survey',
    survey,
    question,
    scale: { min: survey === 'nps' ? 0 : 1, max, labels },
    invitationId: randomUUID(),
    score: null,
    comment: null,
    token: randomUUID(),
  });
  desk.ask = (visitor, locale = 'en', survey = 'csat') => {
    const question = {
      en: 'How satisfied are you with how we handled this?',
      ru: 'Насколько вы довольны тем, как мы решили ваш вопрос?',
      bg: 'Доволни ли сте от начина, по който решихме въпроса ви?',
    }[locale];
    const made =
      survey === 'nps'
        ? card('nps', 'How likely are you to recommend us?', 10, ['Not at all', ...Array(9).fill(''), 'Very likely'])
        : card('csat', question, 5);
    return desk.say(visitor, { text: made.question, card: made });
  };

  function handle(request, response, body) {
    const url = new URL(request.url, 'http://x');
    const send = (status, value, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(value === undefined ? '' : JSON.stringify(value));
    };
    const planted = desk.faults[url.pathname.split('/').at(-1)];
    const fault = planted?.[0] === 'lose answer' ? undefined : planted?.shift();
    if (fault === 'lose') return request.socket.destroy();
    if (typeof fault === 'number') return send(fault, { code: 'planted' });
    const route = `${request.method} ${url.pathname}`;
    const visitor = desk.visitors.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    const json = () => JSON.parse(body.toString() || '{}');
    if (route === 'GET /api/widget/v1/boot') {
      const locale = url.searchParams.get('locale') ?? 'en';
      if (url.searchParams.get('key') !== 'demo') return send(404, {});
      return send(200, { greeting: GREETING[locale], locale, ...desk.boot });
    }
    if (route === 'POST /api/widget/v1/visitors') {
      const made = { id: randomUUID(), token: randomUUID(), locale: json().locale, seq: 0, lines: [], changes: [] };
      desk.visitors.set(made.token, made);
      desk.log.push('visitor');
      return send(201, { token: made.token, visitorId: made.id });
    }
    if (route === 'POST /api/widget/v1/identify') {
      const { identity, begin } = json();
      if (identity === 'forged') return send(403, {});
      let found = [...desk.visitors.values()].find((one) => one.subject === identity);
      if (!found && visitor && !visitor.subject) found = Object.assign(visitor, { subject: identity });
      if (!found && begin) {
        found = { id: randomUUID(), token: randomUUID(), subject: identity, seq: 0, lines: [], changes: [] };
        desk.visitors.set(found.token, found);
      }
      return send(200, { token: found?.token ?? null, visitorId: found?.id ?? null });
    }
    if (route === 'POST /api/widget/v1/return') {
      const found = [...desk.visitors.values()].find((one) => one.pass === json().pass);
      return found ? send(200, { token: found.token, visitorId: found.id }) : send(404, {});
    }
    if (url.pathname.startsWith('/api/widget/') && !visitor) return send(401, {});
    if (route === 'GET /api/widget/v1/lines') {
      if (!url.searchParams.has('after')) {
        const start = Math.max(0, visitor.lines.length - 50);
        return send(200, {
          lines: visitor.lines.slice(start),
          cursor: `${visitor.changes.length}`,
          more: false,
          earlier: start > 0 ? `${start}` : null,
        });
      }
      const after = Number(url.searchParams.get('after'));
      const ids = new Set(visitor.changes.slice(after, after + 50));
      const cursor = Math.min(visitor.changes.length, after + 50);
      return send(200, {
        lines: visitor.lines.filter((line) => ids.has(line.id)),
        cursor: `${cursor}`,
        more: cursor < visitor.changes.length,
      });
    }
    if (route === 'GET /api/widget/v1/earlier') {
      const ticketId = url.searchParams.get('ticketId');
      const lines = visitor.lines.filter((line) => !ticketId || line.ticketId === ticketId);
      const end = Number(url.searchParams.get('before') ?? lines.length);
      const start = Math.max(0, end - 50);
      return send(200, { lines: lines.slice(start, end), earlier: start > 0 ? `${start}` : null });
    }
    if (route === 'GET /api/widget/v1/talks') {
      const ids = [...new Set(visitor.lines.map((line) => line.ticketId))].reverse();
      const talks = ids.map((ticketId, i) => {
        const lines = visitor.lines.filter((line) => line.ticketId === ticketId);
        return { ticketId, openedAt: lines[0].at, lastAt: lines.at(-1).at, open: i === 0, words: lines[0].text };
      });
      return send(200, { talks, next: null });
    }
    if (route === 'POST /api/widget/v1/messages') {
      const { clientId, text, fileIds } = json();
      desk.posts += 1;
      let line = visitor.lines.find((one) => one.clientId === clientId);
      if (!line) {
        line = desk.say(visitor, {
          from: 'me',
          author: null,
          text,
          clientId,
          files: fileIds.map((id) => desk.files.get(id).item),
        });
        if (!desk.silent) answer(visitor, text);
      }
      if (planted?.[0] === 'lose answer') {
        planted.shift();
        return request.socket.destroy();
      }
      return send(201, line);
    }
    if (route === 'POST /api/widget/v1/files') {
      const boundary = /boundary=(.+)$/.exec(request.headers['content-type'])[1];
      const head = body.subarray(0, body.indexOf('\r\n\r\n')).toString();
      const content = body.subarray(body.indexOf('\r\n\r\n') + 4, body.lastIndexOf(`\r\n--${boundary}`));
      const name = /filename="([^"]*)"/.exec(head)?.[1] ?? 'file';
      const contentType = /content-type: (.+)/i.exec(head)?.[1]?.trim() ?? 'application/octet-stream';
      const id = randomUUID();
      const item = {
        id,
        name,
        contentType,
        size: content.length,
        contentId: null,
        url: `/files/w/${id}/${encodeURIComponent(name)}`,
      };
      desk.files.set(id, { item, content });
      return send(201, item);
    }
    if (route === 'GET /api/widget/v1/transcript') return send(200, { address: visitor.address ?? null });
    if (route === 'POST /api/widget/v1/transcript') {
      desk.log.push(`transcript ${json().email}`);
      return send(202, { id: 'letter' });
    }
    if (route === 'GET /api/widget/v1/transcript/letter') return send(200, { state: 'sent' });
    if (route === 'POST /api/widget/v1/about' || route === 'POST /api/widget/v1/sign-off') {
      desk.log.push(`${route.split('/').at(-1)} ${body}`.trim());
      return send(204);
    }
    if (route === 'POST /api/widget/v1/read') {
      desk.log.push(`read ${json().seq}`);
      return send(204);
    }
    if (route === 'POST /api/widget/v1/answers') {
      const { token, score, comment } = json();
      const line = visitor.lines.find((one) => one.card?.token === token);
      if (!line) return send(404, {});
      Object.assign(line.card, { score, comment: comment ?? line.card.comment });
      desk.log.push(`rated ${score}${comment ? ` ${comment}` : ''}`);
      room.to(visitor.id).emit('lines.changed', [line]);
      return send(204);
    }
    const file = desk.files.get(url.pathname.split('/')[3]);
    if (url.pathname.startsWith('/files/') && file) {
      response.writeHead(200, { 'content-type': file.item.contentType });
      return response.end(file.content);
    }
    serve(url.pathname, response);
  }

  function serve(path, response) {
    let file = join(DIST, normalize(path).replace(/^\/widget\//, '/app/'));
    if (!extname(file)) file = join(file, 'index.html');
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const isApp = path.startsWith('/widget/');
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      ...(isApp ? { 'content-security-policy': CSP } : {}),
    });
    const content = readFileSync(file);
    response.end(
      file.includes('/demo/') && file.endsWith('.html')
        ? content.toString().replace('__WIDGET_KEY__', 'demo')
        : path === '/widget.js'
          ? `window.otklikLook=${JSON.stringify(desk.look)};${content}`
          : content,
    );
  }

  function answer(visitor, text) {
    setTimeout(() => desk.read(visitor), 400);
    setTimeout(() => desk.typing(visitor), 800);
    setTimeout(() => {
      if (/^rate/.test(text)) desk.ask(visitor, visitor.locale);
      else if (/^nps/.test(text)) desk.ask(visitor, visitor.locale, 'nps');
      else if (/^bye/.test(text)) desk.dropSockets();
      else if (/^rich/.test(text))
        desk.say(visitor, {
          text: 'x',
          html: '<p>Two <b>things</b>:</p><ul><li>a <a href="https://otklik.dev">link</a></li><li>and <em>more</em></li></ul><script>alert(1)</script>',
        });
      else desk.say(visitor, { text: `You wrote: ${text}` });
    }, 1800);
  }

  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  desk.url = `http://localhost:${server.address().port}`;
  desk.close = () => new Promise((resolve) => io.close(resolve));
  return desk;
}

if (process.argv[1] === import.meta.filename) {
  const desk = await mockDesk(Number(process.argv[2] ?? 4010));
  console.log(`The mock desk: ${desk.url}/demo/`);
}
