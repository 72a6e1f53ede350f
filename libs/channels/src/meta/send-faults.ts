// Part of sending (path B): what a refusal of the Send API means for Messenger and Instagram.
import type { GraphFault, Meaning } from './graph.js';

const WINDOW = new Set([2018278, 2018065, 2534022, 2018319]);
const NOT_THERE = new Set([2018108, 1545041, 2018001, 2018218, 2534014, 2534001]);

/** https://developers.facebook.com/docs/messenger-platform/error-codes */
export function faultsOfSendApi({ code, subcode, message }: GraphFault): Meaning | null {
  if (WINDOW.has(subcode) || (code === 10 && /outside (?:of )?(?:the )?allowed window/i.test(message)))
    return ['drop', 'too long since the customer wrote: Meta allows an answer only within 24 hours'];
  if (code === 551 || NOT_THERE.has(subcode) || (code === 100 && /no matching user/i.test(message)))
    return ['drop', 'this person cannot be reached now: has blocked us, left, or deleted the account'];
  if (subcode === 2018028 || /before this app is (?:approved|reviewed)|pages_messaging permission/i.test(message))
    return ['drop', 'the Meta app is not live yet: it may only write to its own testers'];
  if (code === 100 && (subcode === 2018047 || /upload attachment/i.test(message)))
    return ['drop', 'Meta does not take this file'];
  if (code === 100 && subcode === 2018109) return ['drop', 'the file is too large'];
  if (code === 1200) return ['retry', 'Meta cannot send just now'];
  // Any other (#100) is about this one message, unless the shared rules know better.
  return null;
}
