// Two keys in a row that bring one to a place of the desk: `g` and a letter.
import type { View } from '../tickets/views.js';

export const GO: Record<string, View> = {
  o: 'open',
  m: 'mine',
  u: 'unassigned',
  t: 'my-teams',
  p: 'pending',
  h: 'hold',
  r: 'at-risk',
  z: 'snoozed',
  d: 'solved-today',
  s: 'solved',
  x: 'spam',
  a: 'all',
};
