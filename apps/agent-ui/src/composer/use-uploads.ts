// Files on their way into a draft: each with its progress, each can be taken back.
import type { FileItem } from '@otklik/contract';
import { useRef, useState } from 'react';
import { upload } from '../api/request.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { say } from '../words/words.js';

const LARGEST = 25_000_000;

export interface Upload {
  id: string;
  name: string;
  share: number;
  cancel: () => void;
}

/** `arrived` is called with each stored file. */
export function useUploads(arrived: (file: FileItem, picture: boolean) => void): {
  uploads: Upload[];
  add: (files: File[]) => void;
} {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const done = useRef(arrived);
  done.current = arrived;
  const add = (files: File[]) => {
    for (const file of files) {
      if (file.size > LARGEST) {
        tell(say('file.too-large', { name: file.name }), true);
        continue;
      }
      const id = crypto.randomUUID();
      const stop = new AbortController();
      setUploads((now) => [...now, { id, name: file.name, share: 0, cancel: () => stop.abort() }]);
      upload<FileItem>(
        '/api/v1/files',
        file,
        (share) => setUploads((now) => now.map((each) => (each.id === id ? { ...each, share } : each))),
        stop.signal,
      )
        .then((stored) => done.current(stored, file.type.startsWith('image/')))
        .catch((error: unknown) => {
          if (!(error instanceof DOMException)) tellRefusal(error);
        })
        .finally(() => setUploads((now) => now.filter((each) => each.id !== id)));
    }
  };
  return { uploads, add };
}
