// What can be done with somebody's card: correct it, merge it, block them, ask them no more.
import { ActionIcon, Menu } from '@mantine/core';
import { IconBan, IconBell, IconBellOff, IconDots, IconEdit, IconUsers } from '@tabler/icons-react';
import type { ContactCard } from '../api/shapes.js';
import { LightMenu } from '../shell/light-menu.js';
import { tell } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { changePerson, quietly } from './change-person.js';
import styles from './customer-card.module.css';

export function CardMenu({ card, onMerge, onEdit }: { card: ContactCard; onMerge: () => void; onEdit: () => void }) {
  const { say } = useWords();
  const now = new Date().toISOString();
  const block = async (blocked: boolean) => {
    await changePerson(card, { blocked }, { blockedAt: blocked ? now : null });
    const undo = { words: say('undo'), run: () => quietly(block(!blocked)) };
    tell(say(blocked ? 'customer.was-blocked' : 'customer.was-unblocked'), false, undo);
  };
  const ask = (surveyOptOut: boolean) =>
    changePerson(card, { surveyOptOut }, { surveyOptOutAt: surveyOptOut ? now : null });
  return (
    <LightMenu
      position="bottom-end"
      width={290}
      withInitialFocusPlaceholder={false}
      label={say('customer.more')}
      around={styles.more}
      button={
        <ActionIcon aria-label={say('customer.more')}>
          <IconDots size={18} stroke={1.75} />
        </ActionIcon>
      }
    >
      <Menu.Item leftSection={<IconEdit size={16} stroke={1.75} />} onClick={onEdit}>
        {say('customer.edit')}
      </Menu.Item>
      <Menu.Item leftSection={<IconUsers size={16} stroke={1.75} />} onClick={onMerge}>
        {say('customer.merge')}
      </Menu.Item>
      <Menu.Item
        leftSection={
          card.surveyOptOutAt ? <IconBell size={16} stroke={1.75} /> : <IconBellOff size={16} stroke={1.75} />
        }
        onClick={() => quietly(ask(card.surveyOptOutAt === null))}
      >
        {say(card.surveyOptOutAt ? 'customer.opt-in' : 'customer.opt-out')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconBan size={16} stroke={1.75} />}
        onClick={() => quietly(block(card.blockedAt === null))}
      >
        {say(card.blockedAt ? 'customer.unblock' : 'customer.block')}
        {!card.blockedAt && <small className={styles.explain}>{say('customer.block-hint')}</small>}
      </Menu.Item>
    </LightMenu>
  );
}
