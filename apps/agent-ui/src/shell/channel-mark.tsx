// The mark of a channel: one shape each, never colour alone.
import {
  IconApi,
  IconBrandInstagram,
  IconBrandLine,
  IconBrandMessenger,
  IconBrandSlack,
  IconBrandTelegram,
  IconBrandViber,
  IconBrandVk,
  IconBrandWhatsapp,
  IconDeviceMobileMessage,
  IconId,
  IconMail,
  IconMessageCircle,
  IconMessages,
  IconPhone,
  type TablerIcon,
} from '@tabler/icons-react';
import { type Say, say, useWords, type Word } from '../words/words.js';

const MARKS: Record<string, [TablerIcon, Word]> = {
  email: [IconMail, 'channel.email'],
  chat: [IconMessageCircle, 'channel.chat'],
  telegram: [IconBrandTelegram, 'channel.telegram'],
  whatsapp: [IconBrandWhatsapp, 'channel.whatsapp'],
  messenger: [IconBrandMessenger, 'channel.messenger'],
  instagram: [IconBrandInstagram, 'channel.instagram'],
  viber: [IconBrandViber, 'channel.viber'],
  vk: [IconBrandVk, 'channel.vk'],
  max: [IconMessages, 'channel.max'],
  line: [IconBrandLine, 'channel.line'],
  slack: [IconBrandSlack, 'channel.slack'],
  twilio: [IconDeviceMobileMessage, 'channel.twilio'],
  sms: [IconDeviceMobileMessage, 'channel.sms'],
  api: [IconApi, 'channel.api'],
  phone: [IconPhone, 'channel.phone'],
  external: [IconId, 'channel.external'],
};

export const isMail = (channel: string) => channel === 'email';

export function useChannelName(): (kind: string) => string {
  const { say } = useWords();
  return (kind) => channelName(kind, say);
}

/** The kind whose mark it has. */
export const channelKind = (kind: string): string => (kind in MARKS ? kind : 'chat');

/** By kind of channel. */
export const CHANNEL_ICONS = Object.fromEntries(Object.entries(MARKS).map(([kind, [icon]]) => [kind, icon]));

export function channelName(kind: string, say: Say): string {
  const known = MARKS[kind === 'visitor' ? 'chat' : kind];
  return known ? say(known[1]) : kind;
}

export function ChannelMark({ kind, size = 16 }: { kind: string; size?: number }) {
  const name = channelName(kind, say);
  const Icon = MARKS[kind === 'visitor' ? 'chat' : kind]?.[0] ?? IconMessageCircle;
  return <Icon size={size} stroke={1.75} role="img" aria-label={name} title={name} style={{ flex: 'none' }} />;
}
