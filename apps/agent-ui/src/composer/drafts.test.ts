// Drafts survive a crash, leave no trace when empty, and come back whole after Undo.
import { describe, expect, it } from '@jest/globals';
import { draftKey, emptyPart, joinParts, readDraft, textToHtml, writeDraft } from './drafts.js';

function shelf() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('drafts', () => {
  it('are kept per agent and ticket, with their key', () => {
    expect(draftKey('agent', 'ticket')).toBe('otklik.draft.agent.ticket');
    const store = shelf();
    const reply = { ...emptyPart(), html: '<p>Hi</p>', text: 'Hi' };
    writeDraft('a', 't', { mode: 'note', reply, note: emptyPart() }, store);
    expect(readDraft('a', 't', store)).toMatchObject({ mode: 'note', reply });
    expect(readDraft('b', 't', store).reply.text).toBe('');
  });
  it('leave no trace when empty', () => {
    const store = shelf();
    const draft = { mode: 'reply' as const, reply: { ...emptyPart(), text: 'x' }, note: emptyPart() };
    writeDraft('a', 't', draft, store);
    writeDraft('a', 't', { ...draft, reply: { ...emptyPart(), text: ' \n', html: '<p> </p>' } }, store);
    expect(store.kept.size).toBe(0);
  });
  it('survive a damaged store', () => {
    const store = shelf();
    store.kept.set(draftKey('a', 't'), '{"mode":');
    expect(readDraft('a', 't', store).mode).toBe('reply');
  });
  it('put undone words before what was typed since, under a new key', () => {
    const since = { ...emptyPart(), text: 'later', html: '<p>later</p>' };
    const joined = joinParts({ text: 'a < b', html: null, files: [] }, since);
    expect(joined.html).toBe('<p>a &lt; b</p><p>later</p>');
    expect(joined.text).toBe('a < b\nlater');
    expect(joined.key).not.toBe(since.key);
  });
  it('show pictures again by their address', () => {
    const file = {
      id: 'f1',
      name: 'a.png',
      contentType: 'image/png',
      size: 1,
      contentId: null,
      url: '/files/w/f1/a.png',
    };
    const joined = joinParts({ text: '', html: '<p><img src="cid:f1"></p>', files: [file] }, emptyPart());
    expect(joined.html).toBe('<p><img src="/files/w/f1/a.png"></p>');
  });
  it('write lines as paragraphs', () => {
    expect(textToHtml('1\n\n2')).toBe('<p>1</p><p></p><p>2</p>');
  });
});
