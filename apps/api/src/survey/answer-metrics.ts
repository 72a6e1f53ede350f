// What each figure of open answers and of loyalty is, exactly, like reports/metrics.ts: the page of metrics is written from it.
export interface AnswerMetric {
  /** What the screen calls it. */
  word: string;
  formula: string;
  counted: string;
  leftOut: string;
  /** Functions of libs/survey, where the source of each formula stands. */
  methods: readonly string[];
}

const ANSWERED = 'on the day the answer was given or last changed; agent and team are those who solved';
const ORDERS = 'Orders in other currencies, cancelled or returned ones, and those of no amount.';
const WHOLE_MONTHS = 'in whole months of the workspace, the last twelve, from the first that began with a customer';

export const ANSWER_METRICS: Readonly<Record<string, AnswerMetric>> = {
  'answers.feeling': {
    word: 'answers.feelings',
    formula: 'answers that read as unhappy, neutral or mixed, happy ÷ all answers with words',
    counted: ANSWERED,
    leftOut: 'Answers without words; earlier versions of answers that were changed.',
    methods: ['feelingOf', 'FEELING_ACCURACY', 'wilson', 'compareShares'],
  },
  'answers.theme': {
    word: 'answers.themes',
    formula: 'answers in which a phrase is said ÷ answers with words in its language',
    counted: ANSWERED,
    leftOut:
      'Phrases that fewer than three say; answers whose language is not clear; of more than 20,000 answers the older ones.',
    methods: ['themesOf', 'benjaminiHochberg'],
  },
  'answers.by-link': {
    word: 'links.scores',
    formula:
      'CSAT and CES: good answers ÷ all answers; NPS: share of 9–10 × 100 − share of 0–6 × 100; of the answers given by one link or QR code, each link on its own',
    counted: 'on the day the answer was given or last changed; one answer a visitor or person, the latest version',
    leftOut:
      'Links that were deleted. These answers are in no other figure of satisfaction, response rate or trend: whoever answers by a link chose to, nobody knows how many saw it, and no weight can mend that.',
    methods: ['wilson', 'npsInterval', 'normalInterval'],
  },
  'loyalty.churn': {
    word: 'loyalty.churn',
    formula:
      'left ÷ all as the month began; a customer has ordered in the last 90 days (editable), who has not has left',
    counted: WHOLE_MONTHS,
    leftOut: ORDERS,
    methods: ['churnRate'],
  },
  'loyalty.retention': {
    word: 'loyalty.retention',
    formula: '(customers at the end − new ones) ÷ customers at the start',
    counted: WHOLE_MONTHS,
    leftOut: ORDERS,
    methods: ['retentionRate'],
  },
  'loyalty.value': {
    word: 'loyalty.value',
    formula: '(orders ÷ customers of each month, summed over the months) × (1 ÷ churn a month)',
    counted: WHOLE_MONTHS,
    leftOut: ORDERS,
    methods: ['lifetimeValue'],
  },
  'loyalty.cohort': {
    word: 'loyalty.cohorts',
    formula: 'of those whose first order ever fell in a month: who ordered in each month after ÷ all of them',
    counted: 'in whole months of the workspace, the last twelve',
    leftOut: ORDERS,
    methods: ['wilson'],
  },
  'loyalty.back': {
    word: 'loyalty.back',
    formula: 'customers who ordered within 90 days after a low, middle or good answer ÷ all who answered so',
    counted:
      'by the latest answer of each customer in the twelve whole months, in the workspace’s time zone, whose last ended at least 90 days ago',
    leftOut:
      'Customers without an order before that answer; answers given after these months; those of spam and merged tickets.',
    methods: ['wilson', 'compareShares'],
  },
};
