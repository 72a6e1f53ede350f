// The words of a conversation beside a ticket: small bubbles, theirs and ours, each with what became of it.

import { Tooltip } from '@mantine/core';
import type { MessageItem } from '@otklik/contract';
import { Files } from '../conversation/files.js';
import { looseFiles, Quoted, Words } from '../conversation/message.js';
import { MessageState } from '../conversation/message-state.js';
import { Forged } from '../conversation/sender-proof.js';
import { Face } from '../shell/faces.js';
import { useNames } from '../shell/people-names.js';
import { clockTime, dayOf, fullTime, shortDay } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './side.module.css';

export function SideWords({ item, sideId, them }: { item: MessageItem; sideId: string; them: string }) {
  const { say, locale } = useWords();
  const names = useNames();
  const ours = item.kind !== 'customer';
  const { mail } = item;
  const name = !ours
    ? mail?.fromName || mail?.from || them
    : item.agentId
      ? names.agent(item.agentId)
      : say('actor.system');
  const today = dayOf(item.at) === dayOf(new Date());
  const also = [...(mail?.to ?? []), ...(mail?.cc ?? [])];
  return (
    <article
      id={`m-${item.id}`}
      className={styles.words}
      data-ours={ours || undefined}
      data-testid="side-message"
      data-state={item.state}
      aria-label={name}
    >
      <header>
        <Face id={(ours ? item.agentId : item.contactId) ?? name} name={name} size={20} hint="" />
        <strong dir="auto">{name}</strong>
        <Tooltip label={fullTime(item.at, locale)}>
          <time dateTime={item.at}>
            {today ? clockTime(item.at, locale) : `${shortDay(item.at, locale)} ${clockTime(item.at, locale)}`}
          </time>
        </Tooltip>
      </header>
      {ours && also.length > 1 && <p className={styles.to}>{say('mail.to', { names: also.join(', ') })}</p>}
      {!ours && <Forged mail={mail} />}
      <div className={styles.said} dir="auto">
        <Words item={item} frame={!ours} />
      </div>
      <Files files={looseFiles(item)} />
      <Quoted text={item.quoted} />
      {ours && item.kind !== 'note' && <MessageState item={item} ticketId={sideId} />}
    </article>
  );
}
