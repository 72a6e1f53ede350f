// Older lines, and answers to one's own, come after news: what the news told stays.
import { describe, expect, it } from '@jest/globals';
import type { MessageItem } from '@otklik/contract';
import type { Conversation } from '../api/queries.js';
import type { ConversationPage } from '../api/shapes.js';
import { withChanged, withOlder, withOwn } from './merge-items.js';

const line = (seq: number, state = 'sent') => ({ id: `m${seq}`, seq, type: 'message', state }) as MessageItem;
const page = (...items: MessageItem[]) => ({ items, more: false, edge: items[0]?.seq ?? null }) as ConversationPage;
const known: Conversation = { items: [line(5), line(6)], edge: 5, more: true };
const seqs = ({ items }: Conversation) => items.map(({ seq }) => seq);

describe('a conversation', () => {
  it('keeps what came at its foot while older lines were asked for', () => {
    const meanwhile = { ...known, items: [...known.items, line(7)] };
    const now = withOlder(meanwhile, page(line(3), line(4)), 5);
    expect(seqs(now)).toEqual([3, 4, 5, 6, 7]);
    expect(now).toMatchObject({ edge: 3, more: false });
  });

  it('has older lines once, and none that would leave a gap below them', () => {
    const once = withOlder(known, page(line(3), line(4)), 5);
    expect(withOlder(once, page(line(3), line(4)), 5)).toBe(once);
    const anew = { items: [line(8)], edge: 8, more: true };
    expect(withOlder(anew, page(line(3), line(4)), 5)).toBe(anew);
  });

  it('keeps what was told of my line before the desk answered to it', () => {
    expect(seqs(withOwn(known, line(7, 'queued')))).toEqual([5, 6, 7]);
    const told = { ...known, items: [...known.items, line(7, 'sent')] };
    expect(withOwn(told, line(7, 'queued'))).toBe(told);
  });

  it('of a line that is sent again says so unless it is further already', () => {
    const failed = { ...known, items: [line(5, 'failed')] };
    expect(withChanged(failed, line(5, 'failed'), { state: 'queued' }).items).toEqual([line(5, 'queued')]);
    const sent = { ...known, items: [line(5, 'sent')] };
    expect(withChanged(sent, line(5, 'failed'), { state: 'queued' }).items).toEqual([line(5, 'sent')]);
  });
});
