// Whether a customer's words are thanks and nothing else, pure: for the rule that takes such a reopening back.

/** Longer than this nobody only thanks. */
const LONGEST = 200;

/** What may be said around thanks without asking for anything. Word by word, in English, Russian and Bulgarian. */
const THANKS =
  /^(thanks?|thx|ty|cheers|спасибо|спс|спасибки|благодарю|благодарим|благодаря|благодарности|благодарствам|мерси|merci|danke|gracias)$/;
const AROUND = new Set(
  (
    'you u so very much a lot again for your the help quick fast reply answer support ok okay great perfect super good nice wonderful awesome excellent ' +
    'all everyone everything works working now it is its fixed solved resolved done got that this was and have day evening weekend one bye appreciated appreciate kind kindly best regards many ' +
    'вам вас тебе большое огромное за помощь ответ быстрый оперативность поддержку всё все хорошо отлично супер прекрасно замечательно ок окей понял поняла поняли понятно ' +
    'работает заработало теперь уже решено получилось и вы очень помогли спасли хорошего вечера доброго дня вечера выходных до свидания удачи класс круто всего доброго ' +
    'ви много ти бързия бърз отговор помощта помощ съдействието за отзивчивостта всичко добре наред чудесно страхотно супер ок разбрах разбрахме работи вече реши се се оправи е хубав лек ден вечер ' +
    'приятен уикенд довиждане поздрави пак отново от сърце бързата реакция'
  ).split(' '),
);

/** "Thank you very much, it works now!" is; "Thanks, but…" and any question are not. */
export function onlyThanks(text: string): boolean {
  const words = text.trim();
  if (words === '' || words.length > LONGEST || /[?？]/.test(words) || /https?:|\d{3,}/.test(words)) return false;
  const said = words
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}']+/u)
    .filter(Boolean);
  // Nothing but a sign of approval is thanks too.
  if (said.length === 0) return /^[\s\p{P}]*(?:👍|🙏|❤|♥|😊|🙂|👌|💚|💙|🤝|👏)/u.test(words);
  return said.some((word) => THANKS.test(word)) && said.every((word) => THANKS.test(word) || AROUND.has(word));
}
