// The words of the editor as plain text, for channels that know no formatting.
import type { Editor } from '@tiptap/react';

/** Paragraphs as lines, an empty paragraph as an empty line, list items with their marks. */
export function plainOf(editor: Editor): string {
  const lines: string[] = [];
  editor.state.doc.descendants((node, _position, parent) => {
    if (!node.isTextblock) return true;
    const mark = parent?.type.name === 'listItem' ? '• ' : '';
    let line = '';
    node.descendants((leaf) => {
      if (leaf.isText) line += leaf.text ?? '';
      else if (leaf.type.name === 'hardBreak') line += '\n';
      else if (leaf.type.name === 'mention') line += `@${leaf.attrs.label as string}`;
    });
    lines.push(mark + line);
    return false;
  });
  return lines.join('\n');
}
