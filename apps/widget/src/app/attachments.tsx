// Path A: the files that go with a message: picked, pasted or dropped, on their way up, or refused with the reason.
import type { FileItem } from '@otklik/contract';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Talk } from '../talk/talk.js';
import type { Words } from '../words/words.js';
import { CloseIcon, FileIcon } from './icons.js';
import { sizeOf } from './line.js';

interface Attachment {
  id: number;
  file: File;
  /** A local address of a picture, to show it before it is up. */
  preview: string | null;
  share: number;
  state: 'waiting' | 'uploading' | 'ready' | 'failed';
  item: FileItem | null;
  done: Promise<FileItem | null> | null;
  stop: AbortController;
}

const MOST = 10;
let count = 0;

export function useAttachments(talk: Talk, words: Words, maxFileBytes: number) {
  const [items, setItems] = useState<Attachment[]>([]);
  const [complaint, setComplaint] = useState<string | null>(null);
  const now = useRef(items);
  now.current = items;

  const change = useCallback((id: number, with_: Partial<Attachment>) => {
    setItems((all) => all.map((one) => (one.id === id ? { ...one, ...with_ } : one)));
  }, []);
  const upload = useCallback(
    (one: Attachment): Promise<FileItem | null> => {
      const done = talk
        .upload(one.file, (share) => change(one.id, { share }), one.stop.signal)
        .then((item) => {
          change(one.id, item ? { state: 'ready', item } : { state: 'failed', done: null });
          return item;
        });
      change(one.id, { state: 'uploading', share: 0, done });
      return done;
    },
    [talk, change],
  );
  const add = useCallback(
    (list: FileList | null | undefined) => {
      const picked = [...(list ?? [])];
      const tooLarge = picked.find((file) => file.size > maxFileBytes);
      setComplaint(tooLarge ? words.tooLarge(tooLarge.name, sizeOf(maxFileBytes, words)) : null);
      const room = MOST - now.current.length;
      const taken = picked
        .filter((file) => file.size <= maxFileBytes)
        .slice(0, room)
        .map(toAttachment);
      setItems((all) => [...all, ...taken]);
      // A visitor who has not written yet is not known to the desk: their files wait for the send button.
      if (talk.known) taken.forEach(upload);
    },
    [talk, words, maxFileBytes, upload],
  );
  const remove = (id: number) => {
    now.current.find((one) => one.id === id)?.stop.abort();
    setItems((all) => all.filter((one) => one.id !== id));
    setComplaint(null);
  };
  /** Waits until everything is up; null if something could not be. */
  const finish = async (): Promise<FileItem[] | null> => {
    setComplaint(null);
    const done = await Promise.all(now.current.map((one) => one.item ?? one.done ?? upload(one)));
    const failed = now.current.find((_, i) => !done[i]);
    if (failed) setComplaint(words.uploadFailed(failed.file.name));
    return failed ? null : (done as FileItem[]);
  };
  const clear = () => setItems([]);
  return { items, complaint, add, remove, finish, clear };
}

function toAttachment(file: File): Attachment {
  const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null;
  return {
    id: ++count,
    file,
    preview,
    share: 0,
    state: 'waiting',
    item: null,
    done: null,
    stop: new AbortController(),
  };
}

export function Attachments({ files, words }: { files: ReturnType<typeof useAttachments>; words: Words }) {
  return (
    <>
      {files.complaint && (
        <p class="complaint" role="alert">
          {files.complaint}
        </p>
      )}
      {files.items.length > 0 && (
        <ul class="attachments">
          {files.items.map((one) => (
            <AttachmentView key={one.id} one={one} words={words} remove={() => files.remove(one.id)} />
          ))}
        </ul>
      )}
    </>
  );
}

function AttachmentView({ one, words, remove }: { one: Attachment; words: Words; remove: () => void }) {
  useEffect(() => () => void (one.preview && URL.revokeObjectURL(one.preview)), [one.preview]);
  const percent = Math.round(one.share * 100);
  return (
    <li class={one.state}>
      {one.preview ? <img src={one.preview} alt="" /> : <FileIcon />}
      <span class="name">{one.file.name}</span>
      <span class="size">{one.state === 'uploading' ? `${percent} %` : sizeOf(one.file.size, words)}</span>
      {one.state === 'uploading' && <progress max={100} value={percent} aria-label={words.uploading(percent)} />}
      <button type="button" class="icon" onClick={remove} aria-label={words.remove(one.file.name)}>
        <CloseIcon />
      </button>
    </li>
  );
}
