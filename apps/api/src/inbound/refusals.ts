// What was turned away at the doors of path A: counted for /metrics, and nothing else is kept of it.
import { Counter, register } from 'prom-client';

const NAME = 'otklik_inbound_refused_total';

/** Counts one refusal. `door`: smtp, webhook or widget; `reason`: a short fixed word, never what the stranger sent. */
export function countRefusal(door: 'smtp' | 'webhook' | 'widget', kind: string, reason: string): void {
  counter().inc({ door, kind, reason });
}

function counter(): Counter {
  return (
    (register.getSingleMetric(NAME) as Counter | undefined) ??
    new Counter({ name: NAME, help: 'Requests and mails refused at the door.', labelNames: ['door', 'kind', 'reason'] })
  );
}
