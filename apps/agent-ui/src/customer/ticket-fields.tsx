// The workspace's own fields of the open ticket, above its customer's card.
import { useQuery } from '@tanstack/react-query';
import { post } from '../api/request.js';
import type { Ticket } from '../api/shapes.js';
import { takeNews } from '../live/take-news.js';
import { tellRefusal } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';
import { fieldsQuery, living } from './field-queries.js';
import { OwnFields } from './own-fields.js';

export function TicketFields({ ticketId }: { ticketId: string }) {
  const { say } = useWords();
  const definitions = living(useQuery(fieldsQuery).data, 'ticket');
  // Whatever the pane has loaded of the ticket: it is asked nothing of its own.
  const ticket = useQuery<Ticket>({ queryKey: ['ticket', ticketId], enabled: false }).data;
  if (definitions.length === 0 || !ticket) return null;
  const save = async (key: string, value: unknown) => {
    try {
      const { fields } = await post<{ fields: Record<string, unknown> }>(`/api/v1/tickets/${ticketId}/fields`, {
        values: { [key]: value },
      });
      takeNews<Ticket>(['ticket', ticketId], (known) => ({ ...known, fields }));
    } catch (error) {
      tellRefusal(error);
      throw error;
    }
  };
  return (
    <section className={styles.about} aria-label={say('fields.of-ticket')} data-testid="ticket-fields">
      <h3>{say('fields.of-ticket')}</h3>
      <OwnFields
        definitions={definitions}
        values={ticket.fields ?? {}}
        save={save}
        disabled={ticket.state === 'closed'}
      />
    </section>
  );
}
