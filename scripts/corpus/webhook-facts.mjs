// Part of scoring webhooks: the facts of each vendor, told in one shape, and what of their many kinds may be knowingly ignored.

/** A receipt as its vendor calls it, and as we do. */
const STATUSES = { sent: 'sent', delivered: 'delivered', read: 'read', played: 'read', failed: 'failed' };

const text = (value) => (value === undefined || value === null ? null : String(value));

/** `{ id, sender, text, files, fileKinds, status, replyTo, payload, kinds, echo }` of one expected event; what is null is not asked. */
export function wantedOf(channel, fact) {
  return { files: 0, fileKinds: [], ...BY_CHANNEL[channel](fact) };
}

const BY_CHANNEL = {
  telegram: (fact) => ({
    sender: text(fact.sender_id ?? fact.chat_id),
    id: text(fact.message_id),
    text: fact.text ?? null,
    files: fact.attachment_kinds?.length ?? 0,
    fileKinds: fact.attachment_kinds ?? [],
    replyTo: text(fact.reply_to),
    status: fact.new_status === 'kicked' ? 'blocked' : null,
  }),
  whatsapp: (fact) => {
    if (fact.kind === 'status') {
      const status = STATUSES[fact.status] ?? null;
      return { kinds: ['receipt'], id: fact.id, status, sender: null };
    }
    const media = fact.media_id && fact.kind === 'message';
    const reaction = fact.type === 'reaction';
    return {
      echo: fact.field === 'smb_message_echoes',
      id: reaction ? fact.target : fact.type === 'revoke' || fact.type === 'edit' ? null : (fact.id ?? null),
      sender: text(fact.from),
      text: fact.emoji ?? fact.text ?? null,
      files: media ? 1 : 0,
      fileKinds: media ? [fact.type] : [],
      replyTo: fact.reply_to ?? null,
      payload: fact.payload ?? null,
    };
  },
  messenger: (fact) => messenger(fact),
  instagram: (fact) => messenger(fact),
  line: (fact) => ({
    sender: fact.user_id ?? null,
    id: text(fact.message_id),
    text: fact.text ?? null,
    files: ['image', 'video', 'audio', 'file'].includes(fact.message_type) ? 1 : 0,
    fileKinds: ['image', 'video', 'audio', 'file'].includes(fact.message_type) ? [fact.message_type] : [],
  }),
  max: (fact) => ({ sender: text(fact.sender_id), id: fact.mid ?? null, text: fact.text ?? null }),
  vk: (fact) => ({ sender: text(fact.from_id ?? fact.peer_id), text: fact.text ?? null }),
};

function messenger(fact) {
  const receipt = { delivery: 'delivered', read: 'read' }[fact.kind];
  // Links and templates are words with an address, not files to fetch.
  const files = (fact.attachments ?? []).filter((kind) =>
    ['image', 'video', 'audio', 'file', 'sticker'].includes(kind),
  );
  return {
    echo: fact.kind === 'echo',
    sender: text(fact.sender),
    id: receipt || fact.kind === 'reaction' ? null : (fact.mid ?? null),
    text: fact.text ?? null,
    files: files.length,
    fileKinds: files,
    status: receipt ?? null,
    replyTo: fact.reply_to ?? null,
    payload: fact.kind === 'postback' ? (fact.payload ?? null) : null,
    kinds: receipt ? ['receipt'] : null,
  };
}

/** Groups and channels are not ours, and neither are payments, calls and the vendor's own news; words and receipts are. */
export function mayBeIgnored(channel, fact) {
  switch (channel) {
    case 'telegram':
      return fact.chat_type !== 'private' || !['message', 'edited_message', 'my_chat_member'].includes(fact.kind);
    case 'whatsapp':
      if (fact.kind === 'status') return !(fact.status in STATUSES) || fact.recipient === undefined;
      return (
        fact.kind !== 'message' ||
        ['system', 'unsupported', 'unknown', 'order'].includes(fact.type) ||
        fact.error_code !== undefined
      );
    case 'messenger':
    case 'instagram':
      return (
        fact.standby === true ||
        fact.sender === undefined ||
        !['message', 'postback', 'delivery', 'read', 'reaction', 'deleted'].includes(fact.kind)
      );
    case 'line':
      return (
        fact.source_type !== 'user' || !['message', 'postback', 'follow', 'unfollow', 'unsend'].includes(fact.kind)
      );
    case 'max':
      return fact.chat_type === 'chat' || fact.chat_id < 0 || !['message_created', 'bot_started'].includes(fact.kind);
    case 'vk':
      return fact.is_group_chat === true || !['message_new', 'message_read'].includes(fact.kind);
    default:
      return false;
  }
}
