// The app's words in Russian.
import { afterwards } from './ru/afterwards.js';
import { answers } from './ru/answers.js';
import { boards } from './ru/boards.js';
import { cases } from './ru/cases.js';
import { composer } from './ru/composer.js';
import { conditions } from './ru/conditions.js';
import { conversation } from './ru/conversation.js';
import { customer } from './ru/customer.js';
import { desk } from './ru/desk.js';
import { experiments } from './ru/experiments.js';
import { loyalty } from './ru/loyalty.js';
import { matters } from './ru/matters.js';
import { notify } from './ru/notify.js';
import { queue } from './ru/queue.js';
import { reports } from './ru/reports.js';
import { routing } from './ru/routing.js';
import { rules } from './ru/rules.js';
import { satisfaction } from './ru/satisfaction.js';
import { search } from './ru/search.js';
import { settings } from './ru/settings.js';
import { sides } from './ru/sides.js';
import { starting } from './ru/starting.js';
import { surveys } from './ru/surveys.js';
import type { RussianCatalogue } from './words.js';

export const ru: RussianCatalogue = {
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
