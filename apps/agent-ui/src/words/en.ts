// The app's words in English: the catalogue that the others are checked against.
import { afterwards } from './en/afterwards.js';
import { answers } from './en/answers.js';
import { boards } from './en/boards.js';
import { cases } from './en/cases.js';
import { composer } from './en/composer.js';
import { conditions } from './en/conditions.js';
import { conversation } from './en/conversation.js';
import { customer } from './en/customer.js';
import { desk } from './en/desk.js';
import { experiments } from './en/experiments.js';
import { loyalty } from './en/loyalty.js';
import { matters } from './en/matters.js';
import { notify } from './en/notify.js';
import { queue } from './en/queue.js';
import { reports } from './en/reports.js';
import { routing } from './en/routing.js';
import { rules } from './en/rules.js';
import { satisfaction } from './en/satisfaction.js';
import { search } from './en/search.js';
import { settings } from './en/settings.js';
import { sides } from './en/sides.js';
import { starting } from './en/starting.js';
import { surveys } from './en/surveys.js';

export const en = {
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
