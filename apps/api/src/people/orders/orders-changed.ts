// News that orders changed, or whose they are: what is counted of a customer's orders and something else is counted again.
import { defineEvent } from '../../platform/events/define-event.js';

/** Of no ticket (see Facts.tell). `contactIds`: whose they were, and whose they are; null: everybody's, the days are others. */
export const OrdersChanged = defineEvent<{ contactIds: string[] | null }>('orders.changed');
