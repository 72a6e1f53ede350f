// The agent's own menu: who is signed in, language, theme, keys, sign out.
import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { forgetAll } from '../api/last-known.js';
import { meQuery, queryClient } from '../api/queries.js';
import { patch, post } from '../api/request.js';
import type { Locale, Me } from '../api/shapes.js';
import { disconnect } from '../live/desk-socket.js';
import { choosePresence, usePresence } from '../live/presence.js';
import { takeNews } from '../live/take-news.js';
import { leavePush } from '../notify/browser-push.js';
import { LOCALES, speak, useWords } from '../words/words.js';
import { AgentFace, PresenceDot, presenceWords } from './agent-face.js';
import { tellRefusal } from './notices.js';
import { show } from './overlays.js';
import { useMe } from './people-names.js';
import styles from './rail.module.css';

const PRESENCES = ['online', 'away', 'offline'] as const;
const THEMES = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const;

export async function chooseLocale(locale: Locale): Promise<void> {
  await speak(locale);
  try {
    await patch<Me>('/api/v1/me', { locale });
    takeNews<Me>(meQuery.queryKey, (me) => ({ ...me, agent: { ...me.agent, locale } }));
  } catch (error) {
    tellRefusal(error);
  }
}

export function PersonMenu() {
  const { say, locale } = useWords();
  const me = useMe();
  const presence = usePresence(me.agent.id);
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = async () => {
    // Whoever signs out here is called here no more.
    await leavePush();
    await post('/api/v1/sign-out').catch(() => {});
    disconnect();
    forgetAll();
    queryClient.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Menu position="top-start" width={248} alignItemsLabels="none">
      <Menu.Target>
        <UnstyledButton
          className={styles.person}
          aria-label={say('person.menu', { name: me.agent.name, presence: presenceWords(presence, say) })}
        >
          <AgentFace id={me.agent.id} name={me.agent.name} size={26} hint="" />
          <span className={styles.word}>{me.agent.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.agent.email}</Menu.Label>
        <PresenceItems />
        <Menu.Divider />
        {(Object.keys(LOCALES) as Locale[]).map((each) => (
          <Menu.Item
            key={each}
            lang={each}
            rightSection={each === locale && <IconCheck size={16} />}
            onClick={() => void chooseLocale(each)}
          >
            {LOCALES[each]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {THEMES.map(([theme, Icon]) => (
          <Menu.Item
            key={theme}
            leftSection={<Icon size={16} stroke={1.75} />}
            rightSection={colorScheme === theme && <IconCheck size={16} />}
            onClick={() => setColorScheme(theme)}
          >
            {say(`theme.${theme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={16} stroke={1.75} />}
          rightSection={<kbd className="key">?</kbd>}
          onClick={() => show('help')}
        >
          {say('keys.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={() => void signOut()}>
          {say('person.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Online, away, offline; and away with the tickets handed back. What the hours make of it stands below. */
function PresenceItems() {
  const { say } = useWords();
  const my = useMe().agent.id;
  const presence = usePresence(my);
  const chosen = presence?.chosen ?? 'online';
  const off = presence?.state === 'offline' && presence.why === 'hours';
  return (
    <>
      {PRESENCES.map((state) => {
        const mine = chosen === state && !presence?.handBack;
        return (
          <Menu.RadioItem
            key={state}
            value={state}
            checked={mine}
            classNames={{ itemIndicator: styles.unmarked }}
            closeMenuOnClick
            rightSection={mine && <IconCheck size={16} />}
            onChange={() => void choosePresence(my, state)}
          >
            <span className={styles.choice}>
              <span>
                <PresenceDot state={state} />
              </span>
              {say(`presence.${state}`)}
            </span>
          </Menu.RadioItem>
        );
      })}
      <Menu.RadioItem
        value="hand-back"
        checked={presence?.handBack === true}
        classNames={{ itemIndicator: styles.unmarked }}
        closeMenuOnClick
        rightSection={presence?.handBack && <IconCheck size={16} />}
        onChange={() => void choosePresence(my, 'away', true)}
      >
        <span className={styles.choice}>
          <span>
            <IconArrowBackUp size={16} stroke={1.75} />
          </span>
          {say('presence.hand-back')}
        </span>
      </Menu.RadioItem>
      {off && <p className={styles.hours}>{say('presence.hours-hint')}</p>}
    </>
  );
}
