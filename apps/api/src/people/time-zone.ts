// Whether a time zone exists: asked wherever one is set.
import { IANAZone } from 'luxon';
import { DomainError } from '../platform/errors.js';

/** @throws DomainError time-zone-unknown */
export function checkTimeZone(timeZone: string): void {
  if (!IANAZone.isValidZone(timeZone)) throw new DomainError('time-zone-unknown', { timeZone });
}
