// One person's card as a page of its own: an address that can be sent to a colleague.
import { useParams } from '@tanstack/react-router';
import { CustomerCard } from './customer-card.js';
import { DirectoryPage } from './directory-page.js';

export function PersonPage() {
  const { contactId } = useParams({ from: '/desk/people/$contactId' });
  return (
    <DirectoryPage page="people" card>
      <CustomerCard key={contactId} contactId={contactId} ticketId={null} />
    </DirectoryPage>
  );
}
