// Part of understanding a call (path A): what people do with what Slack shows: buttons; the rest is not ours.
import { eventWith } from '../blank-event.js';
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import type { InboundEvent } from '../inbound-event.js';
import { chatOf, instantOf } from './conversation-name.js';

/** Calls that are no deed of a conversation, by Slack's own name for them. */
const NOT_OURS: Record<string, string> = {
  url_verification: 'Slack looks whether we answer',
  app_rate_limited: 'Slack left out events: too many came at once',
  slash_command: 'a slash command; the desk has none',
  view_submission: 'a window of another app',
  view_closed: 'a window of another app',
  shortcut: 'a shortcut; the desk has none',
  message_action: 'a shortcut; the desk has none',
  block_suggestion: 'a menu that asks for its entries',
  interactive_message: 'a button of the old kind, not ours',
  dialog_submission: 'a dialog, not ours',
  dialog_cancellation: 'a dialog, not ours',
  dialog_suggestion: 'a dialog, not ours',
  workflow_step_edit: 'a workflow, not ours',
};

export function readPayload(body: Fields): InboundEvent {
  const type = textOf(body.type) ?? '';
  if (type === 'block_actions') return readPress(body);
  const user = fieldsOf(body.user);
  const sender = { id: idOf(user?.id) ?? idOf(body.user_id) ?? '', name: null, username: null, phone: null };
  const reason = Object.hasOwn(NOT_OURS, type) ? NOT_OURS[type]! : `malformed: unknown kind of call: ${type || 'none'}`;
  return eventWith({ kind: 'ignored', externalId: '', sender, reason });
}

function readPress(body: Fields): InboundEvent {
  const [action] = listOf(body.actions).map(fieldsOf);
  const container = fieldsOf(body.container);
  const message = fieldsOf(body.message);
  const user = fieldsOf(body.user);
  const channel = idOf(fieldsOf(body.channel)?.id) ?? idOf(container?.channel_id);
  const ts = idOf(message?.ts) ?? idOf(container?.message_ts);
  const known = {
    externalId: `action:${[channel, ts, idOf(user?.id), idOf(action?.action_ts) ?? idOf(body.trigger_id)].join(':')}`,
    ...chatOf({ channel, ts, thread_ts: idOf(message?.thread_ts) ?? idOf(container?.thread_ts) }),
    sender: { id: idOf(user?.id) ?? '', name: null, username: textOf(user?.username), phone: null },
    at: instantOf(action?.action_ts),
    replyTo: channel && ts ? `${channel}:${ts}` : null,
  };
  const data = textOf(action?.value);
  if (!channel || !ts || !idOf(user?.id))
    return eventWith({ ...known, kind: 'ignored', reason: 'a button outside of any conversation' });
  if (!data) return eventWith({ ...known, kind: 'ignored', reason: 'a button that only opens a page' });
  const label = textOf(fieldsOf(action?.text)?.text) ?? '';
  const button = { data, callbackId: textOf(body.response_url) ?? '' };
  return eventWith({ ...known, kind: 'button', text: label, button });
}
