// The filters in their order (path A): the first that drops or quarantines decides; a remark stands until somebody does.
import type { InboundEvent } from '@otklik/channels';
import { autoReply } from './auto-reply.js';
import { bounce } from './bounce.js';
import { complaint } from './complaint.js';
import { list } from './list.js';
import { loop } from './loop.js';
import { noContent } from './no-content.js';
import { notice } from './notice.js';
import { ownEcho } from './own-echo.js';
import { spamScore } from './spam-score.js';
import type { Filter, FilterView, Verdict } from './verdict.js';

// A bounce first: it often carries the loop marks and the addresses of the mail that failed.
const ORDER: Filter[] = [bounce, complaint, notice, loop, ownEcho, autoReply, list, spamScore, noContent];

/** What becomes of a message, and why. Pure. */
export function judge(event: InboundEvent, view: FilterView): Verdict {
  let standing: Verdict = { verdict: 'accept', reason: null };
  for (const filter of ORDER) {
    const verdict = filter(event, view);
    if (verdict === null) continue;
    if (verdict.verdict === 'drop' || verdict.verdict === 'quarantine') return verdict;
    standing = verdict;
  }
  return standing;
}
