// The words of the search box in three languages: names of filters, and the values that some of them take.

export const FILTERS = ['from', 'to', 'tag', 'status', 'channel', 'assignee', 'is', 'has', 'before', 'after'] as const;
export type FilterName = (typeof FILTERS)[number];

export const FILTER_WORDS: Record<FilterName, string> = {
  from: 'from от автор',
  to: 'to кому към',
  tag: 'tag tags label тег теги тэг метка метки етикет етикети таг',
  status: 'status state статус состояние състояние',
  channel: 'channel канал',
  assignee: 'assignee исполнитель ответственный назначено отговорник изпълнител възложена',
  is: 'is это е',
  has: 'has есть има',
  before: 'before до преди раньше',
  after: 'after since после след с',
};

export const STATUS_WORDS: Record<string, string> = {
  new: 'new новый новые новое нов нова нови',
  open: 'open открыт открытый открытые открыто отворен отворена отворени отворено',
  pending: 'pending waiting ожидает ожидание ждет ждем-клиента чака чака-клиента чакащ чакаща чакащи',
  hold: 'hold on-hold onhold отложен отложено пауза удержание на-удержании задържан задържана задържани',
  solved: 'solved resolved done решен решено решенные решена решени',
  closed: 'closed закрыт закрыто закрытые затворен затворена затворено затворени',
  active: 'active активный активные активен активни',
};

export const CHANNEL_WORDS: Record<string, string> = {
  email: 'email e-mail mail почта письмо имейл поща',
  chat: 'chat widget site чат сайт',
  telegram: 'telegram tg телеграм телеграмм тг',
  whatsapp: 'whatsapp wa ватсап вотсап уотсап',
  messenger: 'messenger facebook мессенджер фейсбук',
  instagram: 'instagram инстаграм инстаграмм',
  viber: 'viber вайбер',
  vk: 'vk вк вконтакте',
  max: 'max макс',
  line: 'line',
  slack: 'slack слак',
  twilio: 'twilio sms смс',
  api: 'api',
};

export const IS_WORDS: Record<string, string> = {
  spam: 'spam спам',
  unread: 'unread непрочитано непрочитанное непрочитанные непрочетено непрочетени',
  mine: 'mine my мое мои мой моя мои-заявки',
  unassigned: 'unassigned nobody ничье ничьи свободно свободные неразпределено свободни',
  merged: 'merged объединено обединено',
};

export const HAS_WORDS: Record<string, string> = {
  file: 'file files attachment attachments файл файлы вложение вложения файлове прикачен',
};

export const ME = 'me я мне меня аз мен';
export const NOBODY = 'none nobody никто никому никой никого';
export const TODAY = 'today сегодня днес';
export const YESTERDAY = 'yesterday вчера';
/** Letters that may follow a number of days, weeks, months or years. */
export const SPANS: Record<string, number> = {
  d: 1,
  д: 1,
  w: 7,
  н: 7,
  с: 7,
  m: 30,
  м: 30,
  y: 365,
  г: 365,
  л: 365,
};

/** Case does not count, nor whether ё has its dots; of two words a hyphen makes one. */
export const plain = (word: string): string => word.toLowerCase().replaceAll('ё', 'е').trim().replace(/\s+/g, '-');

export const means = (said: string, words: string): boolean => words.split(' ').includes(plain(said));

/** The key whose words hold what was said. */
export function named<Name extends string>(said: string, table: Record<Name, string>): Name | null {
  return (Object.keys(table) as Name[]).find((name) => means(said, table[name])) ?? null;
}
