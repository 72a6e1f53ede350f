// Path B for VK, on the wire: one method of its API, and its refusals named by their remedy.
import { byStatus, callVendor, type VendorAnswer } from '../call-vendor.js';
import { ChannelError, type ClientContext } from '../channel.js';
import { type Fields, fieldsOf, listOf, textOf } from '../exact-json.js';
import { API_VERSION, accessTokenOf, apiRootOf } from './settings.js';

/** Answers of VK's API by what is to be done: https://dev.vk.com/reference/errors */
const RETRY_AFTER: Record<number, number> = { 1: 30, 6: 1, 9: 60, 10: 30, 14: 600, 29: 3600, 603: 30, 940: 60 };
/** The key is wrong or expired, lacks a right, or the community has its messages or bots switched off. */
const RECONNECT = new Set([2, 3, 4, 5, 7, 8, 11, 15, 16, 17, 23, 27, 28, 34, 912, 2000]);
/** Said in words, because VK's own do not name the remedy. */
const WORDS: Record<number, string> = {
  27: 'the community key is wrong or was revoked',
  901: 'blocked by the user, or never allowed to write',
  902: 'blocked by the user’s privacy settings',
  912: 'bots are switched off: Manage → Messages → Bot settings',
};

/** Calls a method. `repeatable`: doing it twice harms nobody. @returns what stands under `response` */
export async function callVk(
  context: ClientContext,
  method: string,
  fields: Record<string, string>,
  { repeatable = false }: { repeatable?: boolean } = {},
): Promise<unknown> {
  const token = accessTokenOf(context.config);
  if (!token) throw new ChannelError('reconnect', 'the community access key is missing');
  const url = `${apiRootOf(context.config)}/method/${method}`;
  const form = { ...fields, access_token: token, v: API_VERSION };
  const answer = await callVendor(context, { url, form, repeatable }, judge);
  return fieldsOf(answer.body)?.response;
}

/** VK says no with a status of 200; for several recipients, in the place of one of them. */
export function judge(answer: VendorAnswer): ChannelError | null {
  const body = fieldsOf(answer.body);
  const error = fieldsOf(body?.error) ?? itemError(body);
  if (error) return faultOf(error);
  const fault = byStatus(answer);
  if (fault || body?.response !== undefined) return fault;
  return new ChannelError('unknown', 'an answer that cannot be read');
}

function itemError(body: Fields | null): Fields | null {
  for (const item of listOf(body?.response)) {
    const error = fieldsOf(fieldsOf(item)?.error);
    if (error) return error;
  }
  return null;
}

function faultOf(error: Fields): ChannelError {
  const code = Number(error.error_code ?? error.code);
  const said = textOf(error.error_msg) ?? textOf(error.description) ?? 'refused';
  const reason = `VK ${code}: ${WORDS[code] ?? said.slice(0, 300)}`;
  const retryAfter = RETRY_AFTER[code];
  if (retryAfter !== undefined) return new ChannelError('retry', reason, retryAfter);
  return new ChannelError(RECONNECT.has(code) ? 'reconnect' : 'drop', reason);
}
