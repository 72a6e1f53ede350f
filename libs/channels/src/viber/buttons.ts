// Buttons of Viber, both ways: a pressed one comes back as a message that says what the button held.
import type { Card } from '../channel.js';

const PREFIX = 'otklik:';
/** A keyboard is six columns wide and at most twenty-four rows high. */
const COLUMNS = 6;
const MAX_BUTTONS = 24;
const MAX_BODY = 250;

/** The data of our button that this text is, or null. */
export const pressedData = (text: string): string | null =>
  text.startsWith(PREFIX) && !/\s/.test(text) ? text.slice(PREFIX.length) || null : null;

/** Null when the buttons do not fit. */
export function keyboardOf({ buttons }: Card): object | null {
  if (buttons.length === 0 || buttons.length > MAX_BUTTONS) return null;
  if (buttons.some(({ label, data }) => label.length > MAX_BODY || PREFIX.length + data.length > MAX_BODY)) return null;
  const longest = Math.max(...buttons.map(({ label }) => label.length));
  const perRow = longest <= 3 ? Math.min(COLUMNS, buttons.length) : longest <= 12 ? 2 : 1;
  return {
    Type: 'keyboard',
    DefaultHeight: false,
    Buttons: buttons.map(({ label, data }) => ({
      Columns: Math.floor(COLUMNS / perRow),
      Rows: 1,
      ActionType: 'reply',
      ActionBody: `${PREFIX}${data}`,
      Text: label,
      // What stands in the body is for us alone.
      Silent: true,
    })),
  };
}
