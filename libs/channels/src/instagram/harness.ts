// For the tests: Instagram's world as its messaging API describes it.
import type { Harness } from '../harness.js';
import { graphHandshakes, messagingDeeds, sendApi, signedByMeta } from '../meta/world.js';

const ACCOUNT = '17841400000000001';
const PERSON = '7200000000000042';
const mid = (n: number) => `aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlEO${n}ZD`;
const deeds = messagingDeeds({ object: 'instagram', account: ACCOUNT, person: PERSON, mid });

export const harness: Harness = {
  config: {
    login: 'instagram',
    accountId: ACCOUNT,
    accessToken: 'token',
    appSecret: 'app-secret',
    verifyToken: 'our own word',
  },
  ownAddress: '@shop',
  fixtures: 37,
  conversation: PERSON,
  webhook: { ...signedByMeta, handshakes: graphHandshakes('our own word') },
  customer: {
    ...deeds,
    receipt: (externalId, status, at) =>
      status === 'read' ? deeds.item({ timestamp: at.getTime(), read: { mid: externalId } }) : null,
  },
  outside: sendApi({ account: ACCOUNT, person: PERSON, who: { user_id: ACCOUNT, username: 'shop', name: 'Shop' } }),
};
