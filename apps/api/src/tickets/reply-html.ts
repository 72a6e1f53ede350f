// What an agent's composer may write: the few marks that every channel can show or drop without loss.
import sanitizeHtml from 'sanitize-html';

/** Bold, italic, lists, links, quotes, code and images of our own (`cid:`). Anything else an agent pastes loses its tags, not its words. A `note` also keeps whom it names. */
export function safeReplyHtml(html: string, note = false): string {
  return sanitizeHtml(html, {
    allowedTags: [
      'p',
      'br',
      'b',
      'strong',
      'i',
      'em',
      'u',
      's',
      'ul',
      'ol',
      'li',
      'a',
      'blockquote',
      'code',
      'pre',
      'h1',
      'h2',
      'h3',
      'img',
      'hr',
      ...(note ? ['span'] : []),
    ],
    allowedAttributes: {
      a: ['href'],
      img: ['src', 'alt', 'width', 'height'],
      ...(note ? { span: ['data-mention'] } : {}),
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid'] },
    transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer' }, true) },
  });
}
