// What each refusal of Meta means: for WhatsApp, and for the Send API of Messenger and Instagram.
import { expect, it } from '@jest/globals';
import type { ClientContext } from '../channel.js';
import { faultsOfWhatsApp } from '../whatsapp/faults.js';
import { callGraph } from './graph.js';
import { faultsOfSendApi } from './send-faults.js';

function answering(status: number, body: unknown, headers: Record<string, string> = {}): ClientContext {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const fetch = async () => new Response(text, { status, headers });
  return { config: {}, fetch: fetch as never, signal: AbortSignal.timeout(5000), hookUrl: 'https://desk.example/h' };
}
const refusing = (code: number, message: string, error_subcode?: number, status = 400, headers = {}) =>
  answering(status, { error: { message, type: 'OAuthException', code, error_subcode, fbtrace_id: 'A' } }, headers);
const graph = (faults: typeof faultsOfWhatsApp) => ({ root: 'https://graph.example/v1', token: 't', faults });
const sending = (context: ClientContext, faults: typeof faultsOfWhatsApp) =>
  callGraph(context, graph(faults), '1/messages', { json: {} });

it.each([
  [131047, 'Re-engagement message', 'drop', /template/],
  [131026, 'Message undeliverable', 'drop', /not on WhatsApp/],
  [131030, 'Recipient phone number not in allowed list', 'drop', /test number/],
  [132001, 'Template name does not exist', 'drop', /no approved template/],
  [131053, 'Media upload error', 'drop', /file/],
  [131009, 'Parameter value is not valid', 'drop', /#131009/],
  [130429, 'Rate limit hit', 'retry', /too many/],
  [131056, 'Pair rate limit hit', 'retry', /this one number/],
  [131048, 'Spam rate limit hit', 'retry', /spam/],
  [80007, 'Rate limit issues', 'retry', /limit/],
  [131000, 'Something went wrong', 'retry', /131000/],
  [131016, 'Service unavailable', 'retry', /overloaded/],
  [190, 'Access token has expired', 'reconnect', /token/],
  [10, 'Application does not have permission', 'reconnect', /permission/],
  [200, 'Permissions error', 'reconnect', /permission/],
  [131005, 'Access denied', 'reconnect', /permission/],
  [131031, 'Account has been locked', 'reconnect', /locked/],
  [131042, 'Business eligibility payment issue', 'reconnect', /payment/],
  [133010, 'Phone number not registered', 'reconnect', /not registered/],
  [368, 'Temporarily blocked', 'reconnect', /policies/],
])('WhatsApp %s %s → %s', async (code, message, remedy, words) => {
  await expect(sending(refusing(code, message), faultsOfWhatsApp)).rejects.toMatchObject({
    remedy,
    reason: expect.stringMatching(words),
  });
});

it.each([
  [10, 2018278, '(#10) This message is sent outside of allowed window.', 'drop', /24 hours/],
  [10, undefined, '(#10) This message is sent outside of allowed window.', 'drop', /24 hours/],
  [10, 2534022, 'This message is sent outside of allowed window.', 'drop', /24 hours/],
  [10, undefined, '(#10) Application does not have permission for this action', 'reconnect', /permission/],
  [551, 1545041, "(#551) This person isn't available right now.", 'drop', /cannot be reached/],
  [200, 1545041, '(#200) This person is not available', 'drop', /cannot be reached/],
  [100, 2018001, '(#100) No matching user found', 'drop', /cannot be reached/],
  [100, 2018047, '(#100) Upload attachment failure.', 'drop', /file/],
  [200, 2018028, '(#200) Cannot message users who are not admins', 'drop', /testers/],
  [100, 33, "Object with ID '1' does not exist", 'reconnect', /no such account/],
  [100, undefined, 'The message you answer does not exist', 'drop', /does not exist/],
  [33, undefined, 'Parameter value is not valid', 'reconnect', /no such account/],
  [100, undefined, 'API calls from the server require an appsecret_proof argument', 'reconnect', /Require app secret/],
  [613, undefined, '(#613) Calls to this API have exceeded the rate limit.', 'retry', /613/],
  [4, undefined, '(#4) Application request limit reached', 'retry', /#4/],
  [32, undefined, '(#32) Page request limit reached', 'retry', /#32/],
  [1200, undefined, 'Temporary send message failure.', 'retry', /just now/],
  [2, undefined, 'An unexpected error has occurred.', 'retry', /#2/],
  [1, 1357046, 'Received invalid JSON reply', 'unknown', /1357046/],
  [190, 463, 'Error validating access token', 'reconnect', /token/],
])('Send API %s/%s %s → %s', async (code, subcode, message, remedy, words) => {
  await expect(sending(refusing(code, message, subcode), faultsOfSendApi)).rejects.toMatchObject({
    remedy,
    reason: expect.stringMatching(words),
  });
});

it.each([
  [{ 'retry-after': '7' }, 7],
  [{ 'x-business-use-case-usage': '{"1":[{"type":"pages","estimated_time_to_regain_access":3}]}' }, 180],
  [{ 'x-business-use-case-usage': 'nonsense' }, 30],
  [{}, 30],
])('slowed down with %j waits %s seconds', async (headers, retryAfterSeconds) => {
  const context = refusing(80006, 'There have been too many calls', undefined, 400, headers);
  await expect(sending(context, faultsOfSendApi)).rejects.toMatchObject({ remedy: 'retry', retryAfterSeconds });
});

it('does not know what a page in the place of an answer means, and never tells the token', async () => {
  await expect(sending(answering(502, '<html>'), faultsOfSendApi)).rejects.toMatchObject({ remedy: 'unknown' });
  await expect(sending(answering(200, 'fine'), faultsOfSendApi)).rejects.toMatchObject({ remedy: 'unknown' });
  const fault = await sending(refusing(190, 'Invalid'), faultsOfSendApi).catch((error: Error) => error);
  expect(String((fault as Error).stack)).not.toContain('Bearer');
});

it('wants a token before it calls', async () => {
  const bare = { ...graph(faultsOfSendApi), token: null };
  await expect(callGraph(answering(200, {}), bare, 'x')).rejects.toMatchObject({ remedy: 'reconnect' });
});

it.each([
  [400, 'drop'],
  [401, 'reconnect'],
  [500, 'retry'],
])('a refusal without a number is judged by its status: %s → %s', async (status, remedy) => {
  const context = answering(status, { error: { message: 'Sorry' } });
  await expect(sending(context, faultsOfSendApi)).rejects.toMatchObject({
    remedy,
    reason: expect.stringMatching(/Sorry/),
  });
});
