// Path B for Meta's messengers, on the wire: one call of the Graph API, and its refusals named by their remedy.
import { byStatus, callVendor, retryAfterOf, type VendorAnswer, type VendorCall } from '../call-vendor.js';
import { ChannelError, type ClientContext, type OutboundFile } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, numberOf, textOf } from '../exact-json.js';
import { multipart } from '../multipart.js';

export interface GraphFault {
  code: number;
  subcode: number;
  /** Meta's own words. */
  message: string;
}

/** What a refusal means: its remedy, and words that help more than Meta's. Null: the shared rules decide. */
export type FaultMap = (fault: GraphFault) => Meaning | null;
export type Meaning = [remedy: ChannelError['remedy'], words?: string];

/** Where the Graph API is and who asks. */
export interface Graph {
  /** With the version, without a slash at the end. */
  root: string;
  token: string | null;
  faults: FaultMap;
}

/** Throttled without a word on how long: seconds. */
const RATE_WAIT = 30;

/**
 * Calls `path` (no leading slash).
 * @throws ChannelError
 */
export async function callGraph(
  context: ClientContext,
  graph: Graph,
  path: string,
  call: Omit<VendorCall, 'url'> = {},
): Promise<Fields> {
  if (!graph.token) throw new ChannelError('reconnect', 'the access token is missing');
  const headers = { authorization: `Bearer ${graph.token}`, ...call.headers };
  const asked = { ...call, url: `${graph.root}/${path}`, headers };
  const answer = await callVendor(context, asked, (given) => judge(given, graph.faults));
  const body = fieldsOf(answer.body);
  if (!body) throw new ChannelError(call.repeatable ? 'retry' : 'unknown', 'an answer that cannot be read');
  return body;
}

/** A file as a form, with its fields. */
export async function formOf(
  fields: Record<string, string>,
  field: string,
  file: OutboundFile,
): Promise<Pick<VendorCall, 'headers' | 'body'>> {
  const content = await file.read();
  const form = multipart(fields, { field, name: file.name, contentType: file.contentType, content });
  return { headers: { 'content-type': form.contentType }, body: form.body };
}

function judge(answer: VendorAnswer, faults: FaultMap): ChannelError | null {
  const fault = faultIn(fieldsOf(fieldsOf(answer.body)?.error));
  if (!fault) return byStatus(answer);
  const [remedy, words] = faults(fault) ?? meaningOf(fault) ?? [byStatus(answer)?.remedy ?? 'drop'];
  return new ChannelError(remedy, reasonOf(fault, words), remedy === 'retry' ? waitOf(answer, fault) : null);
}

/** An `error` or one of `errors`, as answers and webhooks carry it. */
export function faultIn(error: Fields | null): GraphFault | null {
  const code = numberOf(idOf(error?.code));
  if (!error || !Number.isFinite(code)) return null;
  const details = textOf(fieldsOf(error.error_data)?.details);
  const message = [textOf(error.message) ?? textOf(error.title), details, textOf(error.error_user_msg)];
  const said = [...new Set(message.filter(Boolean))].join(': ').slice(0, 300);
  return { code, subcode: numberOf(idOf(error.error_subcode)) || 0, message: said };
}

/** The helping words first, then what Meta said with its number. */
export function reasonOf(fault: GraphFault, words?: string): string {
  const number = `#${fault.code}${fault.subcode ? `/${fault.subcode}` : ''}`;
  const said = `${number} ${fault.message}`.trim();
  return words ? `${words} (${said})` : said;
}

const RATES = new Set([4, 17, 32, 341, 613, 80001, 80002, 80006, 80007]);
const isRate = (code: number) => RATES.has(code) || [130429, 131048, 131056, 133016].includes(code);

/** Codes that the whole Graph API shares. https://developers.facebook.com/docs/graph-api/guides/error-handling */
function meaningOf({ code, subcode, message }: GraphFault): Meaning | null {
  if (isRate(code)) return ['retry'];
  // Meta's own word on this one: the messages may all have gone although it says they have not.
  if (code === 1 && subcode === 1357046) return ['unknown'];
  if (code === 1 || code === 2) return ['retry'];
  if (code === 190 || code === 102 || code === 463 || code === 467)
    return ['reconnect', 'Meta refused the access token: make a new one'];
  if (code === 0 || code === 3 || code === 10 || (code >= 200 && code < 300))
    return ['reconnect', 'the access token lacks a permission'];
  if (code === 368) return ['reconnect', 'Meta has blocked this account for breaking its policies'];
  if (/appsecret_proof/i.test(message))
    return ['reconnect', 'switch off “Require app secret” in the advanced settings of the Meta app'];
  if (
    code === 33 ||
    (code === 100 &&
      (subcode === 33 || /^unsupported (?:get|post) request|object with id '?\w+'? does not exist/i.test(message)))
  )
    return ['reconnect', 'Meta knows no such account, or the token may not see it'];
  return null;
}

function waitOf(answer: VendorAnswer, fault: GraphFault): number | null {
  return retryAfterOf(answer.headers) ?? regainOf(answer.headers) ?? (isRate(fault.code) ? RATE_WAIT : null);
}

/** Seconds until we may call again, from the header where Meta tells the minutes. */
function regainOf(headers: Headers): number | null {
  try {
    const usage = fieldsOf(JSON.parse(headers.get('x-business-use-case-usage') ?? 'null'));
    const minutes = Object.values(usage ?? {})
      .flatMap(listOf)
      .map((each) => numberOf(fieldsOf(each)?.estimated_time_to_regain_access) || 0);
    const longest = Math.max(0, ...minutes);
    return longest > 0 ? longest * 60 : null;
  } catch {
    return null;
  }
}
