// Path B for Telegram, on the wire: one call of the Bot API, and its refusals named by their remedy.
import { ChannelError, type ClientContext, type OutboundFile } from '../channel.js';
import { fieldsOf, idOf, parseExactly, textOf } from '../exact-json.js';
import { multipart } from '../multipart.js';
import { networkReason, whenItFailed } from '../network-fault.js';
import { apiRootOf, botTokenOf } from './settings.js';

export interface Upload {
  field: string;
  file: OutboundFile;
}

/** Calls a method, with files if there are any. `repeatable`: doing it twice harms nobody, so that no failure is `unknown`. */
export async function callBotApi(
  context: ClientContext,
  method: string,
  fields: Record<string, unknown>,
  { uploads = [], repeatable = false }: { uploads?: Upload[]; repeatable?: boolean } = {},
): Promise<unknown> {
  const token = botTokenOf(context.config);
  if (!token) throw new ChannelError('reconnect', 'the bot token is missing');
  const { contentType, body } = await bodyOf(fields, uploads);
  if (context.signal.aborted) throw new ChannelError('retry', 'the desk is stopping');
  let status: number;
  let answer: string;
  try {
    const response = await context.fetch(`${apiRootOf(context.config)}/bot${token}/${method}`, {
      method: 'POST',
      body,
      headers: { 'content-type': contentType },
      signal: context.signal,
    });
    status = response.status;
    answer = await response.text();
  } catch (fault) {
    if (fault instanceof ChannelError) throw fault;
    throw new ChannelError(repeatable || whenItFailed(fault) === 'before' ? 'retry' : 'unknown', networkReason(fault));
  }
  return understand(status, answer, repeatable);
}

/** @throws ChannelError unless the answer says ok. */
function understand(status: number, answer: string, repeatable: boolean): unknown {
  let body: Record<string, unknown> | null = null;
  try {
    body = fieldsOf(parseExactly(answer));
  } catch {
    // A proxy's page instead of the API's answer: judged by its status below.
  }
  if (body?.ok === true) return body.result;
  const code = Number(body?.error_code ?? status);
  const description = textOf(body?.description) ?? `HTTP ${status}`;
  const parameters = fieldsOf(body?.parameters);
  const retryAfter = Number(parameters?.retry_after);
  const moved = idOf(parameters?.migrate_to_chat_id);
  if (moved) throw new ChannelError('drop', `the group goes on in another chat, ${moved}: answer there`);
  if (code === 429) throw new ChannelError('retry', description, retryAfter > 0 ? retryAfter : 5);
  if (code === 401 || code === 404)
    throw new ChannelError('reconnect', `Telegram refused the bot token: ${description}`);
  if (code === 403) throw new ChannelError('drop', description);
  if (code === 409) throw new ChannelError('retry', description, 5);
  // The API itself said no: it was not accepted. A page of a proxy, or a success without words, says nothing of the sort.
  if (code >= 500) throw new ChannelError(body || repeatable ? 'retry' : 'unknown', description);
  if (code >= 400) throw new ChannelError('drop', description);
  throw new ChannelError(repeatable ? 'retry' : 'unknown', `an answer that cannot be read: ${description}`);
}

async function bodyOf(
  fields: Record<string, unknown>,
  uploads: Upload[],
): Promise<{ contentType: string; body: string | Uint8Array<ArrayBuffer> }> {
  if (uploads.length === 0) return { contentType: 'application/json', body: JSON.stringify(fields) };
  const texts = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const files = uploads.map(async ({ field, file: { name, contentType, read } }) => ({
    field,
    name,
    contentType,
    content: await read(),
  }));
  return multipart(Object.fromEntries(texts), await Promise.all(files));
}
