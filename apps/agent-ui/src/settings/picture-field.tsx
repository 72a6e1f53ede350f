// A face or a logo: chosen, made small in the browser, shown at once, taken away again.
import { Button, Group, Input } from '@mantine/core';
import type { FileItem } from '@otklik/contract';
import { type ReactNode, useRef, useState } from 'react';
import { upload } from '../api/request.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { useWords } from '../words/words.js';

interface Props {
  label: string;
  hint?: string | undefined;
  /** What is shown now: the picture, or what stands for it. */
  shown: ReactNode;
  has: boolean;
  /** Where it goes to. */
  path: string;
  onStored: (file: FileItem) => void;
  onClear: () => void;
}

const SIDE = 256;

export function PictureField({ label, hint, shown, has, path, onStored, onClear }: Props) {
  const { say } = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    try {
      const small = await squareOf(file);
      if (small) onStored(await upload<FileItem>(path, small, () => {}, new AbortController().signal));
      else tell(say('picture.unreadable'), true);
    } catch (error) {
      tellRefusal(error);
    }
    setBusy(false);
  };
  return (
    <Input.Wrapper label={label} description={hint}>
      <Group gap="sm" mt={6}>
        {shown}
        <input
          ref={picker}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          hidden
          aria-label={label}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button variant="default" size="compact-md" loading={busy} onClick={() => picker.current?.click()}>
          {say('picture.choose')}
        </Button>
        {has && (
          <Button variant="subtle" size="compact-md" onClick={onClear}>
            {say('picture.clear')}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  );
}

/** Its middle, square and small, without what a camera writes into a photo; null: no picture that this browser can read. */
async function squareOf(file: File): Promise<File | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const side = Math.min(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.min(SIDE, side);
  const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2];
  canvas.getContext('2d')?.drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob && new File([blob], 'picture.png', { type: 'image/png' });
}
