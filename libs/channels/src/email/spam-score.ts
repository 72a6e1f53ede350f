// Part of understanding a mail (path A): what the site's own filter thinks of it, by the header it leaves.
import { headerOf, type MimePart } from './mime.js';

export interface SpamVerdict {
  score: number | null;
  flagged: boolean;
}

const numberIn = (text: string | undefined): number | null => {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : null;
};

/** The verdict of SpamAssassin, Rspamd or Exchange; null where no filter spoke. A sender may write these headers too: only a filter of ours is to be believed. */
export function spamVerdictOf(root: MimePart): SpamVerdict | null {
  const header = (name: string) => headerOf(root, name)?.slice(0, 4000) ?? null;
  const flag = header('x-spam-flag') ?? header('x-spam');
  const status = header('x-spam-status') ?? header('x-spamd-result') ?? header('x-rspamd-result');
  const level = header('x-spam-score') ?? header('x-rspamd-score') ?? header('x-spamd-bar');
  const exchange =
    header('x-ms-exchange-organization-scl') ??
    header('x-microsoft-antispam-mailbox-delivery') ??
    header('x-forefront-antispam-report');
  const scl = numberIn(/^\s*-?\d+/.exec(exchange ?? '')?.[0] ?? /\bSCL:(-?\d+)/i.exec(exchange ?? '')?.[1]);
  if (flag === null && status === null && level === null && scl === null) return null;
  const score =
    numberIn(/(?:score|hits)=\s*(-?[\d.]+)/i.exec(status ?? '')?.[1]) ??
    numberIn(/\[\s*(-?[\d.]+)\s*\/\s*-?[\d.]+\s*\]/.exec(status ?? '')?.[1]) ??
    numberIn(/-?[\d.]+/.exec(level ?? '')?.[0]) ??
    scl;
  // Exchange: from 5 on it goes to the junk folder.
  const flagged =
    /^\s*(?:yes|true|1\b)/i.test(flag ?? '') ||
    /^\s*yes\b|:\s*(?:default:\s*)?true\b|\bSpam:\s*True\b/i.test(status ?? '') ||
    (scl !== null && scl >= 5 && scl <= 9);
  return { score, flagged };
}
