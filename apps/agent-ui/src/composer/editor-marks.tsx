// The buttons under the words: marks, lists, links, and what else can be put in.
import { ActionIcon, Popover } from '@mantine/core';
import {
  IconAt,
  IconBold,
  IconBolt,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconMoodSmile,
} from '@tabler/icons-react';
import { type Editor as TiptapEditor, useEditorState } from '@tiptap/react';
import { lazy, Suspense, useRef, useState } from 'react';
import { HangPoint } from '../shell/hang-point.js';
import { Hint } from '../shell/hints.js';
import { MOD } from '../shell/shortcuts.js';
import { useWords, type Word } from '../words/words.js';
import styles from './composer.module.css';
import { handleOf } from './editor-handle.js';
import { LinkForm } from './link-form.js';

const EmojiPicker = lazy(() => import('./emoji/emoji-picker.js').then((m) => ({ default: m.EmojiPicker })));

type Tool = [string, Word, string, typeof IconBold, () => void];

export function Marks({ editor, note, macro }: { editor: TiptapEditor; note: boolean; macro: boolean }) {
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
  const begin = (sign: '/' | '@') => handleOf(editor).begin(sign);
  const inserts: Tool[] = [
    ...(macro ? [] : ([['macro', 'editor.macro', '/', IconBolt, () => begin('/')]] as Tool[])),
    ...(note ? ([['mention', 'editor.mention', '@', IconAt, () => begin('@')]] as Tool[]) : []),
  ];
  const marks: Tool[] = [
    ...inserts,
    ['bold', 'editor.bold', `${MOD} B`, IconBold, () => chain().toggleBold().run()],
    ['italic', 'editor.italic', `${MOD} I`, IconItalic, () => chain().toggleItalic().run()],
    ['list', 'editor.list', '', IconList, () => chain().toggleBulletList().run()],
    ['numbers', 'editor.numbers', '', IconListNumbers, () => chain().toggleOrderedList().run()],
    ['link', 'editor.link', '', IconLink, () => setLinking(true)],
  ];
  return (
    <>
      {marks.map(([name, word, keys, Icon, act]) => (
        <Hint key={name} label={`${say(word)} ${keys}`.trim()}>
          <ActionIcon
            size="md"
            aria-label={say(word)}
            aria-pressed={(on as Record<string, boolean>)[name]}
            data-on={(on as Record<string, boolean>)[name] || undefined}
            data-mark={name}
            className={styles.mark}
            onMouseDown={(event) => event.preventDefault()}
            onClick={act}
          >
            <Icon size={17} stroke={1.75} />
          </ActionIcon>
        </Hint>
      ))}
      <EmojiButton onChoose={(sign) => chain().insertContent(sign).run()} />
      {linking && <LinkForm editor={editor} onClose={() => setLinking(false)} />}
    </>
  );
}

function EmojiButton({ onChoose }: { onChoose: (sign: string) => void }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  // Pressing beside it closes it, and its own button stands beside it.
  const wasOpen = useRef(false);
  return (
    <span className={styles.around}>
      <Hint label={say('editor.emoji')}>
        <ActionIcon
          size="md"
          className={styles.mark}
          aria-label={say('editor.emoji')}
          aria-haspopup="dialog"
          aria-expanded={open}
          onPointerDown={() => {
            wasOpen.current = open;
          }}
          onClick={() => {
            setOpen(!open && !wasOpen.current);
            wasOpen.current = false;
          }}
        >
          <IconMoodSmile size={17} stroke={1.75} />
        </ActionIcon>
      </Hint>
      {open && (
        <Popover opened onChange={setOpen} position="top-start" trapFocus returnFocus>
          <Popover.Target>
            <HangPoint className={styles.anchor} />
          </Popover.Target>
          <Popover.Dropdown p={8} aria-label={say('editor.emoji')}>
            <Suspense>
              <EmojiPicker
                onChoose={(sign) => {
                  setOpen(false);
                  onChoose(sign);
                }}
              />
            </Suspense>
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}
