// The app's words in Russian.
import { afterwards } from './ru/afterwards.js';
import { conversation } from './ru/conversation.js';
import { desk } from './ru/desk.js';
import { queue } from './ru/queue.js';
import { reports } from './ru/reports.js';
import { search } from './ru/search.js';
import { settings } from './ru/settings.js';
import type { RussianCatalogue } from './words.js';

export const ru: RussianCatalogue = {
  ...desk,
  ...conversation,
  ...reports,
  ...settings,
  ...afterwards,
  ...search,
  ...queue,
};
