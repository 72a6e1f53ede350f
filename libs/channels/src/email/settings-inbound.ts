// How mail comes into a mailbox: the part of its settings form for that, and the values read from it.
import type { Config, ConfigField, Words } from '../channel.js';

export const INBOUND_PROVIDERS = ['mailgun', 'sendgrid', 'postmark', 'ses', 'mailjet', 'brevo', 'unisender'] as const;
export type InboundProvider = (typeof INBOUND_PROVIDERS)[number];

const words = (en: string, ru: string, bg: string): Words => ({ en, ru, bg });
const imap = { field: 'inbound', is: ['imap'] };
const webhook = { field: 'inbound', is: ['webhook'] };
const oauth = { field: 'imapAuth', is: ['google', 'microsoft'] };

export const inboundFields: ConfigField[] = [
  {
    name: 'inbound',
    type: 'choice',
    choices: ['smtp', 'imap', 'webhook'],
    default: 'smtp',
    label: words('How mail comes in', 'Как приходит почта', 'Как пристига пощата'),
    hint: words(
      'smtp: a mail server hands it to this desk. imap: the desk reads a mailbox. webhook: a mail service calls the desk.',
      'smtp: почтовый сервер передаёт её сюда. imap: читаем ящик сами. webhook: нас вызывает почтовый сервис.',
      'smtp: пощенски сървър я предава тук. imap: сами четем кутията. webhook: извиква ни пощенска услуга.',
    ),
  },
  {
    name: 'imapHost',
    type: 'text',
    when: imap,
    label: words('IMAP server', 'Сервер IMAP', 'IMAP сървър'),
    hint: words(
      'Like imap.example.com. Leave empty for Google and Microsoft.',
      'Например, imap.example.com. Для Google и Microsoft оставьте пустым.',
      'Например imap.example.com. За Google и Microsoft оставете празно.',
    ),
  },
  {
    name: 'imapSecurity',
    type: 'choice',
    choices: ['tls', 'starttls', 'none'],
    default: 'tls',
    when: imap,
    label: words('Encryption', 'Шифрование', 'Шифроване'),
    hint: words(
      'none sends the password in the open: only inside your own network.',
      'none передаёт пароль открыто: только внутри своей сети.',
      'none изпраща паролата открито: само във вътрешна мрежа.',
    ),
  },
  {
    name: 'imapPort',
    type: 'number',
    when: imap,
    label: words('IMAP port', 'Порт IMAP', 'IMAP порт'),
    hint: words(
      'Leave empty for 993, or 143 without TLS.',
      'Оставьте пустым: 993, без TLS 143.',
      'Празно: 993, без TLS 143.',
    ),
  },
  {
    name: 'imapUser',
    type: 'text',
    when: imap,
    label: words('User name', 'Имя пользователя', 'Потребител'),
    hint: words(
      'Leave empty when it is the address.',
      'Оставьте пустым, если это сам адрес.',
      'Оставете празно, ако е самият адрес.',
    ),
  },
  {
    name: 'imapAuth',
    type: 'choice',
    choices: ['password', 'google', 'microsoft'],
    default: 'password',
    when: imap,
    label: words('Sign-in', 'Вход', 'Вход'),
    hint: words(
      'google and microsoft sign in with OAuth, without a password.',
      'google и microsoft: вход по OAuth, без пароля.',
      'google и microsoft: вход с OAuth, без парола.',
    ),
  },
  { name: 'imapPassword', type: 'secret', when: imap, label: words('Password', 'Пароль', 'Парола') },
  {
    name: 'oauthClientId',
    type: 'text',
    when: oauth,
    label: words('OAuth client id', 'OAuth: id клиента', 'OAuth: id на клиента'),
  },
  {
    name: 'oauthClientSecret',
    type: 'secret',
    when: oauth,
    label: words('OAuth client secret', 'OAuth: секрет клиента', 'OAuth: тайна на клиента'),
  },
  {
    name: 'oauthRefreshToken',
    type: 'secret',
    when: oauth,
    label: words('OAuth refresh token', 'OAuth: токен обновления', 'OAuth: токен за обновяване'),
  },
  {
    name: 'oauthTenant',
    type: 'text',
    when: { field: 'imapAuth', is: ['microsoft'] },
    label: words('Microsoft tenant', 'Клиент Microsoft (tenant)', 'Наемател в Microsoft (tenant)'),
    hint: words(
      'Its id or domain; empty: common.',
      'Его id или домен; пусто: common.',
      'Неговото id или домейн; празно: common.',
    ),
  },
  {
    name: 'oauthTokenUrl',
    type: 'url',
    when: oauth,
    label: words('OAuth token address', 'OAuth: адрес выдачи токенов', 'OAuth: адрес за токени'),
    hint: words('Only where it is not the usual one.', 'Только если он не обычный.', 'Само ако не е обичайният.'),
  },
  {
    name: 'imapFolder',
    type: 'text',
    when: imap,
    label: words('Folder', 'Папка', 'Папка'),
    hint: words('Leave empty for INBOX.', 'Оставьте пустым: INBOX.', 'Празно: INBOX.'),
  },
  {
    name: 'importDays',
    type: 'number',
    when: imap,
    label: words(
      'Import mails of the last days',
      'Забрать письма за последние дни',
      'Вземане на писмата от последните дни',
    ),
    hint: words(
      'How many days back the first reading goes; empty: only what comes from now on.',
      'За сколько дней прочесть при первом подключении; пусто: только новое.',
      'Колко дни назад при първото свързване; празно: само новото.',
    ),
  },
  {
    name: 'imapSeen',
    type: 'flag',
    default: false,
    when: imap,
    label: words(
      'Mark taken mails as read',
      'Отмечать взятые письма прочитанными',
      'Отбелязване на взетите писма като прочетени',
    ),
  },
  {
    name: 'provider',
    type: 'choice',
    choices: [...INBOUND_PROVIDERS],
    when: webhook,
    label: words('Mail service', 'Почтовый сервис', 'Пощенска услуга'),
  },
  {
    name: 'webhookUser',
    type: 'text',
    when: { field: 'provider', is: ['sendgrid', 'postmark', 'mailjet', 'brevo'] },
    label: words('Webhook user', 'Пользователь вебхука', 'Потребител на уебхука'),
    hint: words(
      'The name before the password in the webhook’s address, https://user:password@…',
      'Имя перед паролем в адресе вебхука: https://user:password@…',
      'Името пред паролата в адреса на уебхука: https://user:password@…',
    ),
  },
  {
    name: 'webhookSecret',
    type: 'secret',
    when: { field: 'provider', is: ['mailgun', 'sendgrid', 'postmark', 'mailjet', 'brevo', 'unisender'] },
    label: words('Webhook secret', 'Секрет вебхука', 'Тайна на уебхука'),
    hint: words(
      'Mailgun: the HTTP webhook signing key. Unisender Go: the API key. The others: the password in the webhook’s address, or ?secret=… at its end.',
      'Mailgun: ключ подписи вебхуков. Unisender Go: ключ API. Остальные: пароль в адресе вебхука или ?secret=… в его конце.',
      'Mailgun: ключът за подпис на уебхукове. Unisender Go: ключът за API. Другите: паролата в адреса на уебхука или ?secret=… в края му.',
    ),
  },
  {
    name: 'inboundKey',
    type: 'secret',
    when: { field: 'provider', is: ['brevo', 'mailgun'] },
    label: words('API key for attachments', 'Ключ API для вложений', 'Ключ за API за прикачени файлове'),
    hint: words(
      'Brevo gives the files of a mail only to who has an API key; Mailgun only with the action store.',
      'Brevo отдаёт файлы письма только по ключу API; Mailgun — только при действии store.',
      'Brevo дава файловете на писмото само с ключ за API; Mailgun — само при действие store.',
    ),
  },
  {
    name: 'eventKey',
    type: 'text',
    when: { field: 'provider', is: ['sendgrid'] },
    label: words('Event webhook public key', 'Открытый ключ событий', 'Публичен ключ за събития'),
    hint: words(
      'From SendGrid, Signed Event Webhook; empty: events are known by the secret above.',
      'Из SendGrid, Signed Event Webhook; пусто: события узнаются по секрету выше.',
      'От SendGrid, Signed Event Webhook; празно: събитията се познават по тайната по-горе.',
    ),
  },
  {
    name: 'topicArn',
    type: 'lines',
    when: { field: 'provider', is: ['ses'] },
    label: words('SNS topics', 'Темы SNS', 'SNS теми'),
    hint: words(
      'The ARN of each topic that calls us, one a line.',
      'ARN каждой темы, которая нас вызывает, по одному в строке.',
      'ARN на всяка тема, която ни извиква, по един на ред.',
    ),
  },
  {
    name: 'trustedAuthserv',
    type: 'text',
    label: words('Trusted mail server', 'Доверенный почтовый сервер', 'Доверен пощенски сървър'),
    hint: words(
      'The name with which your own server signs Authentication-Results, like mx.example.com: its SPF, DKIM and DMARC are believed.',
      'Имя, которым ваш сервер подписывает Authentication-Results, например mx.example.com: его SPF, DKIM и DMARC верят.',
      'Името, с което вашият сървър подписва Authentication-Results, например mx.example.com: на неговите SPF, DKIM и DMARC се вярва.',
    ),
  },
];

const filled = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export interface ImapSettings {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user: string;
  folder: string;
  seen: boolean;
  importDays: number;
  auth: { kind: 'password'; password: string } | ({ kind: 'google' | 'microsoft' } & OAuthSettings);
}

export interface OAuthSettings {
  clientId: string;
  clientSecret: string | null;
  refreshToken: string;
  tokenUrl: string;
  scope: string | null;
}

const HOSTS: Record<string, string> = { google: 'imap.gmail.com', microsoft: 'outlook.office365.com' };

/** null when mail does not come by IMAP, or something that is needed is missing; `needed` says what. */
export function imapOf(config: Config): ImapSettings | { needed: string } | null {
  if (config.inbound !== 'imap') return null;
  const kind = config.imapAuth === 'google' || config.imapAuth === 'microsoft' ? config.imapAuth : 'password';
  const host = filled(config.imapHost) ?? HOSTS[kind];
  const user = filled(config.imapUser) ?? filled(config.address);
  const security = config.imapSecurity === 'starttls' || config.imapSecurity === 'none' ? config.imapSecurity : 'tls';
  if (!host) return { needed: 'imapHost' };
  if (!user) return { needed: 'imapUser' };
  const auth = kind === 'password' ? passwordOf(config) : oauthOf(config, kind);
  if ('needed' in auth) return auth;
  const days = Number(config.importDays);
  return {
    host,
    port: Number(config.imapPort) || (security === 'tls' ? 993 : 143),
    security,
    user,
    folder: filled(config.imapFolder) ?? 'INBOX',
    seen: config.imapSeen === true,
    importDays: Number.isFinite(days) && days > 0 ? Math.min(days, 3650) : 0,
    auth,
  };
}

function passwordOf(config: Config): { kind: 'password'; password: string } | { needed: string } {
  const given = typeof config.imapPassword === 'string' ? config.imapPassword : '';
  return given === '' ? { needed: 'imapPassword' } : { kind: 'password', password: given };
}

function oauthOf(
  config: Config,
  kind: 'google' | 'microsoft',
): ({ kind: 'google' | 'microsoft' } & OAuthSettings) | { needed: string } {
  const clientId = filled(config.oauthClientId);
  const refreshToken = filled(config.oauthRefreshToken);
  if (!clientId) return { needed: 'oauthClientId' };
  if (!refreshToken) return { needed: 'oauthRefreshToken' };
  const tenant = encodeURIComponent(filled(config.oauthTenant) ?? 'common');
  const usual =
    kind === 'google'
      ? 'https://oauth2.googleapis.com/token'
      : `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
  return {
    kind,
    clientId,
    clientSecret: filled(config.oauthClientSecret),
    refreshToken,
    tokenUrl: filled(config.oauthTokenUrl) ?? usual,
    scope: kind === 'microsoft' ? 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access' : null,
  };
}

/** The mailbox's OAuth, for sending by it too: with a scope that lets send. Null where it is read with a password or not at all. */
export function sendingOAuthOf(config: Config): OAuthSettings | null {
  if (config.inbound !== 'imap' || (config.imapAuth !== 'google' && config.imapAuth !== 'microsoft')) return null;
  const oauth = oauthOf(config, config.imapAuth);
  if ('needed' in oauth) return null;
  const scope = oauth.kind === 'microsoft' ? 'https://outlook.office.com/SMTP.Send offline_access' : null;
  return { ...oauth, scope };
}
