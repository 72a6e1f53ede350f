// Pictures of a message, large, one at a time; arrows walk, Escape closes.
import { ActionIcon, Modal } from '@mantine/core';
import type { FileItem } from '@otklik/contract';
import { IconChevronLeft, IconChevronRight, IconDownload, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../words/words.js';
import styles from './lightbox.module.css';

interface Props {
  files: FileItem[];
  first: FileItem;
  onClose: () => void;
}
export function Lightbox({ files, first, onClose }: Props) {
  const { say } = useWords();
  const [at, setAt] = useState(() =>
    Math.max(
      files.findIndex((file) => file.id === first.id),
      0,
    ),
  );
  const file = files[at];
  const step = (by: number) => setAt((at + by + files.length) % files.length);
  if (!file) return null;
  return (
    <Modal.Root opened onClose={onClose} fullScreen>
      <Modal.Content
        aria-label={file.name}
        className={styles.sheet}
        onKeyDown={(event) => {
          if (event.key === 'ArrowLeft') step(-1);
          if (event.key === 'ArrowRight') step(1);
        }}
      >
        <Modal.Body p={0} className={styles.body}>
          <div className={styles.bar}>
            <span>{file.name}</span>
            <ActionIcon
              component="a"
              href={file.url}
              download={file.name}
              variant="transparent"
              c="white"
              aria-label={say('file.download')}
            >
              <IconDownload size={20} stroke={1.5} />
            </ActionIcon>
            <ActionIcon variant="transparent" c="white" aria-label={say('close')} onClick={onClose}>
              <IconX size={20} stroke={1.5} />
            </ActionIcon>
          </div>
          <div className={styles.stage}>
            <img src={file.url} alt={file.name} />
          </div>
          {files.length > 1 && (
            <div className={styles.steps}>
              <ActionIcon variant="transparent" c="white" aria-label={say('file.previous')} onClick={() => step(-1)}>
                <IconChevronLeft />
              </ActionIcon>
              {at + 1} / {files.length}
              <ActionIcon variant="transparent" c="white" aria-label={say('file.next')} onClick={() => step(1)}>
                <IconChevronRight />
              </ActionIcon>
            </div>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
