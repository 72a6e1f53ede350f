// Part of verify for VK: the string with which we confirm our address, asked from VK when the settings do not hold it.
import type { Config } from '../channel.js';
import { fieldsOf, textOf } from '../exact-json.js';
import { callVk } from './api.js';
import { groupIdOf } from './settings.js';

/** VK waits about ten seconds for our answer. */
const PATIENCE_MS = 6_000;

/** Null when VK does not tell. */
export async function askConfirmationCode(config: Config, asking: typeof fetch): Promise<string | null> {
  const context = { config, fetch: asking, signal: AbortSignal.timeout(PATIENCE_MS), hookUrl: '' };
  try {
    const fields = { group_id: groupIdOf(config) ?? '' };
    const answer = await callVk(context, 'groups.getCallbackConfirmationCode', fields, { repeatable: true });
    return textOf(fieldsOf(answer)?.code);
  } catch {
    return null;
  }
}
