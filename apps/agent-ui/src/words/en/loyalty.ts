// English: loyalty.
export const loyalty = {
  'reports.tab.loyalty': 'Loyalty',
  'loyalty.none': 'There are no orders yet.',
  'loyalty.none-how':
    'Whether customers stay is counted from their orders: the API of your shop can send them, or you can bring a CSV file. Three months of orders are enough to begin with; who came back after which answer also needs answers that are three months old.',
  'loyalty.import': 'Bring orders from a file',
  'loyalty.too-young': 'The orders are too young for a whole month that began with a customer.',
  'loyalty.gone': 'Has left after',
  'loyalty.currency': 'Currency',
  'loyalty.days_one': '{count} day',
  'loyalty.days_other': '{count} days',
  'loyalty.small':
    'Months of {zone}, whole ones only. A customer is who ordered in the last {days}; who did not has left. Intervals are 95 %; grey figures rest on fewer than 10 customers.',
  'loyalty.left-out_one': '{shown} order is left out: cancelled, returned, or of no amount.',
  'loyalty.left-out_other': '{shown} orders are left out: cancelled, returned, or of no amount.',
  'loyalty.churn': 'Churn a month',
  'loyalty.churn-formula':
    'Left ÷ all as the month began, over the months below; {n} customers, each counted every month.',
  'loyalty.retention': 'Retention a month',
  'loyalty.retention-formula':
    '(At the end − new) ÷ at the start: who was there as the month began and still is as it ends.',
  'loyalty.value': 'Lifetime value',
  'loyalty.at-least': 'at least {low}',
  'loyalty.value-formula': '{value} a month × {months} months that a customer stays on average (1 ÷ churn).',
  'loyalty.value-none': 'Nobody has left yet, so nobody knows how long customers stay.',
  'loyalty.value-assumes':
    'It takes for granted that customers leave as evenly and spend as much as in these months; it is turnover, not profit, without interest. The interval is that of churn.',
  'loyalty.months': 'Month by month',
  'loyalty.month': 'Month',
  'loyalty.start': 'At the start',
  'loyalty.left': 'Left',
  'loyalty.fresh': 'New or back',
  'loyalty.end': 'At the end',
  'loyalty.revenue': 'Orders',
  'loyalty.left-in': 'Left in {month}',
  'loyalty.left-define': 'Customers as the month began whose last order was too long ago as it ended.',
  'loyalty.cohorts': 'Who orders again',
  'loyalty.cohorts-define':
    'Customers by the month of their first order ever: the share that ordered in each month after.',
  'loyalty.first-order': 'First order',
  'loyalty.customers': 'Customers',
  'loyalty.month-after': '+{n} mo.',
  'loyalty.cohort-name': 'First ordered in {month}, {after}',
  'loyalty.back': 'Satisfaction and coming back',
  'loyalty.back-none': 'No customer who had ordered before answered a survey more than {days} ago.',
  'loyalty.back-higher':
    'A good answer goes with coming back: {difference} points more often than after a low one ({low} to {high}).',
  'loyalty.back-lower':
    'After a good answer fewer came back than after a low one: by {difference} points ({low} to {high}).',
  'loyalty.back-same':
    'Between those who answered low and those who answered good there is no difference that can be told from chance.',
  'loyalty.back-too-few': 'Too few answers to compare.',
  'loyalty.back-define':
    'Came back: ordered again within {days} of the answer. Customers with an order before it; of each the latest answer of the year that ended then.',
  'loyalty.goes-with':
    'It says what goes together, not what causes what: who orders often may also answer more kindly.',
  'loyalty.strangers_one': 'Left out: {count} customer who had not ordered before.',
  'loyalty.strangers_other': 'Left out: {count} customers who had not ordered before.',
  'loyalty.young_one': 'Left out: {count} answer less than {days} old.',
  'loyalty.young_other': 'Left out: {count} answers less than {days} old.',
  'loyalty.after.low': 'After a low answer',
  'loyalty.after.middle': 'After a middle answer',
  'loyalty.after.good': 'After a good answer',
  'loyalty.nobody': 'Nobody.',
  'loyalty.customer': 'Customer',
  'loyalty.orders': 'Orders',
  'loyalty.sum': 'Sum',
  'loyalty.last-order': 'Last order',
  'loyalty.answered': 'Answered',
  'loyalty.came-back': 'Came back',
  'loyalty.yes': 'Yes',
  'loyalty.no': 'No',
} as const;
