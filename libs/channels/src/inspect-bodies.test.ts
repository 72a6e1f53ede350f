// What `otklik inspect webhook` makes of a file with several bodies in it.
import { expect, it } from '@jest/globals';
import { inspectWebhook } from './inspect.js';

const body = (id: string) =>
  `{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":90071992547409931},"message":{"mid":"${id}","text":"a \\"{\\" b"}}]}]}`;
const idsIn = async (source: string) =>
  (await inspectWebhook('messenger', Buffer.from(source), 'f')).map((event) => event.externalId);

it.each([
  ['one body', body('m_1'), ['m_1']],
  ['two, one after another', `${body('m_1')}\n${body('m_2')}`, ['m_1', 'm_2']],
  ['a torn end', `${body('m_1')}\n{"object":`, ['m_1']],
  ['named ones', `{"first": ${body('m_1')}, "second {": ${body('m_2')}}`, ['m_1', 'm_2']],
  ['none', '{"a":{"b":1}}', ['']],
  ['no JSON', '}{"', ['']],
])('%s', async (_, source, ids) => {
  expect(await idsIn(source)).toEqual(ids);
});

it('keeps every digit of a named one', async () => {
  const [event] = await inspectWebhook('messenger', Buffer.from(`{"x":${body('m_1')}}`), 'f');
  expect(event).toMatchObject({ sender: { id: '90071992547409931' }, text: 'a "{" b' });
});
