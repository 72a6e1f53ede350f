// Part of reading a delivery report (path A): is the address itself dead, or was only this mail refused.

/** Full, refused as spam, too large, out of time: the address lives. Looked for first, since servers are polite about it. */
const ALIVE =
  /(?:mailbox|quota|storage|disk|account|user|inbox)[^.\n]{0,40}(?:full|exceed|over ?quota|over the|insufficient|out of)|over ?quota|quota exceeded|not enough (?:disk )?space|insufficient (?:system )?storage|too (?:large|big|long)|size limit|exceeds? .{0,20}size|message size|spam|junk mail|\brbl\b|blacklist|black list|block(?:ed|list)|reputation|spf|dkim|dmarc|policy|virus|malware|not (?:authori[sz]ed|permitted|allowed)|access denied|rate limit|too many|greylist|try (?:again )?later|at a rate|temporar\p{L}* (?:locked|suspended|disabled|unavailable)|content reject|relay(?:ing)? (?:access )?denied|unable to relay|timed? ?out|time[- ]?out|expired|too long in queue|connection refused|could not connect|переполнен|спам|превышен|квот|вирус/iu;
/** No such person. */
const UNKNOWN_USER =
  /user (?:is )?unknown|unknown (?:user|recipient|mailbox|address|local[- ]?part|account)|no such (?:user|recipient|mailbox|address|person|account|email)|(?:user|recipient|mailbox|address|account|e-?mail|alias|addressee|id|name)[^.\n]{0,60}(?:not (?:found|exist|known|listed|valid|registered|a valid|active)|(?:does not|doesn['’]t|do not|doesnt) exist|does ?n[o'’]t (?:have|seem)|is (?:invalid|inactive|unknown|not)|unknown|disabled|deactivated|suspended|closed|terminated|no longer|unavailable|has been (?:disabled|closed|deleted))|(?:invalid|bad|frozen|nonexist\w*|non-existent|inactive|disabled|discontinued|illegal) (?:final |destination )?(?:recipient|mailbox|user(?:id)?|address|account|e-?mail)|(?:mailbox|account|user) is frozen|disabled recipient|compte .{0,40}(?:bloqu|désactiv|inexistant)|not (?:a )?(?:known|valid|our) (?:user|customer|mailbox|recipient|address)|isn['’]t (?:in our|a known|listed)|(?:is )?not listed in|recipient (?:address )?rejected: user|couldn['’]t find|(?:sorry, )?no mailbox (?:here|by that name)|not a local|undeliverable address|unrouteable address|unroutable|this (?:account|user)[^.\n]{0,30}(?:not|no longer)|нет такого|не существует|не найден|неизвестн|отключ[её]н|заблокирован|не съществува|няма такъв|не е намерен|does not accept mail for|mailbox not found|person[^.\n]{0,20}not|bad destination/iu;
/** No such place. */
const UNKNOWN_HOST =
  /(?:host|domain|mx|dns|name server|server|a record)[^.\n]{0,60}(?:not found|unknown|does not exist|doesn['’]t exist|not exist|no such|couldn['’]t be found|non-?exist|nxdomain|invalid)|unknown (?:host|domain)|no such (?:domain|host)|illegal host|nxdomain|couldn['’]t find any host|name or service not known|no (?:mx|valid mx|mail exchanger|route)|домен[^.\n]{0,30}(?:не|нет)|bad destination host|(?:^|\s)(?:[\w-]{1,63}\.){1,5}[a-z]{2,10}\W{0,3} does not exist/iu;

const DEAD_CODES = new Set([
  '5.1.1',
  '5.1.2',
  '5.1.3',
  '5.1.6',
  '5.1.10',
  '5.2.1',
  '5.7.13',
  '5.4.4',
  '5.1.0',
  '5.0.1',
]);
const LIVE_CODES = /^5\.(?:2\.2|2\.3|3\.[45]|4\.[1-35-9]|7\.\d+)$|^4\./;

/**
 * @param status enhanced code as the report gives it
 * @param words what the other server said
 * @returns whether the address is dead, and a code where the report gives none
 */
export function causeOf(status: string | null, words: string): { dead: boolean; status: string | null } {
  const alive = ALIVE.test(words);
  const user = UNKNOWN_USER.test(words);
  const host = UNKNOWN_HOST.test(words);
  const guessed = user ? '5.1.1' : host ? '5.1.2' : /quota|full/i.test(words) && alive ? '5.2.2' : null;
  if (status === null) return { dead: (user || host) && !alive, status: guessed };
  // A server that says "no such user" under a wrong code still says it.
  if (LIVE_CODES.test(status) && status !== '5.7.13')
    return { dead: user && !alive && /^5\.7\.1$|^4\./.test(status), status };
  if (DEAD_CODES.has(status) && status !== '5.1.0' && status !== '5.0.1')
    return { dead: !alive || user || host, status };
  return { dead: (user || host) && !alive, status };
}
