// Who it is: face, name, language and the hour where they are; a click leads to their whole card.
import { IconClock, IconLanguage } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ContactCard } from '../api/shapes.js';
import { Face } from '../shell/faces.js';
import { Hint } from '../shell/hints.js';
import { contactName } from '../tickets/ticket-row.js';
import { clockTime, useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';

export function usePersonName(): (card: ContactCard) => string {
  const { say } = useWords();
  return (card) => {
    const address = card.identities.find((one) => one.kind !== 'external')?.address ?? card.identities[0]?.address;
    return card.name || (address ? contactName({ name: null, address }) : say('customer.unknown'));
  };
}

export function PersonHead({ card, page, menu }: { card: ContactCard; page: boolean; menu: ReactNode }) {
  const name = usePersonName()(card);
  const Title = page ? 'h1' : 'h2';
  return (
    <div className={styles.person} data-page={page || undefined}>
      <Face id={card.id} name={name} size={page ? 52 : 40} hint="" />
      <div>
        <Title data-testid="person-name">
          {page ? (
            name
          ) : (
            <Link to="/people/$contactId" params={{ contactId: card.id }}>
              {name}
            </Link>
          )}
        </Title>
        <Local card={card} />
      </div>
      {menu}
    </div>
  );
}

function Local({ card }: { card: ContactCard }) {
  const { say, locale } = useWords();
  useNow();
  const language = card.locale
    ? (new Intl.DisplayNames(locale, { type: 'language' }).of(card.locale.slice(0, 2)) ?? card.locale)
    : null;
  const zone = card.timeZone ?? card.timeZoneGuess;
  const there = zone ? hourThere(zone, locale) : null;
  if (!language && !there) return null;
  return (
    <p className={styles.local}>
      {language && (
        <span>
          <IconLanguage size={14} stroke={1.75} aria-hidden="true" /> {language}
        </span>
      )}
      {there && (
        <Hint label={card.timeZone ? zone : say('customer.zone-guessed', { zone: zone ?? '' })}>
          <span>
            <IconClock size={14} stroke={1.75} aria-hidden="true" /> {card.timeZone ? '' : '≈ '}
            {say('customer.local-time', { time: there })}
          </span>
        </Hint>
      )}
    </p>
  );
}

function hourThere(timeZone: string, locale: string): string | null {
  try {
    const there = new Date(new Date().toLocaleString('en-US', { timeZone }));
    return clockTime(there, locale);
  } catch {
    return null;
  }
}
