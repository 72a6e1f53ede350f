// A QR code drawn here, from an address that goes to nobody for it: to look at, to keep as SVG or PNG, to print.
import { Button, Group } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { encodeQR } from 'qr';
import { useMemo } from 'react';
import { useWords } from '../../words/words.js';
import styles from './surveys.module.css';

/** Pixels of the picture that is kept: sharp on a poster. */
const PNG_SIZE = 1200;

export function QrCode({ url, name }: { url: string; name: string }) {
  const { say } = useWords();
  // Its edge is part of it: without four light squares around, telephones do not find it.
  const svg = useMemo(() => encodeQR(url, 'svg', { ecc: 'medium', border: 4 }), [url]);
  const picture = useMemo(() => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`, [svg]);
  const file = name.replace(/[^\p{L}\p{N}-]+/gu, '-') || 'qr';
  const keepPng = async () => {
    const image = new Image(PNG_SIZE, PNG_SIZE);
    image.src = picture;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = PNG_SIZE;
    canvas.height = PNG_SIZE;
    const paper = canvas.getContext('2d')!;
    paper.fillStyle = '#fff';
    paper.fillRect(0, 0, PNG_SIZE, PNG_SIZE);
    paper.imageSmoothingEnabled = false;
    paper.drawImage(image, 0, 0, PNG_SIZE, PNG_SIZE);
    const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/png'));
    if (blob) keep(blob, `${file}.png`);
  };
  return (
    <div className={styles.qr} data-testid="qr">
      <img src={picture} alt={say('links.qr', { name })} width={220} height={220} />
      <Group gap={8}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} stroke={1.75} />}
          onClick={() => keep(new Blob([svg], { type: 'image/svg+xml' }), `${file}.svg`)}
        >
          SVG
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} stroke={1.75} />}
          onClick={() => void keepPng()}
        >
          PNG
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={14} stroke={1.75} />}
          onClick={() => printAlone(picture, name, url)}
        >
          {say('links.print')}
        </Button>
      </Group>
    </div>
  );
}

function keep(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** A sheet with nothing else on it, in a frame nobody sees. */
function printAlone(picture: string, name: string, url: string): void {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;visibility:hidden';
  document.body.append(frame);
  const paper = frame.contentDocument!;
  const line = (words: string, size: string) => {
    const text = paper.createElement('p');
    text.textContent = words;
    text.style.cssText = `font:${size} sans-serif;margin:1rem;overflow-wrap:anywhere`;
    return text;
  };
  const image = paper.createElement('img');
  image.src = picture;
  image.style.cssText = 'width:12cm;height:12cm';
  paper.body.style.textAlign = 'center';
  paper.body.append(line(name, '600 20pt'), image, line(url, '11pt'));
  void image.decode().then(() => {
    frame.contentWindow?.addEventListener('afterprint', () => frame.remove());
    frame.contentWindow?.print();
  });
}
