// Who the many are: given and family names of each language, so that no two hundred customers are called alike.
import type { Locale } from '../../../platform/words/words.js';
import type { Chance } from '../chance.js';

interface Names {
  women: string[];
  men: string[];
  family: string[];
  /** A woman's form of a family name. */
  hers: (family: string) => string;
}

const list = (words: string) => words.trim().split(/\s+/);

const NAMES: Record<Locale, Names> = {
  en: {
    women:
      list(`Anna Olivia Grace Ella Chloe Sophie Freya Ruby Amelia Isla Emily Lucy Alice Hannah Jessica Laura Megan Nina
      Paula Rachel Sarah Tessa Victoria Wendy Zoe Clara Diana Eva Fiona Helen`),
    men: list(`James Liam Noah Jack Ben Oscar Adam Ian Oliver Harry George Charlie Thomas William Daniel Edward Felix Henry
      Isaac Jacob Lewis Martin Nathan Owen Peter Robert Samuel Theo Victor Walter`),
    family: list(`Miller Carter Brooks Turner Hughes Bennett Foster Rowe Marsh Whitaker Lane Reid Dale Kerr Walsh Shaw
      Abbott Barker Chapman Dawson Ellis Fletcher Gibson Harper Ingram Jarvis Kemp Lambert Morton Norris Osborne Palmer
      Quinn Ramsey Slater Tucker Underwood Vaughan Webster Yates Ashby Bolton Crowley Drake Everett Finch Garner Holt
      Jennings Knowles`),
    hers: (family) => family,
  },
  ru: {
    women: list(`Мария Ирина Наталья Ольга Татьяна Юлия Вера Алина Анна Екатерина Елена Светлана Людмила Дарья Полина
      Ксения Виктория Марина Галина Надежда Любовь Валентина Софья Александра Евгения Кристина Лариса Нина Тамара Зоя`),
    men: list(`Алексей Павел Дмитрий Сергей Никита Андрей Роман Игорь Александр Михаил Иван Николай Владимир Евгений
      Максим Артём Кирилл Денис Антон Олег Виктор Юрий Григорий Степан Тимур Вадим Глеб Егор Фёдор Леонид`),
    family: list(`Соколов Громов Лебедев Орлов Зимин Фомин Белов Крылов Власов Ершов Панов Титов Гусев Жуков Котов Савин
      Абрамов Быков Воронов Герасимов Давыдов Ефимов Зайцев Исаев Калинин Ларионов Медведев Носов Осипов Поляков Рогов
      Суханов Тарасов Устинов Филатов Харитонов Цветков Чернов Шилов Щукин Яшин Бобров Гордеев Данилов Емельянов Климов
      Логинов Мельников Назаров Петухов`),
    hers: (family) => `${family}а`,
  },
  bg: {
    women: list(`Мария Елена Ивана Десислава Гергана Петя Радка Силвия Теодора Цветелина Виолета Боряна Василена Галина
      Даниела Жана Зорница Калина Лилия Милена Невена Полина Ралица Снежана Таня Биляна Христина Яна Антония Евгения`),
    men: list(`Георги Иван Димитър Николай Петър Стефан Тодор Христо Александър Борислав Васил Веселин Даниел Емил Живко
      Камен Любомир Мартин Момчил Огнян Пламен Росен Светослав Цветан Явор Атанас Богдан Владимир Калоян Кирил`),
    family: list(`Димитров Иванов Георгиев Петров Николов Стоянов Тодоров Христов Ангелов Василев Маринов Илиев Атанасов
      Костов Колев Митев Попов Радев Славов Танев Узунов Филипов Цанев Чолаков Янев Балабанов Велчев Ганчев Добрев Енчев
      Желев Златев Йорданов Каменов Лазаров Минчев Недев Орешков Панайотов Русев Савов Томов Трифонов Харизанов Цонев
      Вълков Бонев Господинов Дочев Кирилов`),
    hers: (family) => `${family}а`,
  },
};

export interface Person {
  name: string;
  first: string;
  /** At example.com, which belongs to nobody; a number makes it theirs alone. */
  address: string;
}

export function makePerson(
  chance: Chance,
  language: Locale,
  number: number,
  letters: (name: string) => string,
): Person {
  const names = NAMES[language];
  const woman = chance.happens(0.55);
  const first = chance.pick(woman ? names.women : names.men);
  const family = chance.pick(names.family);
  const name = `${first} ${woman ? names.hers(family) : family}`;
  return { name, first, address: `${letters(name)}.${number}@example.com` };
}
