// A channel whose messages carry an id alone is asked for the name: the agent sees a person, and nobody waits for it.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { harness } from '../../../../libs/channels/src/messenger/harness.js';
import { TestDesk } from '../desk.js';
import { Messenger } from '../messenger.js';

let desk: TestDesk;
let there: Messenger;
beforeAll(async () => {
  desk = await TestDesk.open();
  there = await Messenger.connect(desk, 'messenger', harness);
}, 60_000);
afterAll(async () => {
  await there?.stop();
  await desk?.close();
});

const asked = () => there.outside.requests.filter(({ path }) => path.includes(`/${harness.conversation}?fields=`));
const name = async () => (await there.ticket())!.contact.name;

it('names the sender, and asks once for many messages', async () => {
  await there.writes('Where is my order?');
  await there.writes('Number 1042');
  expect(await name()).toBe('Анна Иванова');
  expect(asked()).toHaveLength(1);
});

it('a vendor that does not tell keeps no message waiting', async () => {
  const silent = await Messenger.connect(desk, 'messenger', harness, desk.twin);
  await silent.outside.stop();
  await silent.writes('Hello?');
  expect((await silent.ticket())!.contact.name).toBeNull();
}, 30_000);
