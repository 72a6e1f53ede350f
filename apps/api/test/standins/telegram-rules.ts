// What the documented Bot API accepts and refuses in a message, word for word where its errors are known. Part of the Telegram stand-in.

/** A call's parameters, all as text, however they were sent. */
export type Params = Record<string, string>;

export class BotApiError extends Error {
  constructor(
    readonly status: number,
    readonly description: string,
    readonly parameters: Record<string, number> | null = null,
  ) {
    super(description);
  }
}

export interface InlineButton {
  text: string;
  callback_data?: string;
  url?: string;
}

const TAGS = new Set('b strong i em u ins s strike del span tg-spoiler a code pre blockquote tg-emoji'.split(' '));

/** The plain text of a message in HTML parse mode. @throws BotApiError like the real one on unknown or crossed tags. */
export function plainOfHtml(html: string): string {
  const open: string[] = [];
  const refuse = (why: string) => new BotApiError(400, `Bad Request: can't parse entities: ${why}`);
  const text = html.replace(/<(\/?)([^\s>/]*)[^>]*>|</g, (tag: string, slash: string, name: string) => {
    if (tag === '<') throw refuse('Unclosed start tag');
    if (!TAGS.has(name.toLowerCase())) throw refuse(`Unsupported start tag "${name}"`);
    if (!slash) open.push(name);
    else if (open.pop() !== name) throw refuse(`Unmatched end tag "${name}"`);
    return '';
  });
  if (open.length > 0) throw refuse(`Can't find end tag corresponding to start tag "${open.at(-1)}"`);
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&amp;/g, '&');
}

/** Text of a message or caption within its limit (4096 and 1024 characters after entities). */
export function textOf(params: Params, field: 'text' | 'caption'): string {
  const given = params[field] ?? '';
  const mode = params.parse_mode?.toLowerCase();
  if (mode && !['html', 'markdown', 'markdownv2'].includes(mode)) {
    throw new BotApiError(400, 'Bad Request: unsupported parse_mode');
  }
  const plain = (mode === 'html' ? plainOfHtml(given) : given).trim();
  if (field === 'text' && plain === '') throw new BotApiError(400, 'Bad Request: message text is empty');
  if (plain.length > (field === 'text' ? 4096 : 1024)) {
    throw new BotApiError(400, `Bad Request: message ${field === 'text' ? '' : 'caption '}is too long`);
  }
  return plain;
}

/** The inline keyboard, checked: data of 1–64 bytes, addresses that a phone could open. */
export function keyboardOf(params: Params): InlineButton[][] {
  if (!params.reply_markup) return [];
  const markup = parse(params.reply_markup, 'reply keyboard markup') as { inline_keyboard?: InlineButton[][] };
  for (const button of (markup.inline_keyboard ?? []).flat()) {
    if (!button.text) throw new BotApiError(400, 'Bad Request: inline keyboard button text is empty');
    if (button.url === undefined && button.callback_data === undefined) {
      throw new BotApiError(400, 'Bad Request: Text buttons are unallowed in the inline keyboard');
    }
    const bytes = Buffer.byteLength(button.callback_data ?? 'x');
    if (bytes < 1 || bytes > 64) throw new BotApiError(400, 'Bad Request: BUTTON_DATA_INVALID');
    if (button.url !== undefined && !/^(https?|tg):\/\/[^/]*\.[^/]/.test(button.url)) {
      throw new BotApiError(
        400,
        `Bad Request: inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL specified`,
      );
    }
  }
  return markup.inline_keyboard ?? [];
}

/** Which message is answered, from `reply_parameters` or the older `reply_to_message_id`. */
export function replyOf(params: Params): { messageId: number; optional: boolean } | null {
  if (params.reply_parameters) {
    const given = parse(params.reply_parameters, 'reply parameters') as Record<string, unknown>;
    return { messageId: Number(given.message_id), optional: given.allow_sending_without_reply === true };
  }
  if (!params.reply_to_message_id) return null;
  return {
    messageId: Number(params.reply_to_message_id),
    optional: params.allow_sending_without_reply === 'true',
  };
}

function parse(json: string, what: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new BotApiError(400, `Bad Request: can't parse ${what} JSON object`);
  }
}

/** Any body that the Bot API takes: query, form, multipart or JSON, all at once. */
export async function readCall(
  url: URL,
  method: string,
  contentType: string,
  body: Buffer,
): Promise<{ params: Params; files: Record<string, File> }> {
  const params: Params = Object.fromEntries(url.searchParams);
  const files: Record<string, File> = {};
  if (method === 'GET' || body.length === 0) return { params, files };
  if (contentType.startsWith('application/json')) {
    for (const [name, value] of Object.entries(parse(body.toString('utf8'), 'request') as object)) {
      if (value !== null && value !== undefined)
        params[name] = typeof value === 'string' ? value : JSON.stringify(value);
    }
    return { params, files };
  }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') params[name] = value;
    else files[name] = value as File;
  }
  return { params, files };
}
