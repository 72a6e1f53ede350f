// Path B: what an error of a channel means for the message, given how much of it had gone already. Pure.
import { ChannelError } from '@otklik/channels';

export type SendOutcome =
  | { do: 'retry'; reason: string; afterSeconds: number | null }
  /** The connection needs its owner; its messages wait. */
  | { do: 'reconnect'; reason: string }
  | { do: 'fail'; remedy: string; unreachable: boolean }
  /** It may have arrived, wholly or in part: never sent again by itself. */
  | { do: 'unknown'; remedy: string; reconnect: string | null };

/** What a channel says when the person cannot be reached any more, whoever writes. */
const UNREACHABLE =
  /blocked by the user|user is deactivated|bot was kicked|chat not found|\b5\.1\.(?:1|2|10)\b|user unknown|no such user|mailbox (?:unavailable|not found)/i;

/** `sentParts`: parts of this message that were accepted before the error. `idempotent`: a second copy is recognised there. */
export function outcomeOf(error: unknown, sentParts: number, idempotent: boolean): SendOutcome {
  const fault = error instanceof ChannelError ? error : new ChannelError('unknown', nameOf(error));
  const { reason } = fault;
  const partly = sentParts > 0 && !idempotent;
  if (partly) {
    return { do: 'unknown', remedy: `partly: ${reason}`, reconnect: fault.remedy === 'reconnect' ? reason : null };
  }
  switch (fault.remedy) {
    case 'retry':
      return { do: 'retry', reason, afterSeconds: fault.retryAfterSeconds };
    case 'reconnect':
      return { do: 'reconnect', reason };
    case 'drop':
      return { do: 'fail', remedy: `drop: ${reason}`, unreachable: UNREACHABLE.test(reason) };
    case 'unknown':
      if (idempotent) return { do: 'retry', reason, afterSeconds: null };
      return { do: 'unknown', remedy: `unknown: ${reason}`, reconnect: null };
  }
}

function nameOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'error';
}
