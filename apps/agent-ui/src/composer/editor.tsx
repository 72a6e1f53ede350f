// Where words are typed: marks, lists, links and pictures, and what the signs `/`, `@` and `:` offer; loaded after the list is on the screen.
import { Image } from '@tiptap/extension-image';
import { Placeholder } from '@tiptap/extension-placeholder';
import type { Editor as TiptapEditor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react';
import styles from './composer.module.css';
import { type EditorHandle, handleOf } from './editor-handle.js';
import { Marks } from './editor-marks.js';
import { type Trigger, triggerIn } from './find-words.js';
import { type EditorKind, useKeptEditor } from './kept-editor.js';
import type { Macro } from './macros.js';
import { Mention } from './mention-node.js';
import { plainOf } from './plain-of.js';
import { type Beside, type Chosen, Suggestions, type SuggestionsHandle } from './suggestions.js';

interface Props {
  html: string;
  note: boolean;
  /** A macro being written: it is no place for another one. */
  macro?: boolean;
  placeholder: string;
  label: string;
  autoFocus: boolean;
  onReady: (handle: EditorHandle) => void;
  onChange: (html: string, text: string) => void;
  onFiles: (files: File[]) => void;
  onSend: (then: 'solved' | 'pending' | null) => void;
  onMacro: (macro: Macro) => void;
  children: ReactNode;
}

/** As near as the first lines: further down what is offered stands beside the caret. */
const NEAR_HEAD_PX = 120;

const kindOf = (note: boolean, placeholder: string, label: string): EditorKind => ({
  name: JSON.stringify([note, placeholder, label]),
  options: () => ({
    extensions: [
      StarterKit.configure({
        heading: false,
        horizontalRule: false,
        link: { openOnClick: false, autolink: true, HTMLAttributes: { rel: 'noopener noreferrer nofollow' } },
      }),
      Image.configure({ inline: true }),
      Placeholder.configure({ placeholder: () => placeholder }),
      ...(note ? [Mention] : []),
    ],
    attributes: {
      'aria-label': label,
      role: 'textbox',
      'aria-multiline': 'true',
      spellcheck: 'true',
      dir: 'auto',
    },
  }),
});

interface Suggesting extends Trigger {
  from: number;
  to: number;
  at: Beside;
}

export function Editor(props: Props) {
  const { html, note, macro = false, placeholder, label, autoFocus, onReady, children } = props;
  const [suggesting, setSuggesting] = useState<Suggesting | null>(null);
  const closedAt = useRef<number | null>(null);
  const list = useRef<SuggestionsHandle>(null);
  const { editor, mine, place } = useKeptEditor(kindOf(note, placeholder, label), html, autoFocus, {
    onUpdate: (now) => props.onChange(now.isEmpty ? '' : now.getHTML(), plainOf(now)),
    onTransaction: (now) => {
      const found = lookBefore(now);
      const wanted = found && isWanted(found, props) ? found : null;
      if (wanted?.from !== closedAt.current) closedAt.current = null;
      setSuggesting((before) => {
        const next = wanted && closedAt.current === null ? wanted : null;
        return before?.from === next?.from && before?.query === next?.query ? before : next;
      });
    },
    onBlur: () => setSuggesting(null),
    onKey: (event) => {
      if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
        props.onSend(event.shiftKey ? 'solved' : event.altKey ? 'pending' : null);
        return true;
      }
      if (list.current?.key(event)) return true;
      if (event.key === 'Escape') (event.target as HTMLElement).blur();
      return false;
    },
    onFiles: (files) => {
      if (!files || files.length === 0) return false;
      props.onFiles([...files]);
      return true;
    },
  });
  const choose = (chosen: Chosen) => {
    if (!suggesting) return;
    const chain = editor.chain().focus().deleteRange({ from: suggesting.from, to: suggesting.to });
    if (chosen.kind === 'emoji') chain.insertContent(`${chosen.sign} `).run();
    else if (chosen.kind === 'mention') {
      const { who, label: name } = chosen;
      chain
        .insertContent([
          { type: 'mention', attrs: { who, label: name } },
          { type: 'text', text: ' ' },
        ])
        .run();
    } else {
      chain.run();
      props.onMacro(chosen.macro);
    }
    setSuggesting(null);
  };
  const close = () => {
    closedAt.current = suggesting?.from ?? null;
    setSuggesting(null);
  };
  const active = useCallback(
    (id: string | null) => {
      const field = editor.view.dom;
      if (id) field.setAttribute('aria-activedescendant', id);
      else field.removeAttribute('aria-activedescendant');
    },
    [editor],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each editor; the callback only stores the handle
  useLayoutEffect(() => {
    // One that another took meanwhile is changed for a free one: it has the words of somewhere else.
    if (editor && mine.current) onReady(handleOf(editor));
  }, [editor]);

  return (
    <>
      <div ref={place} className={styles.editor} />
      <div className={styles.tools}>
        <Marks editor={editor} note={note} macro={macro} />
        {children}
      </div>
      {suggesting && (
        <Suggestions
          ref={list}
          trigger={suggesting}
          at={suggesting.at}
          onChoose={choose}
          onClose={close}
          onActive={active}
        />
      )}
    </>
  );
}

const isWanted = ({ kind }: Trigger, { note, macro }: Props) =>
  kind === 'emoji' || (kind === 'mention' ? note : !macro);

/** What the words before the caret ask for, and where they stand. */
function lookBefore(editor: TiptapEditor): Suggesting | null {
  const { selection } = editor.state;
  if (!selection.empty || !editor.isFocused) return null;
  const { $from } = selection;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 60), $from.parentOffset, '\n', '\ufffc');
  const trigger = triggerIn(before);
  if (!trigger) return null;
  const from = $from.pos - trigger.length;
  const { left, top } = editor.view.coordsAtPos(from);
  // Near the head of the composer it stands above it: to whom one writes stays in sight.
  const composer = (editor.view.dom.closest('[data-mode]') ?? editor.view.dom).getBoundingClientRect();
  const above = top - composer.top < NEAR_HEAD_PX ? composer.top : top;
  return { ...trigger, from, to: $from.pos, at: { left, top: above, from: composer.left, edge: composer.right } };
}
