// The app's words in Bulgarian.
import { afterwards } from './bg/afterwards.js';
import { answers } from './bg/answers.js';
import { boards } from './bg/boards.js';
import { cases } from './bg/cases.js';
import { composer } from './bg/composer.js';
import { conditions } from './bg/conditions.js';
import { conversation } from './bg/conversation.js';
import { customer } from './bg/customer.js';
import { desk } from './bg/desk.js';
import { experiments } from './bg/experiments.js';
import { loyalty } from './bg/loyalty.js';
import { matters } from './bg/matters.js';
import { notify } from './bg/notify.js';
import { queue } from './bg/queue.js';
import { reports } from './bg/reports.js';
import { routing } from './bg/routing.js';
import { rules } from './bg/rules.js';
import { satisfaction } from './bg/satisfaction.js';
import { search } from './bg/search.js';
import { settings } from './bg/settings.js';
import { sides } from './bg/sides.js';
import { starting } from './bg/starting.js';
import { surveys } from './bg/surveys.js';
import type { Catalogue } from './words.js';

export const bg: Catalogue = {
  ...desk,
  ...customer,
  ...conditions,
  ...conversation,
  ...composer,
  ...reports,
  ...satisfaction,
  ...settings,
  ...starting,
  ...boards,
  ...cases,
  ...surveys,
  ...experiments,
  ...afterwards,
  ...answers,
  ...loyalty,
  ...search,
  ...rules,
  ...queue,
  ...matters,
  ...routing,
  ...notify,
  ...sides,
};
