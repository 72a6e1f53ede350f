// The files of a draft: those that are there, those on their way, and the button that picks more.
import { ActionIcon, CloseButton, Progress } from '@mantine/core';
import type { FileItem } from '@otklik/contract';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { FileIcon } from '../conversation/files.js';
import { Hint } from '../shell/hints.js';
import { fileSize } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './composer.module.css';
import type { Upload } from './use-uploads.js';

export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { say } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Hint label={say('composer.attach')}>
        <ActionIcon
          size="md"
          className={styles.mark}
          aria-label={say('composer.attach')}
          onClick={() => input.current?.click()}
        >
          <IconPaperclip size={17} stroke={1.75} />
        </ActionIcon>
      </Hint>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="attach"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}

export function Attached({
  files,
  uploads,
  onRemove,
}: {
  files: FileItem[];
  uploads: Upload[];
  onRemove: (id: string) => void;
}) {
  const { say, locale } = useWords();
  if (files.length === 0 && uploads.length === 0) return null;
  return (
    <ul className={styles.attached} aria-label={say('composer.attached')}>
      {files.map((file) => (
        <li key={file.id}>
          <FileIcon type={file.contentType} />
          <span>{file.name}</span>
          <small>{fileSize(file.size, locale)}</small>
          <CloseButton
            size="xs"
            aria-label={say('file.remove', { name: file.name })}
            onClick={() => onRemove(file.id)}
          />
        </li>
      ))}
      {uploads.map((each) => (
        <li key={each.id}>
          <span>{each.name}</span>
          <Progress value={each.share * 100} w={64} size="sm" aria-label={say('file.uploading', { name: each.name })} />
          <CloseButton size="xs" aria-label={say('file.remove', { name: each.name })} onClick={each.cancel} />
        </li>
      ))}
    </ul>
  );
}
