// Part of every call (path B): what Slack's named errors mean. https://docs.slack.dev/reference/methods/chat.postMessage
import { byStatus, retryAfterOf, type VendorAnswer } from '../call-vendor.js';
import { ChannelError } from '../channel.js';
import { fieldsOf, textOf } from '../exact-json.js';

type Remedy = ChannelError['remedy'];

const NAMES: Record<string, [remedy: Remedy, words: string]> = {
  ratelimited: ['retry', 'too many messages at once'],
  rate_limited: ['retry', 'too many messages at once'],
  message_limit_exceeded: ['retry', 'too many messages at once'],
  service_unavailable: ['retry', 'Slack is not available'],
  // It may have been done before it went wrong there.
  internal_error: ['unknown', 'Slack stumbled'],
  fatal_error: ['unknown', 'Slack stumbled'],
  invalid_auth: ['reconnect', 'Slack refused the bot token'],
  not_authed: ['reconnect', 'Slack was shown no bot token'],
  account_inactive: ['reconnect', 'the app was removed from the workspace'],
  token_revoked: ['reconnect', 'the bot token was revoked'],
  token_expired: ['reconnect', 'the bot token has expired'],
  no_permission: ['reconnect', 'the app may not do this'],
  missing_scope: ['reconnect', 'the app lacks a permission'],
  not_allowed_token_type: ['reconnect', 'this is no bot token (xoxb-…)'],
  org_login_required: ['reconnect', 'the workspace is being moved'],
  team_access_not_granted: ['reconnect', 'the app was not granted this workspace'],
  access_denied: ['reconnect', 'the app may not do this'],
  channel_not_found: ['drop', 'the channel is gone, or the app is not in it'],
  not_in_channel: ['drop', 'the app is not in the channel: invite it with /invite'],
  is_archived: ['drop', 'the channel is archived'],
  user_not_found: ['drop', 'the person is gone from Slack'],
  user_disabled: ['drop', 'the account is closed: user is deactivated'],
  cannot_dm_bot: ['drop', 'bots cannot be written to'],
  messages_tab_disabled: ['drop', 'the app takes no direct messages: switch them on under App Home'],
  restricted_action: ['drop', 'the workspace allows only some to write here'],
  msg_too_long: ['drop', 'the text is too long'],
  no_text: ['drop', 'a message without words'],
  storage_limit_reached: ['drop', 'the workspace has no room for more files'],
};

/** Slack says no with 200 and a name; only too many calls have a status of their own. */
export function judge(answer: VendorAnswer): ChannelError | null {
  const body = fieldsOf(answer.body);
  if (body?.ok === true) return null;
  const name = textOf(body?.error);
  if (!body || !name) {
    if (answer.status < 400) return new ChannelError('unknown', `an answer that cannot be read: HTTP ${answer.status}`);
    return byStatus(answer);
  }
  const [remedy, words] = Object.hasOwn(NAMES, name) ? NAMES[name]! : (['drop', 'Slack refused'] as const);
  const needed = textOf(body.needed);
  const wait = remedy === 'retry' ? (retryAfterOf(answer.headers) ?? 5) : null;
  return new ChannelError(remedy, `${words} (${[name, needed].filter(Boolean).join(': ')})`, wait);
}
