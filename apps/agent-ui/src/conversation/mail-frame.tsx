// A customer's HTML mail inside a frame that can run nothing: no scripts, no forms, no requests to strangers until asked.

import { Button } from '@mantine/core';
import type { FileItem } from '@otklik/contract';
import { IconPhoto } from '@tabler/icons-react';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../words/words.js';
import styles from './lines.module.css';
import { imageSource } from './rich-text.js';

/** Replaces cid: images by files of this desk and sets strangers' images aside. Works on an inert document. */
function prepare(html: string, files: FileItem[], remote: boolean): { body: string; blocked: boolean } {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  let blocked = false;
  for (const node of parsed.querySelectorAll('script, iframe, object, embed, form, meta, link, base')) node.remove();
  for (const image of parsed.querySelectorAll('img')) {
    const source = image.getAttribute('src') ?? image.getAttribute('data-remote-src') ?? '';
    image.removeAttribute('srcset');
    const own = imageSource(source, files);
    if (own) image.setAttribute('src', own);
    else if (/^https?:/i.test(source)) {
      if (remote) image.setAttribute('src', source.replace(/^http:/i, 'https:'));
      else {
        blocked = true;
        image.removeAttribute('src');
      }
    } else if (!source.startsWith('data:image/')) image.removeAttribute('src');
  }
  if (!remote && /url\(\s*['"]?https?:/i.test(html)) blocked = true;
  return { body: parsed.body.innerHTML, blocked };
}

const STYLE = `html{color-scheme:light}body{margin:0;padding:1px 0;font:14px/1.5 'Inter Variable',system-ui,sans-serif;color:#16191d;background:#fff;overflow-wrap:anywhere}
img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}blockquote{margin:8px 0;padding-left:12px;border-left:3px solid #d6dade;color:#4b525b}a{color:#0c625b}p:first-child{margin-top:0}p:last-child{margin-bottom:0}`;

export const MailFrame = memo(function MailFrame({ html, files }: { html: string; files: FileItem[] }) {
  const { say } = useWords();
  const [remote, setRemote] = useState(false);
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(40);
  const { body, blocked } = useMemo(() => prepare(html, files, remote), [html, files, remote]);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:${remote ? ' https:' : ''}; font-src 'none'`;
  const source = `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><base target="_blank"><style>${STYLE}</style></head><body>${body}</body></html>`;

  // Nothing inside can run (no allow-scripts), so letting this page look in only serves to measure its height.
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let watching: ResizeObserver | null = null;
    const measure = () => {
      const inside = element.contentDocument?.body;
      if (!inside) return;
      setHeight(Math.min(Math.ceil(inside.getBoundingClientRect().height) + 2, 20_000));
      watching?.disconnect();
      watching = new ResizeObserver(() =>
        setHeight(Math.min(Math.ceil(inside.getBoundingClientRect().height) + 2, 20_000)),
      );
      watching.observe(inside);
    };
    element.addEventListener('load', measure);
    return () => {
      watching?.disconnect();
      element.removeEventListener('load', measure);
    };
  }, []);

  return (
    <div>
      {blocked && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPhoto size={14} />}
          onClick={() => setRemote(true)}
          mb={8}
        >
          {say('mail.show-images')}
        </Button>
      )}
      <iframe
        ref={frame}
        className={styles.frame}
        title={say('mail.frame')}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={source}
        style={{ height }}
      />
    </div>
  );
});
