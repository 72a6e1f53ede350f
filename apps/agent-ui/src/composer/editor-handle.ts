// What the composer asks of its editor.
import type { Editor as TiptapEditor } from '@tiptap/react';

export interface EditorHandle {
  focus(): void;
  insertImage(source: string, name: string): void;
  insertHtml(html: string): void;
  insertText(text: string): void;
  /** Types a sign that offers something, a space before it where one is needed. */
  begin(sign: '/' | '@'): void;
}

export function handleOf(editor: TiptapEditor): EditorHandle {
  return {
    focus: () => {
      editor.commands.focus('end');
      // That alone waits for the next frame; a letter typed at once would be taken for a key of the page.
      editor.view.focus();
    },
    insertImage: (src, alt) => void editor.chain().focus().setImage({ src, alt }).run(),
    insertHtml: (html) => void editor.chain().focus().insertContent(html).run(),
    insertText: (text) => void editor.chain().focus().insertContent({ type: 'text', text }).run(),
    begin: (sign) => {
      editor.commands.focus();
      const { $from } = editor.state.selection;
      const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 1), $from.parentOffset);
      const spaced = before === '' || /\s/.test(before);
      editor
        .chain()
        .focus()
        .insertContent({ type: 'text', text: spaced ? sign : ` ${sign}` })
        .run();
    },
  };
}
