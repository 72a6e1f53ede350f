// Part of understanding an event (path A): the words, files and reactions of Slack.
import { type Fields, fieldsOf, idOf, listOf, numberOf, textOf } from '../exact-json.js';
import type { InboundAttachment } from '../inbound-event.js';
import { emojisOf, htmlOf, plainOf } from './mrkdwn.js';

/** What was written; where that is nothing, what another app's attachment says in its place. */
export function wordsOf(message: Fields): { text: string; html: string | null } {
  const emojis = emojisOf(message.blocks);
  const written = textOf(message.text) ?? '';
  if (written !== '') return { text: plainOf(written, emojis), html: htmlOf(written, emojis) };
  const fallbacks = listOf(message.attachments).map((each) => {
    const fields = fieldsOf(each);
    return textOf(fields?.text) ?? textOf(fields?.fallback);
  });
  return { text: plainOf(fallbacks.filter(Boolean).join('\n')), html: null };
}

/** Slack keeps the files behind the bot's token; `ref` is their address, or their id where it must be asked first. */
export function attachmentsOf(message: Fields): InboundAttachment[] {
  return listOf(message.files).flatMap((each) => {
    const file = fieldsOf(each);
    const id = idOf(file?.id);
    if (!file || !id || file.mode === 'tombstone' || file.mode === 'hidden_by_limit') return [];
    const contentType = textOf(file.mimetype) ?? 'application/octet-stream';
    const size = numberOf(file.size);
    const address = file.is_external === true ? null : (textOf(file.url_private_download) ?? textOf(file.url_private));
    return [
      {
        name: textOf(file.name) ?? textOf(file.title) ?? `${id}.bin`,
        contentType,
        size: Number.isFinite(size) && size > 0 ? size : null,
        inline: false,
        contentId: null,
        kind: textOf(file.subtype) === 'slack_audio' ? 'voice' : contentType.split('/')[0]!,
        ref: address ?? `id:${id}`,
        content: null,
      },
    ];
  });
}

const REACTIONS: Record<string, string> = {
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
  heart: '❤️',
  tada: '🎉',
  joy: '😂',
  smile: '😄',
  slightly_smiling_face: '🙂',
  smiley: '😃',
  grinning: '😀',
  sob: '😭',
  cry: '😢',
  angry: '😠',
  rage: '😡',
  thinking_face: '🤔',
  open_mouth: '😮',
  fire: '🔥',
  eyes: '👀',
  clap: '👏',
  pray: '🙏',
  ok_hand: '👌',
  raised_hands: '🙌',
  wave: '👋',
  muscle: '💪',
  rocket: '🚀',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  question: '❓',
  exclamation: '❗',
  star: '⭐',
  100: '💯',
};

/** A reaction's character; a name that we do not know (many a workspace draws its own) stays a name. */
export function emojiOf(name: string): string {
  const [plain = ''] = name.split('::');
  return Object.hasOwn(REACTIONS, plain) ? REACTIONS[plain]! : `:${plain}:`;
}
