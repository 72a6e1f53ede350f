// What Telegram's settings change in what is taken: groups are nobody's business until they are opted in.
import { expect, it } from '@jest/globals';
import { normalise } from './normalise.js';

const update = (chat: object, text: string) => ({
  update_id: 1,
  message: {
    message_id: 2,
    date: 1795000000,
    chat,
    text,
    from: { id: 5001, is_bot: false, first_name: 'Anna' },
    entities: [{ type: 'mention', offset: 0, length: text.indexOf(' ') }],
  },
});
const kindOf = (body: object, config: Record<string, unknown>, ownAddresses = ['@shop_bot']) =>
  normalise({ body: Buffer.from(JSON.stringify(body)), envelope: {} }, { config, ownAddresses }).map(
    (event) => event.kind,
  );
const group = { id: -100123, type: 'supergroup', title: 'Neighbours' };

it('takes a group only when it is opted in and the bot is addressed', () => {
  expect(kindOf(update(group, '@shop_bot hello'), {})).toEqual(['ignored']);
  expect(kindOf(update(group, '@shop_bot hello'), { groups: true })).toEqual(['message']);
  expect(kindOf(update(group, '@other_bot hello'), { groups: true })).toEqual(['ignored']);
  expect(kindOf(update(group, '@shop_bot hello'), { groups: true }, [])).toEqual(['ignored']);
});

it('never takes a channel', () => {
  expect(kindOf(update({ ...group, type: 'channel' }, '@shop_bot hello'), { groups: true })).toEqual(['ignored']);
});
