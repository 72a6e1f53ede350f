// Where on the site a visitor last wrote from, and where they had come there from.
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { components } from '../api/schema.js';
import { useWords } from '../words/words.js';
import styles from './customer-card.module.css';

export function LastVisit({ contactId }: { contactId: string }) {
  const { say } = useWords();
  const visit = useQuery({
    queryKey: ['contact', contactId, 'visit'],
    queryFn: () => get<components['schemas']['VisitView']>(`/api/v1/contacts/${contactId}/visit`),
  }).data;
  const page = placeOf(visit?.page);
  const referrer = placeOf(visit?.referrer);
  if (!page) return null;
  return (
    <section>
      <h3>{say('customer.visit')}</h3>
      <p className={styles.hint} style={{ overflowWrap: 'anywhere', display: 'block' }}>
        <a href={page.href} target="_blank" rel="noopener noreferrer">
          {page.words}
        </a>
        {referrer && <> · {say('customer.visit.from', { place: referrer.words })}</>}
      </p>
    </section>
  );
}

/** What a browser has told us is a link only if it is an address of the web. */
function placeOf(address: string | null | undefined): { href: string; words: string } | null {
  if (!address || !URL.canParse(address)) return null;
  const { protocol, href, host, pathname } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  return { href, words: `${host}${pathname === '/' ? '' : decodedPath(pathname)}` };
}

function decodedPath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
