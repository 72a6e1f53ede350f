// The editor itself is dear to make and cheap to fill: one that is left is kept for the next words, with nothing of the old ones in it.
import { EditorState } from '@tiptap/pm/state';
import { createDocument, type EditorOptions, Editor as TiptapEditor } from '@tiptap/react';
import { useLayoutEffect, useRef, useState } from 'react';

/** What an editor calls: of the one who uses it now. */
export interface EditorCalls {
  onUpdate: (editor: TiptapEditor) => void;
  onTransaction: (editor: TiptapEditor) => void;
  onBlur: () => void;
  onKey: (event: KeyboardEvent) => boolean;
  onFiles: (files: FileList | undefined) => boolean;
}

/** Editors of one kind are alike in all but their words. */
export interface EditorKind {
  name: string;
  options: () => Pick<EditorOptions, 'extensions'> & { attributes: Record<string, string> };
}

interface Kept {
  kind: string;
  editor: TiptapEditor;
  calls: { current: EditorCalls | null };
  used: boolean;
}

const MOST = 3;
const known: Kept[] = [];

function make({ name, options }: EditorKind): Kept {
  const calls: Kept['calls'] = { current: null };
  const { extensions, attributes } = options();
  const editor = new TiptapEditor({
    element: document.createElement('div'),
    extensions,
    editorProps: {
      attributes,
      handleKeyDown: (_view, event) => calls.current?.onKey(event) ?? false,
      handlePaste: (_view, event) => calls.current?.onFiles(event.clipboardData?.files) ?? false,
      handleDrop: (_view, event) => calls.current?.onFiles(event.dataTransfer?.files) ?? false,
    },
    onUpdate: ({ editor: now }) => calls.current?.onUpdate(now),
    onTransaction: ({ editor: now }) => calls.current?.onTransaction(now),
    onBlur: () => calls.current?.onBlur(),
  });
  return { kind: name, editor, calls, used: false };
}

/** One that nobody uses; it is taken when it comes on the screen: what is drawn and thrown away takes none. */
function free(kind: EditorKind): Kept {
  const found = known.find((one) => !one.used && one.kind === kind.name);
  if (found) return found;
  const made = make(kind);
  known.push(made);
  const idle = known.filter((one) => !one.used && one !== made);
  if (idle.length >= MOST) forget(idle[0]!);
  return made;
}

function forget(kept: Kept): void {
  known.splice(known.indexOf(kept), 1);
  kept.editor.destroy();
}

/** A whole new state: what can be undone, marked or completed belongs to the words that were here before. */
function fill({ editor }: Kept, html: string): void {
  const { schema, plugins } = editor.state;
  editor.view.updateState(EditorState.create({ schema, doc: createDocument(html, schema), plugins: [...plugins] }));
}

function giveBack(kept: Kept): void {
  kept.calls.current = null;
  kept.editor.view.dom.blur();
  kept.editor.view.dom.remove();
  fill(kept, '');
  kept.used = false;
}

/** `html`: the words to begin with. The place is the element in which the editor stands. */
export function useKeptEditor(kind: EditorKind, html: string, focus: boolean, calls: EditorCalls) {
  const [kept, choose] = useState(() => free(kind));
  const mine = useRef(false);
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: kind, words and focus only as it begins
  useLayoutEffect(() => {
    if (kept.used || kept.editor.isDestroyed) {
      choose(free(kind));
      return;
    }
    kept.used = mine.current = true;
    fill(kept, html);
    place.current?.append(kept.editor.view.dom);
    if (focus) {
      kept.editor.commands.focus('end');
      kept.editor.view.focus();
    }
    return () => {
      mine.current = false;
      giveBack(kept);
    };
  }, [kept]);
  useLayoutEffect(() => {
    if (mine.current) kept.calls.current = calls;
  });
  return { editor: kept.editor, mine, place };
}
