// Routing: how it stands now, whose a ticket is, and how much each can hold.
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../words/words.js';
import { Loaded, SettingsSection } from './parts.js';
import { routingQuery } from './routing.js';
import styles from './routing.module.css';
import { RoutingNow } from './routing-now.js';
import { RoutingRules } from './routing-rules.js';
import { RoutingTermsForm } from './routing-terms.js';

export function RoutingPage() {
  const { say } = useWords();
  const query = useQuery(routingQuery);
  return (
    <SettingsSection title="settings.routing" hint="routing.hint">
      <section className={styles.part} aria-labelledby="routing-now">
        <h2 id="routing-now">{say('routing.now')}</h2>
        <RoutingNow />
      </section>
      <Loaded query={query}>
        {(routing) => (
          <>
            {/* The table in it is the landmark, by the same name. */}
            <div className={styles.part}>
              <h2>{say('routing.rules')}</h2>
              <p className={styles.hint}>{say('routing.rules-hint')}</p>
              <RoutingRules routing={routing} />
            </div>
            <section className={styles.part} aria-labelledby="routing-terms">
              <h2 id="routing-terms">{say('routing.terms')}</h2>
              <RoutingTermsForm terms={routing.terms} />
            </section>
          </>
        )}
      </Loaded>
    </SettingsSection>
  );
}
