// Slack's manners: marks both ways, files in three steps, refusals by name, whom our token is shown to.
import { expect, it } from '@jest/globals';
import { eventWith } from '../blank-event.js';
import type { ClientContext, Config, OutboundMessage } from '../channel.js';
import { slack } from './index.js';
import { htmlOf, plainOf } from './mrkdwn.js';

type Asked = { url: string; headers: Record<string, string>; body: string };

function context(answer: (asked: Asked) => Response, asked: Asked[] = [], known: Config = {}): ClientContext {
  return {
    config: { botToken: 'xoxb-right', signingSecret: 's', ...known },
    fetch: (async (url: string, init?: RequestInit) => {
      const headers = (init?.headers ?? {}) as Record<string, string>;
      const body = init?.body instanceof Uint8Array ? Buffer.from(init.body).toString() : String(init?.body ?? '');
      const one = { url, headers, body };
      asked.push(one);
      return answer(one);
    }) as typeof fetch,
    signal: AbortSignal.timeout(5000),
    hookUrl: 'https://desk.example/hooks/slack/k',
  };
}
const rendered = async (known: Partial<OutboundMessage>) =>
  slack.render(
    {
      id: 'm',
      conversation: 'C1:1795000000.000100',
      text: 'Hi',
      html: null,
      files: [],
      card: null,
      replyToExternalId: null,
      locale: 'en',
      template: null,
      mail: null,
      ...known,
    },
    {},
  );
const ok = (body: object = {}) => Response.json({ ok: true, ...body });

it('posts in the thread, and in a direct line without one', async () => {
  const asked: Asked[] = [];
  const client = slack.client(context(() => ok({ channel: 'C1', ts: '1795000001.000200' }), asked));
  const [part] = await rendered({ text: 'a < b & *c*' });
  expect(await client.send(part!, 'C1:1795000000.000100')).toEqual({ externalId: 'C1:1795000001.000200' });
  await client.send(part!, 'D1');
  expect(asked.map((one) => JSON.parse(one.body))).toEqual([
    { channel: 'C1', thread_ts: '1795000000.000100', text: 'a &lt; b &amp; *c*', mrkdwn: false },
    { channel: 'D1', text: 'a &lt; b &amp; *c*', mrkdwn: false },
  ]);
});

it('turns an agent’s marks into mrkdwn', async () => {
  const html =
    '<p>Dear <b>Anna &amp; Co</b>,</p><ul><li>see <a href="https://shop.example/a?b=1&amp;c=2">the <i>order</i></a></li><li><code>x &lt; y</code></li></ul><blockquote>one<br>two</blockquote>';
  const [part] = await rendered({ text: 'x', html });
  expect((part!.payload as { post: { text: string } }).post.text).toBe(
    'Dear *Anna &amp; Co*,\n\n• see <https://shop.example/a?b=1&amp;c=2|the _order_>\n• `x &lt; y`\n\n> one\n> two',
  );
});

it('uploads a file: an address, the bytes without our token, the message', async () => {
  const asked: Asked[] = [];
  const answer = ({ url }: Asked) => {
    if (url.endsWith('getUploadURLExternal'))
      return ok({ upload_url: 'https://files.slack.com/upload/v1/x', file_id: 'F1' });
    return url.includes('/upload/') ? new Response('OK - 3') : ok();
  };
  const file = { name: 'счёт.pdf', contentType: 'application/pdf', size: 3, read: async () => Buffer.from('pdf') };
  const parts = await rendered({ text: 'Look', files: [file] });
  expect(parts).toHaveLength(2);
  await slack.client(context(answer, asked)).send(parts[1]!, 'C1:1795000000.000100');
  expect(Object.fromEntries(new URLSearchParams(asked[0]!.body))).toEqual({ filename: 'счёт.pdf', length: '3' });
  expect(asked[1]).toMatchObject({ url: 'https://files.slack.com/upload/v1/x', body: 'pdf' });
  expect(asked[1]!.headers).not.toHaveProperty('authorization');
  expect(JSON.parse(asked[2]!.body)).toEqual({
    files: [{ id: 'F1', title: 'счёт.pdf' }],
    channel_id: 'C1',
    thread_ts: '1795000000.000100',
  });
});

it.each([
  [200, { ok: false, error: 'token_revoked' }, 'reconnect', 'revoked'],
  [200, { ok: false, error: 'missing_scope', needed: 'chat:write' }, 'reconnect', 'chat:write'],
  [200, { ok: false, error: 'not_in_channel' }, 'drop', '/invite'],
  [200, { ok: false, error: 'user_disabled' }, 'drop', 'user is deactivated'],
  [200, { ok: false, error: 'something_new' }, 'drop', 'something_new'],
  [200, { ok: false, error: 'fatal_error' }, 'unknown', 'stumbled'],
  [429, { ok: false, error: 'ratelimited' }, 'retry', 'ratelimited'],
  [200, 'a page', 'unknown', 'cannot be read'],
  [502, 'a page', 'unknown', 'HTTP 502'],
])('%s %j means %s', async (status, body, remedy, words) => {
  const answer = () =>
    typeof body === 'string'
      ? new Response(body, { status })
      : Response.json(body, { status, headers: { 'retry-after': '7' } });
  const [part] = await rendered({});
  await expect(slack.client(context(answer)).send(part!, 'C1')).rejects.toMatchObject({
    remedy,
    reason: expect.stringContaining(words),
    retryAfterSeconds: remedy === 'retry' ? 7 : null,
  });
});

it('thanks for a button where Slack said, and by a line of its own where it said nothing or another’s address', async () => {
  const asked: Asked[] = [];
  const client = slack.client(context(() => ok(), asked));
  const pressed = (callbackId: string) =>
    eventWith({
      kind: 'button',
      externalId: 'a',
      conversation: 'C1:1795000000.000100',
      sender: { id: 'U1', name: null, username: null, phone: null },
      button: { data: 'x', callbackId },
    });
  await client.acknowledge!(pressed('https://hooks.slack.com/actions/1'), 'Thanks');
  await client.acknowledge!(pressed(''), 'Thanks');
  await client.acknowledge!(pressed('https://evil.example/actions/1'), 'Thanks');
  await client.acknowledge!(pressed('https://hooks.slack.com/actions/1'), null);
  expect(asked.map(({ url }) => url)).toEqual([
    'https://hooks.slack.com/actions/1',
    'https://slack.com/api/chat.postEphemeral',
    'https://slack.com/api/chat.postEphemeral',
  ]);
});

it('shows the token to Slack alone, and does not take a page for signing in as the file', async () => {
  const asked: Asked[] = [];
  const page = () => new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });
  const there = context(({ url }) => (url.includes('x.pdf') ? page() : new Response('bytes')), asked);
  const client = slack.client(there);
  await client.fetchFile!('https://files.slack.com/files-pri/T-F/a.png');
  await client.fetchFile!('https://slack.com.evil.example/a.png');
  expect(asked.map(({ headers }) => 'authorization' in headers)).toEqual([true, false]);
  await expect(client.fetchFile!('https://files.slack.com/x.pdf')).rejects.toMatchObject({ remedy: 'retry' });
});

it('finds no mark within code, links and words', () => {
  expect(htmlOf('`*a*` <https://x.example/_a_|b_c_d> 2*3*4')).toBe(
    '<div><code>*a*</code> <a href="https://x.example/_a_" rel="noopener noreferrer nofollow" target="_blank">b_c_d</a> 2*3*4</div>',
  );
  expect(htmlOf('plain <https://x.example>')).toBeNull();
  expect(htmlOf('*<script>* \u{e000}0\u{e001}')).toBe('<div><b>script</b> 0</div>');
  expect(plainOf('&amp;lt; <@U1|anna>')).toBe('&lt; @anna');
});

it('is quick with marks that never end', () => {
  const began = performance.now();
  for (const mark of ['*a ', '_', '`', '```', '<', '<a|', ':a', '~a~']) htmlOf(mark.repeat(20_000));
  expect(performance.now() - began).toBeLessThan(2000);
});

it('asks who somebody is', async () => {
  const user = { id: 'U1', name: 'anna', profile: { real_name: 'Анна Иванова', display_name: 'Аня' } };
  const client = slack.client(context(() => ok({ user })));
  expect(await client.profile!('U1')).toEqual({ name: 'Анна Иванова', username: 'anna' });
});
