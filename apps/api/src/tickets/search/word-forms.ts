// Before a word is looked for: the other forms it may stand in. The Russian stem knows Russian endings; Bulgarian puts its
// article at the end of the word, so a word is also tried without it and with each of them. Pure.

const ARTICLES = ['ията', 'ите', 'ият', 'та', 'то', 'те', 'ът', 'ят', 'ия'];
const ENDINGS = ['', 'а', 'о', 'и', 'е', 'я'];
const GIVEN = ['та', 'то', 'те', 'ът', 'ят', 'ите', 'ата', 'ото', 'ият', 'овете', 'ове'];
const SHORTEST = 3;

/**
 * Forms of one Cyrillic word whose stems are to be found too; empty for others. Listing forms and not a prefix: a prefix of
 * `карта` would also find `картина`, and of newest-first results nobody sorts the noise out.
 */
export function wordForms(word: string): string[] {
  const plain = word.toLowerCase().replaceAll('ё', 'е');
  if (!/^[а-яъѝ]{4,30}$/.test(plain)) return [];
  const roots = new Set([root(plain)]);
  for (const article of ARTICLES) if (plain.endsWith(article)) roots.add(root(plain.slice(0, -article.length)));
  return [
    ...new Set(
      [...roots]
        .filter((each) => each.length >= SHORTEST)
        .flatMap((each) => [...ENDINGS, ...GIVEN].map((ending) => each + ending)),
    ),
  ];
}

/** Without the vowel that changes with number and gender. */
const root = (word: string): string => word.replace(/[аоиеяйь]$/, '');
