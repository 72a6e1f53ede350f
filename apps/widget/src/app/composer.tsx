// Path A, the very first step: where the visitor writes.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../choose-locale.js';
import type { Talk } from '../talk/talk.js';
import type { Words } from '../words/words.js';
import { Attachments, useAttachments } from './attachments.js';
import { EmojiPicker } from './emoji-picker.js';
import { ClipIcon, SendIcon, SmileIcon } from './icons.js';

const LONGEST = 10_000;

export function Composer({
  talk,
  words,
  maxFileBytes,
}: {
  talk: Talk;
  words: Words;
  locale: Locale;
  maxFileBytes: number;
}) {
  const [text, setText] = useState(talk.draft);
  const [picking, setPicking] = useState(false);
  const [dragged, setDragged] = useState(false);
  const [sending, setSending] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const files = useAttachments(talk, words, maxFileBytes);
  const empty = !text.trim() && files.items.length === 0;

  // The height follows the text.
  useEffect(() => {
    const element = area.current!;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setDragged(true);
    };
    const out = (event: DragEvent) => !event.relatedTarget && setDragged(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setDragged(false);
      files.add(event.dataTransfer?.files);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', out);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', out);
      document.removeEventListener('drop', drop);
    };
  }, [files.add]);

  const write = (value: string) => {
    setText(value);
    talk.keepDraft(value);
    if (value) talk.typing();
  };
  const send = async () => {
    if (empty || sending) return;
    setSending(true);
    const uploaded = await files.finish();
    setSending(false);
    if (!uploaded) return; // what could not go up says so itself; nothing typed is lost
    talk.send((area.current?.value ?? text).trim(), uploaded);
    setText('');
    files.clear();
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  };
  const insert = (emoji: string) => {
    const element = area.current!;
    element.setRangeText(emoji, element.selectionStart, element.selectionEnd, 'end');
    write(element.value);
    setPicking(false);
    element.focus();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {dragged && <div class="drop">{words.dropHere}</div>}
      {picking && (
        <EmojiPicker
          label={words.emoji}
          choose={insert}
          close={() => {
            setPicking(false);
            area.current?.focus();
          }}
        />
      )}
      <Attachments files={files} words={words} />
      <textarea
        ref={area}
        rows={1}
        value={text}
        maxLength={LONGEST}
        placeholder={words.write}
        aria-label={words.message}
        enterkeyhint="send"
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if (!event.clipboardData?.files.length) return;
          event.preventDefault();
          files.add(event.clipboardData.files);
        }}
      />
      <div class="tools">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            files.add(event.currentTarget.files);
            event.currentTarget.value = '';
            area.current?.focus();
          }}
        />
        <button
          type="button"
          class="icon"
          aria-label={words.attach}
          title={words.attach}
          onClick={() => picker.current?.click()}
        >
          <ClipIcon />
        </button>
        <button
          type="button"
          class="icon"
          aria-label={words.emoji}
          title={words.emoji}
          aria-expanded={picking}
          onClick={() => setPicking(!picking)}
        >
          <SmileIcon />
        </button>
        <button type="submit" class="icon send" aria-label={words.send} title={words.send} disabled={empty || sending}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}
