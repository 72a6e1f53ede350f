// The app's words in Bulgarian.
import { afterwards } from './bg/afterwards.js';
import { conversation } from './bg/conversation.js';
import { desk } from './bg/desk.js';
import { queue } from './bg/queue.js';
import { reports } from './bg/reports.js';
import { search } from './bg/search.js';
import { settings } from './bg/settings.js';
import type { Catalogue } from './words.js';

export const bg: Catalogue = { ...desk, ...conversation, ...reports, ...settings, ...afterwards, ...search, ...queue };
