// Part of sending and of receipts (both paths): WhatsApp's error codes, each with its remedy and words that help.
import type { GraphFault, Meaning } from '../meta/graph.js';

/** https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes */
const MEANINGS: Record<number, Meaning> = {
  // Never by this road.
  130472: ['drop', 'Meta holds this number in an experiment: a marketing template does not arrive'],
  130497: ['drop', 'this account may not write to that country'],
  131021: ['drop', 'sender and recipient are the same number'],
  131026: ['drop', 'cannot be delivered: not on WhatsApp, has blocked us, or has not accepted the terms of WhatsApp'],
  131030: ['drop', 'a test number may only write to the numbers listed in the Meta app'],
  131047: ['drop', 'more than 24 hours since the customer wrote: only an approved template may be sent now'],
  131049: ['drop', 'Meta holds back marketing to this person for now'],
  131050: ['drop', 'this person has stopped marketing messages from us'],
  131051: ['drop', 'WhatsApp does not take this kind of message'],
  131052: ['drop', 'WhatsApp could not take the file'],
  131053: ['drop', 'WhatsApp does not take this file'],
  132000: ['drop', 'the number of values does not fit the template'],
  132001: ['drop', 'there is no approved template of this name and language'],
  132005: ['drop', 'the template with its values is too long'],
  132007: ['drop', 'the template breaks a policy of WhatsApp'],
  132012: ['drop', 'a value does not fit the template'],
  132015: ['drop', 'the template is paused for its low quality'],
  132016: ['drop', 'the template is switched off for its low quality'],
  // Not now.
  131000: ['retry'],
  131016: ['retry', 'WhatsApp is overloaded'],
  131057: ['retry', 'the account is in maintenance'],
  133004: ['retry', 'WhatsApp is unavailable'],
  130429: ['retry', 'too many messages at once'],
  131048: ['retry', 'held back: too many of our messages were marked as spam'],
  131056: ['retry', 'too many messages to this one number'],
  80007: ['retry', 'the limit of the WhatsApp Business account is reached'],
  // The owner must do something.
  131005: ['reconnect', 'the access token lacks a permission of WhatsApp'],
  131031: ['reconnect', 'WhatsApp has locked the account'],
  131037: ['reconnect', 'the display name of the number is not approved yet'],
  131042: ['reconnect', 'WhatsApp wants a valid way of payment'],
  131045: ['reconnect', 'the number is not registered rightly'],
  133006: ['reconnect', 'the number must be verified again'],
  133010: ['reconnect', 'the number is not registered with the Cloud API'],
};

export const faultsOfWhatsApp = (fault: GraphFault): Meaning | null => MEANINGS[fault.code] ?? null;
