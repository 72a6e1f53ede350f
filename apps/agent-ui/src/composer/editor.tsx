// Where words are typed: bold, italic, lists, links and pictures, nothing more; loaded after the list is on the screen.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBold, IconItalic, IconLink, IconList, IconListNumbers } from '@tabler/icons-react';
import { Image } from '@tiptap/extension-image';
import { Placeholder } from '@tiptap/extension-placeholder';
import { EditorContent, type Editor as TiptapEditor, useEditor, useEditorState } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { MOD } from '../shell/shortcuts.js';
import { useWords, type Word } from '../words/words.js';
import styles from './composer.module.css';
import { LinkForm } from './link-form.js';

export interface EditorHandle {
  focus(): void;
  insertImage(source: string, name: string): void;
}

interface Props {
  html: string;
  placeholder: string;
  label: string;
  autoFocus: boolean;
  onReady: (handle: EditorHandle) => void;
  onChange: (html: string, text: string) => void;
  onFiles: (files: File[]) => void;
  onSend: (solve: boolean) => void;
  children: ReactNode;
}

export function Editor({ html, placeholder, label, autoFocus, onReady, onChange, onFiles, onSend, children }: Props) {
  const calls = useRef({ onChange, onFiles, onSend });
  calls.current = { onChange, onFiles, onSend };
  const editor = useEditor({
    content: html,
    autofocus: autoFocus ? 'end' : false,
    extensions: [
      StarterKit.configure({
        heading: false,
        horizontalRule: false,
        link: {
          openOnClick: false,
          autolink: true,
          HTMLAttributes: { rel: 'noopener noreferrer nofollow' },
        },
      }),
      Image.configure({ inline: true }),
      Placeholder.configure({ placeholder: () => placeholder }),
    ],
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', spellcheck: 'true' },
      handleKeyDown: (_view, event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          calls.current.onSend(event.shiftKey);
          return true;
        }
        if (event.key === 'Escape') (event.target as HTMLElement).blur();
        return false;
      },
      handlePaste: (_view, event) => take(event.clipboardData?.files),
      handleDrop: (_view, event) => take(event.dataTransfer?.files),
    },
    onUpdate: ({ editor: now }) => calls.current.onChange(now.isEmpty ? '' : now.getHTML(), plainOf(now)),
  });
  const take = (files: FileList | undefined): boolean => {
    if (!files || files.length === 0) return false;
    calls.current.onFiles([...files]);
    return true;
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each editor; the callback only stores the handle
  useEffect(() => {
    if (!editor) return;
    onReady({
      focus: () => void editor.commands.focus('end'),
      insertImage: (src, alt) => void editor.chain().focus().setImage({ src, alt }).run(),
    });
  }, [editor]);

  return (
    <>
      <EditorContent editor={editor} className={styles.editor} />
      <div className={styles.tools}>
        <Marks editor={editor} />
        {children}
      </div>
    </>
  );
}

/** Paragraphs as lines, an empty paragraph as an empty line, list items with their marks. */
function plainOf(editor: TiptapEditor): string {
  const lines: string[] = [];
  editor.state.doc.descendants((node, _position, parent) => {
    if (!node.isTextblock) return true;
    const mark = parent?.type.name === 'listItem' ? '• ' : '';
    let line = '';
    node.descendants((leaf) => {
      if (leaf.isText) line += leaf.text ?? '';
      else if (leaf.type.name === 'hardBreak') line += '\n';
    });
    lines.push(mark + line);
    return false;
  });
  return lines.join('\n');
}

function Marks({ editor }: { editor: TiptapEditor }) {
  const { say } = useWords();
  const [linking, setLinking] = useState(false);
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      list: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      link: now.isActive('link'),
    }),
  });
  const chain = () => editor.chain().focus();
  const marks: [keyof typeof on, Word, string, typeof IconBold, () => void][] = [
    ['bold', 'editor.bold', `${MOD} B`, IconBold, () => chain().toggleBold().run()],
    ['italic', 'editor.italic', `${MOD} I`, IconItalic, () => chain().toggleItalic().run()],
    ['list', 'editor.list', '', IconList, () => chain().toggleBulletList().run()],
    ['numbers', 'editor.numbers', '', IconListNumbers, () => chain().toggleOrderedList().run()],
    ['link', 'editor.link', '', IconLink, () => setLinking(true)],
  ];
  return (
    <>
      {marks.map(([name, word, keys, Icon, act]) => (
        <Tooltip key={name} label={`${say(word)} ${keys}`.trim()}>
          <ActionIcon
            size="md"
            aria-label={say(word)}
            aria-pressed={on[name]}
            data-on={on[name] || undefined}
            className={styles.mark}
            onClick={act}
          >
            <Icon size={17} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      ))}
      {linking && <LinkForm editor={editor} onClose={() => setLinking(false)} />}
    </>
  );
}
