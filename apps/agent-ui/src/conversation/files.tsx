// The files of a message: pictures as previews that open large, the rest as a line to download.
import type { FileItem } from '@otklik/contract';
import { IconDownload, IconFile, IconFileText, IconMusic, IconPhoto, IconVideo } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { fileSize } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './files.module.css';

const Lightbox = lazy(() => import('./lightbox.js').then((m) => ({ default: m.Lightbox })));

export const isPicture = (file: FileItem) => /^image\/(png|jpe?g|gif|webp|avif)$/.test(file.contentType);

export function FileIcon({ type }: { type: string }) {
  const Icon = type.startsWith('image/')
    ? IconPhoto
    : type.startsWith('audio/')
      ? IconMusic
      : type.startsWith('video/')
        ? IconVideo
        : /text|pdf|word/.test(type)
          ? IconFileText
          : IconFile;
  return <Icon size={18} stroke={1.5} aria-hidden="true" />;
}

export function Files({ files }: { files: FileItem[] }) {
  const { say, locale } = useWords();
  const [large, setLarge] = useState<FileItem | null>(null);
  if (files.length === 0) return null;
  const pictures = files.filter(isPicture);
  return (
    <div className={styles.files}>
      <div
        className={pictures.length > 1 ? styles.album : styles.pictures}
        data-count={Math.min(pictures.length, 5)}
        data-testid={pictures.length > 1 ? 'album' : undefined}
        hidden={pictures.length === 0}
      >
        {pictures.map((file) => (
          <button
            type="button"
            key={file.id}
            className={styles.picture}
            onClick={() => setLarge(file)}
            aria-label={say('file.enlarge', { name: file.name })}
          >
            <img src={file.url} alt={file.name} loading="lazy" />
          </button>
        ))}
      </div>
      {files
        .filter((file) => !isPicture(file))
        .map((file) =>
          file.contentType.startsWith('audio/') ? (
            // biome-ignore lint/a11y/useMediaCaption: a customer's voice message has none
            <audio
              key={file.id}
              controls
              preload="none"
              src={file.url}
              aria-label={file.name}
              className={styles.audio}
            />
          ) : (
            <a key={file.id} className={styles.file} href={file.url} download={file.name}>
              <FileIcon type={file.contentType} />
              <span className={styles.name}>{file.name}</span>
              <small>{fileSize(file.size, locale)}</small>
              <IconDownload size={16} stroke={1.5} aria-hidden="true" />
            </a>
          ),
        )}
      <Suspense>{large && <Lightbox files={pictures} first={large} onClose={() => setLarge(null)} />}</Suspense>
    </div>
  );
}
