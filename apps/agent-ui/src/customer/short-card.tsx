// A person in one line: a name and the marks of the channels they write from.
import type { ShortCard } from '../api/shapes.js';
import { ChannelMark, useChannelName } from '../shell/channel-mark.js';
import { Face } from '../shell/faces.js';
import { contactName } from '../tickets/ticket-row.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';

/** The name of a card, or the best of its addresses. */
export function useCardName(): (card: ShortCard) => string {
  const { say } = useWords();
  return ({ name, identities }) => {
    const [first] = identities;
    return (
      name || (first ? (first.name ?? contactName({ name: null, address: first.address })) : say('customer.unknown'))
    );
  };
}

export function CardLine({ card }: { card: ShortCard }) {
  const name = useCardName()(card);
  const channelName = useChannelName();
  return (
    <span className={styles.cardLine}>
      <Face id={card.id} name={name} size={30} hint="" />
      <span>
        <strong>{name}</strong>
        {card.identities.map((one) => (
          <small key={`${one.kind} ${one.address}`}>
            <ChannelMark kind={one.kind} size={13} />{' '}
            {one.username ? `@${one.username}` : one.kind === 'visitor' ? channelName('chat') : one.address}
          </small>
        ))}
      </span>
    </span>
  );
}
