// Path C, "in which words": questions, labels of scale points and open follow-ups in each language of the product.
import { type NotAskedReason } from './policy.js';
import { pointsOf, type Standing, type SurveyKind, standingOf } from './scales.js';

export type SurveyLocale = 'en' | 'ru' | 'bg';

interface Catalogue {
  question: Record<SurveyKind, string>;
  /** By a link, where nothing was asked of us that could have been solved; the rest as ever. */
  linkQuestion: Partial<Record<SurveyKind, string>>;
  followUp: Record<SurveyKind, Record<Standing, string>>;
  /** By kind and length. A short list names the ends only: the first and the last point. */
  labels: Record<string, string[]>;
  notAsked: Record<NotAskedReason, string>;
}

const en: Catalogue = {
  question: {
    csat: 'How satisfied are you with how we handled this?',
    nps: 'How likely are you to recommend us to a friend or colleague?',
    ces: 'How easy was it to get this solved?',
  },
  linkQuestion: {
    csat: 'How satisfied are you with us?',
    ces: 'How easy was it to deal with us?',
  },
  followUp: {
    csat: {
      low: 'What should we do better?',
      middle: 'What was missing for a better mark?',
      good: 'What did you like most?',
    },
    nps: {
      low: 'What should we change first?',
      middle: 'What would make it a 10?',
      good: 'What would you tell a friend about us?',
    },
    ces: {
      low: 'What made it hard?',
      middle: 'What could have been easier?',
      good: 'What helped most?',
    },
  },
  labels: {
    csat2: ['Not satisfied', 'Satisfied'],
    csat3: ['Not satisfied', 'So-so', 'Satisfied'],
    csat5: ['Very dissatisfied', 'Dissatisfied', 'Neither', 'Satisfied', 'Very satisfied'],
    csat7: [
      'Very dissatisfied',
      'Dissatisfied',
      'Rather dissatisfied',
      'Neither',
      'Rather satisfied',
      'Satisfied',
      'Very satisfied',
    ],
    csat10: ['Not satisfied at all', 'Completely satisfied'],
    nps10: ['Not at all likely', 'Extremely likely'],
    ces7: ['Very hard', 'Hard', 'Rather hard', 'Neither', 'Rather easy', 'Easy', 'Very easy'],
  },
  notAsked: {
    'survey-disabled': 'The survey is switched off',
    'no-survey-fits': 'No survey is meant for such a ticket',
    'scale-wrong': 'The survey has a scale that is not allowed',
    spam: 'The ticket is spam',
    merged: 'The ticket was merged into another',
    'agent-only': 'The customer never wrote in this ticket',
    'solved-by-rule': 'Solved by a rule, not by a person',
    blocked: 'The customer is blocked, or has blocked us',
    'no-address': 'There is no address to ask at',
    'opted-out': 'The customer does not want to be asked',
    'asked-lately': 'The customer was asked not long ago',
    'sampled-out': 'Not in the sample',
    'channel-window': 'The channel no longer lets us write',
    'not-solved': 'The ticket is not solved',
    'already-asked': 'The customer was asked about it already',
    reopened: 'The ticket was reopened before the survey was sent',
    'episode-over': 'A newer episode has begun',
    'too-late': 'Solved too long ago',
  },
};

const ru: Catalogue = {
  question: {
    csat: 'Насколько вы довольны тем, как мы решили ваш вопрос?',
    nps: 'Насколько вероятно, что вы порекомендуете нас друзьям или коллегам?',
    ces: 'Легко ли было решить ваш вопрос?',
  },
  linkQuestion: {
    csat: 'Насколько вы довольны нами?',
    ces: 'Легко ли было иметь с нами дело?',
  },
  followUp: {
    csat: {
      low: 'Что нам сделать лучше?',
      middle: 'Чего не хватило до хорошей оценки?',
      good: 'Что понравилось больше всего?',
    },
    nps: {
      low: 'Что нам изменить в первую очередь?',
      middle: 'Чего не хватает до десятки?',
      good: 'Что бы вы рассказали о нас друзьям?',
    },
    ces: {
      low: 'Что оказалось трудным?',
      middle: 'Что можно было сделать проще?',
      good: 'Что помогло больше всего?',
    },
  },
  labels: {
    csat2: ['Плохо', 'Хорошо'],
    csat3: ['Плохо', 'Так себе', 'Хорошо'],
    csat5: ['Очень плохо', 'Плохо', 'Нормально', 'Хорошо', 'Отлично'],
    csat7: ['Ужасно', 'Очень плохо', 'Плохо', 'Нормально', 'Хорошо', 'Очень хорошо', 'Отлично'],
    csat10: ['Очень плохо', 'Отлично'],
    nps10: ['Точно нет', 'Обязательно порекомендую'],
    ces7: ['Очень трудно', 'Трудно', 'Скорее трудно', 'Ни легко, ни трудно', 'Скорее легко', 'Легко', 'Очень легко'],
  },
  notAsked: {
    'survey-disabled': 'Опрос выключен',
    'no-survey-fits': 'Для такого обращения опроса нет',
    'scale-wrong': 'У опроса недопустимая шкала',
    spam: 'Обращение — спам',
    merged: 'Обращение объединено с другим',
    'agent-only': 'Клиент в этом обращении не писал',
    'solved-by-rule': 'Решено правилом, а не человеком',
    blocked: 'Клиент заблокирован или заблокировал нас',
    'no-address': 'Некуда отправить опрос',
    'opted-out': 'Клиент просил не присылать опросы',
    'asked-lately': 'Клиента недавно уже спрашивали',
    'sampled-out': 'Не попало в выборку',
    'channel-window': 'Канал уже не позволяет писать первым',
    'not-solved': 'Обращение не решено',
    'already-asked': 'О нём клиента уже спросили',
    reopened: 'Обращение открылось снова до отправки опроса',
    'episode-over': 'Уже начался новый эпизод',
    'too-late': 'Решено слишком давно',
  },
};

const bg: Catalogue = {
  question: {
    csat: 'Доволни ли сте от начина, по който решихме въпроса ви?',
    nps: 'Каква е вероятността да ни препоръчате на приятел или колега?',
    ces: 'Лесно ли беше да решите въпроса си с нас?',
  },
  linkQuestion: {
    csat: 'Доволни ли сте от нас?',
    ces: 'Лесно ли беше да общувате с нас?',
  },
  followUp: {
    csat: {
      low: 'Какво да направим по-добре?',
      middle: 'Какво не достигна за по-добра оценка?',
      good: 'Какво ви хареса най-много?',
    },
    nps: {
      low: 'Какво да променим най-напред?',
      middle: 'Какво не достига за десетка?',
      good: 'Какво бихте разказали за нас на приятел?',
    },
    ces: {
      low: 'Какво ви затрудни?',
      middle: 'Какво можеше да е по-лесно?',
      good: 'Какво помогна най-много?',
    },
  },
  labels: {
    csat2: ['Лошо', 'Добре'],
    csat3: ['Лошо', 'Горе-долу', 'Добре'],
    csat5: ['Много лошо', 'Лошо', 'Средно', 'Добре', 'Отлично'],
    csat7: ['Ужасно', 'Много лошо', 'Лошо', 'Средно', 'Добре', 'Много добре', 'Отлично'],
    csat10: ['Много лошо', 'Отлично'],
    nps10: ['Никак не е вероятно', 'Изключително вероятно'],
    ces7: [
      'Много трудно',
      'Трудно',
      'По-скоро трудно',
      'Нито лесно, нито трудно',
      'По-скоро лесно',
      'Лесно',
      'Много лесно',
    ],
  },
  notAsked: {
    'survey-disabled': 'Анкетата е изключена',
    'no-survey-fits': 'За такава заявка няма анкета',
    'scale-wrong': 'Скалата на анкетата не е позволена',
    spam: 'Заявката е спам',
    merged: 'Заявката е обединена с друга',
    'agent-only': 'Клиентът не е писал в тази заявка',
    'solved-by-rule': 'Решена от правило, а не от човек',
    blocked: 'Клиентът е блокиран или ни е блокирал',
    'no-address': 'Няма адрес, на който да попитаме',
    'opted-out': 'Клиентът не желае анкети',
    'asked-lately': 'Клиентът е питан наскоро',
    'sampled-out': 'Не попадна в извадката',
    'channel-window': 'Каналът вече не позволява да пишем',
    'not-solved': 'Заявката не е решена',
    'already-asked': 'Клиентът вече е питан за нея',
    reopened: 'Заявката беше отворена отново преди анкетата',
    'episode-over': 'Започнал е нов епизод',
    'too-late': 'Решена е твърде отдавна',
  },
};

const CATALOGUES: Record<SurveyLocale, Catalogue> = { en, ru, bg };

/** Ours by the first two letters of a BCP 47 tag; English for all others. */
function catalogue(locale: string): Catalogue {
  return CATALOGUES[locale.slice(0, 2).toLowerCase() as SurveyLocale] ?? en;
}

/** The question as it is worded unless the workspace wrote its own. */
export function questionOf(kind: SurveyKind, locale: string, byLink = false): string {
  const { question, linkQuestion } = catalogue(locale);
  return (byLink && linkQuestion[kind]) || question[kind];
}

/**
 * One label a point, lowest first; an empty string where only the number is shown (the inner points of long scales).
 * Empty for a scale that is not allowed.
 */
export function labelsOf(kind: SurveyKind, scaleMax: number, locale: string): string[] {
  const words = catalogue(locale).labels[`${kind}${scaleMax}`] ?? [];
  const points = pointsOf(kind, scaleMax);
  if (words.length === points.length) return [...words];
  return points.map((_, i) => (i === 0 ? words[0]! : i === points.length - 1 ? words[1]! : ''));
}

/** The one open question after a score. @throws RangeError when the score is not on the scale. */
export function followUpOf(kind: SurveyKind, scaleMax: number, score: number, locale: string): string {
  return catalogue(locale).followUp[kind][standingOf(kind, scaleMax, score)];
}

/** Why somebody was not asked, as a short line for agents and reports. */
export function reasonWords(reason: NotAskedReason, locale: string): string {
  return catalogue(locale).notAsked[reason];
}
