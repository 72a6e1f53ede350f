// Part of reading a delivery report (path A): is the address itself dead, or was only this mail refused.

/** Full, refused as spam, too large, out of time: the address lives. Looked for first, since servers are polite about it. */
const ALIVE =
  /(?:mailbox|quota|storage|disk|account|user|inbox)[^.\n]{0,40}(?:full|exceed|over ?quota|over the|insufficient|out of)|over ?quota|quota exceeded|not enough (?:disk )?space|insufficient (?:system )?storage|too (?:large|big|long)|size limit|exceeds? .{0,20}size|message size|spam|junk mail|\brbl\b|blacklist|black list|block(?:ed|list)|reputation|spf|dkim|dmarc|policy|virus|malware|not (?:authori[sz]ed|permitted|allowed)|access denied|rate limit|too many|greylist|try (?:again )?later|at a rate|temporar\p{L}* (?:locked|suspended|disabled|unavailable)|content reject|relay(?:ing)? (?:access )?denied|unable to relay|not verified|переполнен|спам|превышен|квот|вирус/iu;
/** Nobody answered: unless somebody else did, and said more. */
const SILENT =
  /timed? ?out|time[- ]?out|expired|too long in queue|connection refused|could not connect|unreachable|malformed/iu;
/** Refused only after the whole mail was seen, with bare words: the person was there when asked for, and it was a filter. */
const AFTER_DATA = /in\s+reply\s+to\s+end\s+of\s+DATA|after\s+end\s+of\s+data/i;
const BARE = /user unknown|unknown user/gi;
/** It is our own address that they refuse. */
const ABOUT_SENDER =
  /after\s+MAIL\s+FROM|in\s+reply\s+to\s+MAIL\s+FROM|^>>> MAIL From.*\n<<< [45]|sender (?:address |domain )?(?:rejected|denied)/im;
/** No such person. */
const UNKNOWN_USER =
  /user (?:is )?unknown|unknown (?:user|recipient|mailbox|address|local[- ]?part|account)|no such (?:user|recipient|mailbox|address|person|account|email)|(?:user|recipient|rcpt|mailbox|address|account|e-?mail|alias|addressee|id|name)[^.\n]{0,60}(?:not (?:found|exist|known|listed|valid|registered|a valid|active)|(?:does not|doesn['’]t|do not|doesnt) exist|does ?n[o'’]t (?:have|seem)|is (?:invalid|inactive|unknown|not)|unknown|disabled|deactivated|suspended|closed|terminated|no longer|unavailable|has been (?:disabled|closed|deleted))|(?:invalid|bad|frozen|nonexist\w*|non-existent|inactive|disabled|deactivated|discontinued|illegal) (?:final |destination |delivery ){0,2}(?:recipient|mailbox|user(?:id)?|address|account|e-?mail)|(?:mailbox|account|user) is frozen|disabled recipient|compte .{0,40}(?:bloqu|désactiv|inexistant)|not (?:a )?(?:known|valid|our) (?:user|customer|mailbox|recipient|address)|isn['’]t (?:in our|a known|listed)|(?:is )?not listed in|recipient (?:address )?rejected: user|couldn['’]t find|(?:sorry, )?no mail ?box (?:here|by that name|found|available for)|not a local|undeliverable address|unrouteable address|unroutable|this (?:account|user)[^.\n]{0,30}(?:not|no longer)|нет такого|не существует|не найден|неизвестн|отключ[её]н|заблокирован|не съществува|няма такъв|не е намерен|does not accept mail for|mailbox not found|person[^.\n]{0,20}not|bad destination|no valid recipients/iu;
/** No such place. */
const UNKNOWN_HOST =
  /(?:host|domain|mx|dns|name server|server|a record)[^.\n]{0,60}(?:not found|unknown|does not exist|doesn['’]t exist|not exist|no such|couldn['’]t be found|non-?exist|nxdomain|invalid)|unknown (?:host|domain)|no such (?:domain|host)|illegal host|nxdomain|couldn['’]t find any host|name or service not known|no (?:mx|valid mx|mail exchanger|route|smtp service)|does not accept (?:e?mail|any mail)|null mx|домен[^.\n]{0,30}(?:не|нет)|bad destination host|(?:^|\s)(?:[\w-]{1,63}\.){1,5}[a-z]{2,10}\W{0,3} does not exist/iu;

const DEAD_CODES = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1', '5.7.13', '5.4.4']);
const LIVE_CODES = /^5\.(?:2\.2|2\.3|3\.[45]|4\.[1-35-9]|7\.\d+)$|^4\./;

/**
 * @param status enhanced code as the report gives it
 * @param said what the other server said
 * @param around the report's words, which may tell when it was said
 * @returns whether the address is dead, and a code where the report gives none
 */
export function causeOf(
  status: string | null,
  given: string,
  around: string,
): { dead: boolean; status: string | null } {
  // An address between the words would part them: "User [vera@shop.example] does not exist".
  const said = given.replace(/\[?<?[^\s<>[\]@]{1,128}@[^\s<>[\]@]{1,255}>?\]?/g, 'it').replaceAll('_', ' ');
  const user = UNKNOWN_USER.test(refusedLate(around) ? said.replace(BARE, '') : said);
  const host = UNKNOWN_HOST.test(said);
  const alive = ALIVE.test(said) || (!user && SILENT.test(said));
  const guessed = user ? '5.1.1' : host ? '5.1.2' : /quota|full/i.test(said) && alive ? '5.2.2' : null;
  const told = status ?? guessed;
  if (ABOUT_SENDER.test(around) || /^x-unix/i.test(said)) return { dead: false, status: told };
  if (status === null) return { dead: (user || host) && !alive, status: told };
  // A server that says "no such user" under a wrong code still says it.
  if (LIVE_CODES.test(status) && status !== '5.7.13')
    return { dead: (user && !alive && /^5\.7\.1$|^4\./.test(status)) || (host && /^5\.7\.27$/.test(status)), status };
  if (DEAD_CODES.has(status) && !(refusedLate(around) && !user && !host))
    return { dead: !alive || user || host, status };
  return { dead: (user || host) && !alive, status };
}

/** A server that asks for a recipient afterwards had refused the only one: its "DATA" was sent ahead of the answer. */
const NO_RECIPIENT = /^<<< 5(?:03|54)[ -].*(?:rcpt|no (?:valid )?recipient|afresh)/im;

/** A transcript of sendmail shows it by the order of its lines. */
function refusedLate(around: string): boolean {
  if (AFTER_DATA.test(around)) return true;
  const data = around.search(/^>>> DATA/m);
  return data >= 0 && around.search(/^<<< [45]/m) > data && !NO_RECIPIENT.test(around);
}
