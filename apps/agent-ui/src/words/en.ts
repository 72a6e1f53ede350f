// The app's words in English: the catalogue that the others are checked against.
import { afterwards } from './en/afterwards.js';
import { conversation } from './en/conversation.js';
import { desk } from './en/desk.js';
import { queue } from './en/queue.js';
import { reports } from './en/reports.js';
import { search } from './en/search.js';
import { settings } from './en/settings.js';

export const en = { ...desk, ...conversation, ...reports, ...settings, ...afterwards, ...search, ...queue };
