// For the tests: Messenger's world as the Messenger Platform describes it.
import type { Harness } from '../harness.js';
import { graphHandshakes, messagingDeeds, sendApi, signedByMeta } from '../meta/world.js';

const PAGE = '104200000000001';
const PERSON = '6100000000000042';
const deeds = messagingDeeds({ object: 'page', account: PAGE, person: PERSON, mid: (n) => `m_AbCd${n}-x` });

export const harness: Harness = {
  config: { pageId: PAGE, accessToken: 'token', appSecret: 'app-secret', verifyToken: 'our own word' },
  ownAddress: PAGE,
  fixtures: 37,
  conversation: PERSON,
  webhook: { ...signedByMeta, handshakes: graphHandshakes('our own word') },
  customer: {
    ...deeds,
    receipt: (externalId, status, at) => {
      const watermark = at.getTime();
      if (status === 'delivered') return deeds.item({ delivery: { mids: [externalId], watermark } });
      return status === 'read' ? deeds.item({ timestamp: watermark, read: { watermark } }) : null;
    },
  },
  outside: sendApi({ account: PAGE, person: PERSON, who: { id: PAGE, name: 'Shop' } }),
};
