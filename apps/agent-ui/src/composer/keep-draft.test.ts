// What the desk is asked for before it takes what is typed here may be older: it takes nothing away.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Draft } from './drafts.js';

const kept = new Map<string, string>();
const store = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};
const ears = { addEventListener: () => {}, removeEventListener: () => {} };
Object.assign(globalThis, {
  ...{ localStorage: store, sessionStorage: store, window: ears },
  document: { ...ears, visibilityState: 'visible' },
});
const { DraftKeeper } = await import('./keep-draft.js');

/** The desk: it says what it is asked, and answers when it is told to. */
interface Asked {
  method: string;
  answer: (body: unknown, status?: number) => void;
}
const asked: Asked[] = [];
const usual = globalThis.fetch;
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
const next = async (method: string): Promise<Asked> => {
  for (;;) {
    const at = asked.findIndex((one) => one.method === method);
    if (at >= 0) return asked.splice(at, 1)[0]!;
    await turn();
  }
};
const words = (text: string, version: number, key: string) => ({
  ...{ text, html: `<p>${text}</p>`, version, key, files: [], more: {}, aside: [] },
});
let keeper: InstanceType<typeof DraftKeeper>;
let shown: Draft;

beforeEach(() => {
  kept.clear();
  globalThis.fetch = ((_path: string, { method }: { method: string }) =>
    new Promise((resolve) => {
      const answer = (body: unknown, status = 200) => resolve(new Response(JSON.stringify(body), { status }));
      asked.push({ method, answer });
    })) as unknown as typeof fetch;
  keeper = new DraftKeeper('anna', 't1', (draft) => {
    shown = draft;
  });
  keeper.start();
});
afterEach(() => {
  keeper.stop();
  asked.length = 0;
  globalThis.fetch = usual;
});

const type = (text: string) => keeper.change('reply', { text, html: `<p>${text}</p>` });

describe('a draft that is asked for while it is written', () => {
  it('is not emptied by what was read before the desk took it', async () => {
    const look = await next('GET');
    type('For Vik');
    (await next('PUT')).answer({ version: 1 });
    await turn();
    look.answer({ reply: null, note: null });
    await turn();
    expect(shown.reply).toMatchObject({ text: 'For Vik', version: 1, dirty: false });
  });

  it('does not become what it was before the desk took more', async () => {
    const look = await next('GET');
    type('For Vik');
    const { key } = keeper.draft.reply;
    (await next('PUT')).answer({ version: 1 });
    await turn();
    type('For Vik too');
    (await next('PUT')).answer({ version: 2 });
    await turn();
    look.answer({ reply: words('For Vik', 1, key), note: null });
    await turn();
    expect(shown.reply).toMatchObject({ text: 'For Vik too', version: 2 });
  });

  it('does not come back when it was sent meanwhile', async () => {
    const look = await next('GET');
    type('Done');
    const { key } = keeper.draft.reply;
    (await next('PUT')).answer({ version: 1 });
    await turn();
    keeper.sent('reply');
    look.answer({ reply: words('Done', 1, key), note: null });
    await turn();
    expect(shown.reply.text).toBe('');
  });

  it('is looked at again when the desk has a newer one, and kept then', async () => {
    (await next('GET')).answer({ reply: null, note: null });
    await turn();
    type('For Vik too');
    const { key } = keeper.draft.reply;
    (await next('PUT')).answer({ code: 'draft-newer', message: '' }, 409);
    (await next('GET')).answer({ reply: words('For Vik', 1, key), note: null });
    await turn();
    expect(shown.reply).toMatchObject({ text: 'For Vik too', version: 1, dirty: true });
    (await next('PUT')).answer({ version: 2 });
    await turn();
    expect(shown.reply).toMatchObject({ text: 'For Vik too', version: 2, dirty: false });
  });
});
