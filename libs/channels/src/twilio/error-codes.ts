// Twilio's numbered errors that have a remedy of their own: for a refused send (path B) and for a failure told later (path A).
// https://www.twilio.com/docs/api/errors
import { ChannelError } from '../channel.js';

type Remedy = ChannelError['remedy'];

const CODES: Record<string, [remedy: Remedy, words: string]> = {
  14107: ['retry', 'too many messages at once'],
  20003: ['reconnect', 'Twilio refused the Account SID or the Auth Token'],
  20005: ['reconnect', 'the Twilio account is not active'],
  20006: ['reconnect', 'the Twilio account may not do this'],
  20429: ['retry', 'too many requests'],
  21211: ['drop', 'this is no phone number that Twilio knows'],
  21212: ['reconnect', 'our number is not valid as a sender'],
  21408: ['drop', 'sending to this country is not allowed in the Twilio Console (Geo permissions)'],
  21603: ['reconnect', 'our number is missing'],
  21606: ['reconnect', 'our number cannot send such messages'],
  21610: ['drop', 'the person has opted out with STOP: blocked by the user'],
  21611: ['retry', 'the queue of our number is full'],
  21612: ['drop', 'Twilio finds no way from our number to this one'],
  21614: ['drop', 'this number is no mobile phone'],
  21617: ['drop', 'the text is too long'],
  21619: ['drop', 'a message without words'],
  21620: ['drop', 'the address of a file could not be fetched'],
  21635: ['drop', 'this number is a landline'],
  21659: ['reconnect', 'our number does not belong to the Twilio account'],
  21660: ['reconnect', 'our number does not belong to the Twilio account'],
  21703: ['reconnect', 'the Messaging Service has no number'],
  30001: ['retry', 'the queue of our number is full'],
  30002: ['reconnect', 'the Twilio account is suspended'],
  30003: ['drop', 'the phone is switched off or out of reach'],
  30004: ['drop', 'the number does not take our messages: blocked by the user or the carrier'],
  30005: ['drop', 'unknown or no longer existing number'],
  30006: ['drop', 'a landline, or a carrier that cannot be reached'],
  30007: ['drop', 'the carrier took it for spam'],
  30008: ['drop', 'the carrier did not say why'],
  30034: ['drop', 'our American number is not registered (A2P 10DLC)'],
  63001: ['reconnect', 'WhatsApp refused the sender’s credentials'],
  63003: ['drop', 'this number is not on WhatsApp'],
  63007: ['reconnect', 'our number is not a WhatsApp sender of this account'],
  63015: ['drop', 'the person has not joined the WhatsApp sandbox'],
  63016: [
    'drop',
    'more than 24 hours have passed since the customer wrote; WhatsApp now takes only approved templates',
  ],
  63018: ['retry', 'too many messages at once'],
  63019: ['drop', 'the file could not be fetched'],
  63021: ['drop', 'WhatsApp does not take such content'],
  63024: ['drop', 'this number is not on WhatsApp'],
  63032: ['drop', 'WhatsApp does not deliver to this person: blocked by the user or by an experiment of theirs'],
  63049: ['drop', 'WhatsApp chose not to deliver it'],
};

/** A few words on a code for agents; null where there is none. */
export function wordsOfCode(code: string | null): string | null {
  if (!code || code === '0') return null;
  return Object.hasOwn(CODES, code) ? `${CODES[code]![1]} (Twilio ${code})` : `Twilio ${code}`;
}

/** The error of a numbered refusal; null where the number says nothing to us. */
export function errorOfCode(code: string | null, retryAfterSeconds: number | null): ChannelError | null {
  if (!code || !Object.hasOwn(CODES, code)) return null;
  const [remedy] = CODES[code]!;
  return new ChannelError(remedy, wordsOfCode(code)!, remedy === 'retry' ? (retryAfterSeconds ?? 5) : null);
}
