// Where somebody can be reached: each address with its mark, to copy, to add, and to take off when it is somebody else's.
import { ActionIcon, CopyButton, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { queryClient } from '../api/queries.js';
import { request } from '../api/request.js';
import type { ContactCard, Identity } from '../api/shapes.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { Hint } from '../shell/hints.js';
import { LightMenu } from '../shell/light-menu.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';
import { MergedFrom } from './same-person.js';

const AddAddress = lazy(() => import('./add-address.js').then((m) => ({ default: m.AddAddress })));

export function Addresses({ card }: { card: ContactCard }) {
  const { say } = useWords();
  const [adding, setAdding] = useState(false);
  const remove = async (identity: Identity) => {
    try {
      const path = `/api/v1/contacts/${card.id}/identities/${identity.id}`;
      const { contactId } = await request<{ contactId: string | null }>('DELETE', path);
      tell(say(contactId ? 'customer.address-parted' : 'customer.address-removed'));
      await Promise.all(
        ['contact', 'ticket', 'tickets', 'people'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
      );
    } catch (error) {
      tellRefusal(error);
    }
  };
  return (
    <section>
      <h3>
        {say('customer.channels')}
        <Hint label={say('customer.add-address')}>
          <ActionIcon size="sm" aria-label={say('customer.add-address')} onClick={() => setAdding(true)}>
            <IconPlus size={15} stroke={1.75} />
          </ActionIcon>
        </Hint>
      </h3>
      <ul className={styles.plain} data-testid="addresses">
        {card.identities.map((identity) => (
          <Address
            key={identity.id}
            identity={identity}
            onRemove={card.identities.length > 1 ? () => void remove(identity) : null}
          />
        ))}
      </ul>
      <MergedFrom card={card} />
      <Suspense>{adding && <AddAddress card={card} onClose={() => setAdding(false)} />}</Suspense>
    </section>
  );
}

function Address({ identity, onRemove }: { identity: Identity; onRemove: (() => void) | null }) {
  const { say } = useWords();
  const anonymous = identity.kind === 'visitor';
  const shown = identity.username
    ? `@${identity.username}`
    : anonymous
      ? (identity.name ?? say('customer.visitor'))
      : identity.address;
  return (
    <li>
      <ChannelMark kind={identity.kind} size={16} />
      <CopyButton value={identity.username ? `@${identity.username}` : identity.address}>
        {({ copied, copy }) => (
          <Tooltip label={say(copied ? 'copied' : 'copy')}>
            <UnstyledButton className={styles.address} onClick={copy}>
              {shown}
            </UnstyledButton>
          </Tooltip>
        )}
      </CopyButton>
      {identity.phone && !identity.address.endsWith(identity.phone.slice(1)) && (
        <small className={styles.also}>{identity.phone}</small>
      )}
      {anonymous && identity.email && <small className={styles.also}>{identity.email}</small>}
      {identity.unreachableAt && (
        <Hint label={say('customer.unreachable')}>
          <IconAlertTriangle size={15} className={styles.broken} role="img" aria-label={say('customer.unreachable')} />
        </Hint>
      )}
      {onRemove && (
        <LightMenu
          position="bottom-end"
          width={260}
          around={styles.atEnd}
          label={say('customer.address-more', { address: shown })}
          button={
            <ActionIcon
              size="sm"
              className={styles.rowMenu}
              aria-label={say('customer.address-more', { address: shown })}
            >
              <IconDots size={15} stroke={1.75} />
            </ActionIcon>
          }
        >
          <Menu.Item onClick={onRemove}>
            {say('customer.not-theirs')}
            <small className={styles.explain}>{say('customer.not-theirs-hint')}</small>
          </Menu.Item>
        </LightMenu>
      )}
    </li>
  );
}
