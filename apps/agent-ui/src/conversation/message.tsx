// One message: a bubble in chats, a card in mail, paper with an amber edge for a note among ourselves.
import { UnstyledButton } from '@mantine/core';
import type { MessageItem } from '@otklik/contract';
import { IconDots, IconLock, IconRobot, IconTrash } from '@tabler/icons-react';
import { memo, type ReactNode, useState } from 'react';
import { isMail } from '../shell/channel-mark.js';
import { Face } from '../shell/faces.js';
import { Hint } from '../shell/hints.js';
import type { Names } from '../shell/people-names.js';
import { clockTime, fullTime } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { Edited, Reactions } from './afterwards.js';
import after from './afterwards.module.css';
import { Files, isPicture } from './files.js';
import styles from './lines.module.css';
import { MailFrame } from './mail-frame.js';
import { MailedToo } from './mailed-too.js';
import { MessageMenu } from './message-menu.js';
import { MessageState } from './message-state.js';
import { PlainText, RichText } from './rich-text.js';
import { Forged, Proven } from './sender-proof.js';
import { SurveyCard } from './survey-card.js';
import { isRemarkable, whyWords } from './why-words.js';

interface Props {
  item: MessageItem;
  joined: boolean;
  channel: string;
  ticketId: string;
  /** A closed ticket is locked: nothing can be split out of it. */
  closed: boolean;
  customer: string;
  /** The customer's own address on this channel. */
  address: string;
  names: Names;
}

export const Message = memo(function Message(props: Props) {
  const { item, channel } = props;
  if (item.card) return <SurveyCard card={item.card} item={item} ticketId={props.ticketId} />;
  if (item.kind === 'note') return <Note {...props} />;
  return isMail(channel) ? <MailCard {...props} /> : <Bubble {...props} />;
});

function useAuthor({ item, names, customer, address }: Props): string {
  const { say } = useWords();
  if (item.kind === 'customer') {
    const { from, fromName } = item.mail ?? {};
    // Somebody in copy may write too: theirs is not the customer's name.
    return from && from.toLowerCase() !== address.toLowerCase() ? fromName || from : customer;
  }
  return !item.agentId ? say('actor.bot') : names.agent(item.agentId);
}

function Time({ item }: { item: MessageItem }) {
  const { locale } = useWords();
  return (
    <Hint label={fullTime(item.at, locale)}>
      <time className={styles.time} dateTime={item.at}>
        {clockTime(item.at, locale)}
      </time>
    </Hint>
  );
}

/** Said without being asked where an agent would wonder: a stranger's answer, a changed subject, a split. */
function Remark({ item }: { item: MessageItem }) {
  const { say } = useWords();
  if (!isRemarkable(item.why)) return null;
  return (
    <p className={after.remark}>
      {say('message.why')}: {whyWords(item.why, say)}
    </p>
  );
}

export function Words({ item, frame }: { item: MessageItem; frame: boolean }) {
  const { say } = useWords();
  if (item.deletedAt) {
    const words = say(item.kind === 'customer' ? 'message.deleted' : 'message.deleted-by-us');
    return (
      <p className={styles.deleted} data-testid="tombstone">
        <IconTrash size={14} stroke={1.75} aria-hidden="true" /> {words}
      </p>
    );
  }
  if (item.html && frame) return <MailFrame html={item.html} files={item.files} />;
  if (item.html) return <RichText html={item.html} files={item.files} />;
  return item.text ? <PlainText text={item.text} /> : null;
}

/** Files that do not already stand inside the words. */
export const looseFiles = (item: MessageItem) => {
  const inside = item.html ?? '';
  return item.files.filter(
    (file) => !(isPicture(file) && (inside.includes(`cid:${file.contentId ?? file.id}`) || inside.includes(file.id))),
  );
};

function Bubble(props: Props) {
  const { item, joined, ticketId } = props;
  const { say } = useWords();
  const ours = item.kind !== 'customer';
  const name = useAuthor(props);
  const menu = !ours && <MessageMenu item={item} ticketId={ticketId} closed={props.closed} />;
  return (
    <article
      id={`m-${item.id}`}
      className={styles.line}
      data-ours={ours || undefined}
      data-joined={joined || undefined}
      data-testid="message"
      data-kind={item.kind}
      data-state={item.state}
      aria-label={name}
    >
      {!joined && (
        <header className={styles.who}>
          {item.kind === 'bot' && <IconRobot size={14} stroke={1.75} aria-hidden="true" />}
          {ours && item.agentId && <Face id={item.agentId} name={name} size={18} hint="" />}
          <span>{name}</span>
        </header>
      )}
      <div className={styles.row}>
        <div className={styles.bubble}>
          {item.template && <p className={after.remark}>{say('message.template', { name: item.template })}</p>}
          <Words item={item} frame={false} />
          <Files files={looseFiles(item)} />
          <Quoted text={item.quoted} />
          <div className={styles.foot}>
            <Edited item={item} />
            <Time item={item} />
          </div>
        </div>
        {menu}
      </div>
      <Reactions item={item} customer={props.customer} />
      <Remark item={item} />
      {ours && <MessageState item={item} ticketId={ticketId} />}
      <MailedToo item={item} />
    </article>
  );
}

function MailCard(props: Props) {
  const { item, ticketId } = props;
  const { say } = useWords();
  const [more, setMore] = useState(false);
  const ours = item.kind !== 'customer';
  const name = useAuthor(props);
  const { mail } = item;
  const to = [...(mail?.to ?? [])];
  return (
    <article
      id={`m-${item.id}`}
      className={styles.mail}
      data-ours={ours || undefined}
      data-testid="message"
      data-kind={item.kind}
      data-state={item.state}
      aria-label={name}
    >
      <header>
        <Face id={(ours ? item.agentId : item.contactId) ?? name} name={name} size={30} hint="" />
        <div className={styles.parties}>
          <strong>
            {name} {!ours && <Proven mail={mail} />}
          </strong>
          {mail && to.length + mail.cc.length > 0 && (
            <UnstyledButton onClick={() => setMore(!more)} aria-expanded={more} className={styles.to}>
              {say('mail.to', { names: [...to, ...mail.cc].join(', ') })}
            </UnstyledButton>
          )}
        </div>
        <Time item={item} />
        <MessageMenu item={item} ticketId={ticketId} closed={props.closed} />
      </header>
      {!ours && <Forged mail={mail} />}
      {more && mail && (
        <dl className={styles.headers}>
          <dt>{say('mail.from-label')}</dt>
          <dd>{mail.from}</dd>
          <dt>{say('mail.to-label')}</dt>
          <dd>{to.join(', ') || '—'}</dd>
          {mail.cc.length > 0 && (
            <>
              <dt>{say('mail.cc-label')}</dt>
              <dd>{mail.cc.join(', ')}</dd>
            </>
          )}
          <dt>{say('mail.subject-label')}</dt>
          <dd>{mail.subject}</dd>
          {item.why && (
            <>
              <dt>{say('message.why')}</dt>
              <dd>{whyWords(item.why, say)}</dd>
            </>
          )}
        </dl>
      )}
      <div className={styles.body}>
        <Remark item={item} />
        <Words item={item} frame={!ours} />
        <Files files={looseFiles(item)} />
        <Quoted text={item.quoted} />
        <Edited item={item} />
      </div>
      {ours && (
        <footer>
          <MessageState item={item} ticketId={ticketId} />
        </footer>
      )}
    </article>
  );
}

function Note(props: Props) {
  const { item } = props;
  const { say } = useWords();
  const name = useAuthor(props);
  return (
    <article
      id={`m-${item.id}`}
      className={styles.note}
      data-testid="message"
      data-kind="note"
      aria-label={say('note.by', { name })}
    >
      <header className={styles.who}>
        <IconLock size={14} stroke={1.75} aria-hidden="true" />
        <strong>{name}</strong>
        <span>{say('note.only-us')}</span>
        <Time item={item} />
      </header>
      {item.html ? <RichText html={item.html} files={item.files} /> : <PlainText text={item.text} />}
      <Files files={looseFiles(item)} />
    </article>
  );
}

export function Quoted({ text }: { text: string | null }): ReactNode {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  if (!text?.trim()) return null;
  return (
    <div>
      <button
        type="button"
        className={styles.dots}
        aria-expanded={open}
        aria-label={say('mail.quote')}
        title={say('mail.quote')}
        onClick={() => setOpen(!open)}
      >
        <IconDots size={16} aria-hidden="true" />
      </button>
      {open && <div className={styles.quoted}>{text}</div>}
    </div>
  );
}
