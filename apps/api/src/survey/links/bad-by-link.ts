// News of a bad answer by a link that no case was opened for: nobody knows who gave it, or nobody has written with them yet.
import { defineEvent } from '../../platform/events/define-event.js';

/** Of no ticket: told once to whoever listens, about the answer (see Facts.tell). */
export const BadByLink = defineEvent<{ answerId: string; linkId: string }>('link.answered-badly');
