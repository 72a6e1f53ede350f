// LINE's manners: each push once, plans that run out, groups by choice, files that are links.
import { expect, it } from '@jest/globals';
import type { ClientContext, OutboundMessage } from '../channel.js';
import { line } from './index.js';
import type { Push } from './render.js';

type Asked = { url: string; headers: Record<string, string>; body: string };

function context(answer: (asked: Asked) => Response, asked: Asked[] = []): ClientContext {
  return {
    config: { channelSecret: 's', accessToken: 'right' },
    fetch: (async (url: string, init?: RequestInit) => {
      const one = { url, headers: init?.headers as Record<string, string>, body: String(init?.body ?? '') };
      asked.push(one);
      return answer(one);
    }) as typeof fetch,
    signal: AbortSignal.timeout(5000),
    hookUrl: 'https://desk.example/hooks/line/k',
  };
}
const message = (known: Partial<OutboundMessage>): OutboundMessage => ({
  id: '01930000-0000-7000-8000-000000000001',
  conversation: 'U1',
  text: '',
  html: null,
  files: [],
  card: null,
  replyToExternalId: null,
  locale: 'en',
  template: null,
  mail: null,
  ...known,
});
const rendered = async (known: Partial<OutboundMessage>) => line.render(message(known), {});
const pushes = async (known: Partial<OutboundMessage>) => (await rendered(known)).map((part) => part.payload as Push);

it('names each part by a UUID that a second try repeats and another part does not', async () => {
  const keys = (await pushes({ text: 'word '.repeat(2000) })).map((push) => push.retryKey);
  expect(keys).toEqual((await pushes({ text: 'word '.repeat(2000) })).map((push) => push.retryKey));
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('takes 409 for what it is: accepted before', async () => {
  const asked: Asked[] = [];
  const body = { message: 'The retry key is already accepted', sentMessages: [{ id: '7001' }] };
  const client = line.client(context(() => Response.json(body, { status: 409 }), asked));
  const [part] = await rendered({ text: 'Hi' });
  expect(await client.send(part!, 'U1')).toEqual({ externalId: '7001' });
  expect(asked[0]!.headers).toMatchObject({ 'x-line-retry-key': (part!.payload as Push).retryKey });
});

it('asks the owner when the plan is used up, and waits when it was only too fast', async () => {
  const client = (words: string) => line.client(context(() => Response.json({ message: words }, { status: 429 })));
  const [part] = await rendered({ text: 'Hi' });
  await expect(client('You have reached your monthly limit.').send(part!, 'U1')).rejects.toMatchObject({
    remedy: 'reconnect',
  });
  await expect(client('The API rate limit has been exceeded.').send(part!, 'U1')).rejects.toMatchObject({
    remedy: 'retry',
  });
});

it('fetches what a customer sent from the host that keeps it, and foreign pictures without our token', async () => {
  const asked: Asked[] = [];
  const client = line.client(context(() => new Response('x'), asked));
  await client.fetchFile!('461230966842064900');
  await client.fetchFile!('https://pictures.example/kettle.jpg');
  expect(asked[0]!.url).toBe('https://api-data.line.me/v2/bot/message/461230966842064900/content');
  expect(asked[0]!.headers).toHaveProperty('authorization', 'Bearer right');
  expect(asked[1]!.headers).not.toHaveProperty('authorization');
});

it('shows a picture by its https address and names any other file with its link', async () => {
  const read = async () => new Uint8Array();
  const file = { size: 9, read };
  const link = 'https://desk.example/files/w/f/x?sig=s';
  const sent = await pushes({
    files: [
      { ...file, name: 'a.png', contentType: 'image/png', link },
      { ...file, name: 'b.pdf', contentType: 'application/pdf', link },
      { ...file, name: 'c.png', contentType: 'image/png', link: 'http://localhost/files/x' },
    ],
  });
  expect(sent.map((push) => push.message)).toEqual([
    { type: 'image', originalContentUrl: link, previewImageUrl: link },
    { type: 'text', text: `📎 b.pdf\n${link}` },
    { type: 'text', text: '📎 c.png\nhttp://localhost/files/x' },
  ]);
});

it('takes groups only where the owner asked for them', async () => {
  const event = {
    type: 'message',
    source: { type: 'group', groupId: 'C1', userId: 'U1' },
    message: { id: '1', type: 'text', text: 'Hi' },
  };
  const body = Buffer.from(JSON.stringify({ events: [event] }));
  const kinds = async (groups: boolean) =>
    (await line.normalise({ body, envelope: {} }, { config: { groups }, ownAddresses: [] })).map(
      ({ kind, conversation }) => [kind, conversation],
    );
  expect(await kinds(false)).toEqual([['ignored', 'C1']]);
  expect(await kinds(true)).toEqual([['message', 'C1']]);
});

it('asks who a friend is', async () => {
  const asked: Asked[] = [];
  const client = line.client(context(() => Response.json({ userId: 'U1', displayName: 'Анна' }), asked));
  expect(await client.profile!('U1')).toEqual({ name: 'Анна', username: null });
  expect(asked[0]!.url).toBe('https://api.line.me/v2/bot/profile/U1');
});
