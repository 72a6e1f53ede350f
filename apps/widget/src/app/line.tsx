// One line of the conversation: words, rich words, files, a survey, and how far it got.
import type { FileItem, WidgetLine } from '@otklik/contract';
import type { ComponentChildren } from 'preact';
import { createElement } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Locale } from '../choose-locale.js';
import type { PendingLine } from '../talk/pending.js';
import { linkTree, type NodeLike, type RichNode, richTree } from '../talk/rich-text.js';
import type { Talk } from '../talk/talk.js';
import type { Words } from '../words/words.js';
import { ClockIcon, FileIcon, ReadIcon, SentIcon } from './icons.js';
import { SurveyCard } from './survey-card.js';

interface DeskLineProps {
  talk: Talk;
  line: WidgetLine;
  words: Words;
  locale: Locale;
  /** The last of its group: carries the time and the mark. */
  last: boolean;
}

export function DeskLine({ talk, line, words, locale, last }: DeskLineProps) {
  const content = useMemo(() => {
    if (!line.html) return linkTree(line.text);
    const parsed = new DOMParser().parseFromString(line.html, 'text/html').body as unknown as NodeLike;
    return richTree(parsed, (id) => line.files.find((file) => file.id === id || file.contentId === id)?.url);
  }, [line.html, line.text, line.files]);
  if (line.deleted) return <p class="bubble deleted">{words.deleted}</p>;
  if (line.card) return <SurveyCard talk={talk} card={line.card} words={words} />;
  const time = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { hour: '2-digit', minute: '2-digit' });
  return (
    <>
      {(line.text.trim() || line.html) && <div class={`bubble ${line.html ? 'rich' : ''}`}>{drawRich(content)}</div>}
      <Files files={line.files.filter((file) => !isInline(file, line.html))} words={words} />
      {last && (
        <span class="meta">
          <time dateTime={line.at}>{time.format(new Date(line.at))}</time>
          {line.from === 'me' && (
            <span class={`mark ${line.state}`} role="img" aria-label={words[line.state]} title={words[line.state]}>
              {line.state === 'read' ? <ReadIcon /> : <SentIcon />}
            </span>
          )}
        </span>
      )}
    </>
  );
}

export function PendingView({
  talk,
  line,
  words,
  last,
}: {
  talk: Talk;
  line: PendingLine;
  words: Words;
  last: boolean;
}) {
  return (
    <>
      {line.text.trim() && <div class="bubble pending">{drawRich(linkTree(line.text))}</div>}
      <Files files={line.files} words={words} />
      {line.state === 'refused' ? (
        <span class="meta refused" role="alert">
          {words.notSent}
          <button type="button" class="link" onClick={() => talk.sendAgain(line.clientId)}>
            {words.retry}
          </button>
          <button type="button" class="link" onClick={() => talk.discard(line.clientId)}>
            {words.discard}
          </button>
        </span>
      ) : (
        last && (
          <span class="meta">
            <span class="mark" role="img" aria-label={words.sending} title={words.sending}>
              <ClockIcon />
            </span>
          </span>
        )
      )}
    </>
  );
}

function drawRich(nodes: RichNode[]): ComponentChildren {
  return nodes.map((node, i) => {
    if (typeof node === 'string') return node;
    const { tag, href, src, alt, children } = node;
    if (tag === 'a') {
      return (
        <a key={i} href={href} target="_blank" rel="noopener noreferrer nofollow">
          {drawRich(children)}
        </a>
      );
    }
    if (tag === 'img') return <img key={i} src={src} alt={alt} loading="lazy" />;
    return createElement(tag, { key: i }, children.length > 0 ? drawRich(children) : null);
  });
}

function Files({ files, words }: { files: FileItem[]; words: Words }) {
  return (
    <>
      {files.map((file) =>
        /^image\/(png|jpe?g|gif|webp|avif)$/.test(file.contentType) ? (
          <a key={file.id} class="picture" href={file.url} target="_blank" rel="noopener noreferrer">
            <img src={file.url} alt={file.name} loading="lazy" />
          </a>
        ) : (
          <a
            key={file.id}
            class="file"
            href={file.url}
            target="_blank"
            rel="noopener noreferrer"
            download={file.name}
            aria-label={words.file(file.name, sizeOf(file.size, words))}
          >
            <FileIcon />
            <span class="name">{file.name}</span>
            <span class="size">{sizeOf(file.size, words)}</span>
          </a>
        ),
      )}
    </>
  );
}

/** Pictures that stand among the words are not shown once more below them. */
const isInline = (file: FileItem, html: string | null): boolean =>
  html?.includes(`cid:${file.id}`) === true ||
  (file.contentId !== null && html?.includes(`cid:${file.contentId}`) === true);

export function sizeOf(bytes: number, { units }: Words): string {
  if (bytes < 1000) return `${bytes} ${units.b}`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} ${units.kb}`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} ${units.mb}`;
}
