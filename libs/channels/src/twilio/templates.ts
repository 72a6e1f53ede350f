// Part of path B for Twilio's WhatsApp: the contents that WhatsApp has approved as templates, and one of them filled in.
import { callVendor } from '../call-vendor.js';
import { ChannelError, type ClientContext, type Template, type TemplateChoice } from '../channel.js';
import { fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import { authorization, judge } from './call.js';
import { apiRootOf } from './settings.js';

const VARIABLE = /\{\{\s*([\w.-]+)\s*\}\}/g;
/** Twilio tells them in pages; nobody chooses among more. */
const MOST_PAGES = 5;

interface Content extends TemplateChoice {
  sid: string;
  /** The names of its variables at Twilio, in the order of `text`. */
  names: string[];
}

/** Those that can be filled with words alone, by name. */
export async function approvedTemplates(context: ClientContext): Promise<TemplateChoice[]> {
  const found = (await approved(context)).map(({ name, language, text, variables }) => ({
    name,
    language,
    text,
    variables,
  }));
  return found.sort((a, b) => a.name.localeCompare(b.name) || a.language.localeCompare(b.language));
}

/**
 * The fields of the form that send a template.
 * @throws ChannelError `drop` when there is no such template or the values do not fit it
 */
export async function filledTemplate(context: ClientContext, wanted: Template): Promise<Record<string, string>> {
  const all = await approved(context);
  const content = all.find(({ name, language }) => name === wanted.name && language === wanted.language);
  if (!content) throw new ChannelError('drop', `there is no approved template ${wanted.name} in ${wanted.language}`);
  // WhatsApp refuses line breaks and long gaps inside a value.
  const values = content.names.map((name, i) => [name, (wanted.params[i] ?? '').replace(/\s+/g, ' ').trim()] as const);
  if (values.some(([, value]) => value === ''))
    throw new ChannelError('drop', `the template ${wanted.name} wants a value for each of its variables`);
  const fields: Record<string, string> = { ContentSid: content.sid };
  if (values.length > 0) fields.ContentVariables = JSON.stringify(Object.fromEntries(values));
  return fields;
}

async function approved(context: ClientContext): Promise<Content[]> {
  const root = apiRootOf(context.config).replace('//api.', '//content.');
  const found: Content[] = [];
  let url: string | null = `${root}/v1/ContentAndApprovals?PageSize=500`;
  for (let page = 0; url && page < MOST_PAGES; page++) {
    const asked = { url, headers: authorization(context), repeatable: true };
    const body = fieldsOf((await callVendor(context, asked, judge)).body);
    for (const each of listOf(body?.contents)) found.push(...contentOf(each));
    const next = textOf(fieldsOf(body?.meta)?.next_page_url);
    // Our password goes nowhere else.
    url = next && URL.canParse(next) && new URL(next).origin === new URL(root).origin ? next : null;
  }
  return found;
}

function contentOf(value: unknown): Content[] {
  const content = fieldsOf(value);
  const [sid, name, language] = [idOf(content?.sid), textOf(content?.friendly_name), textOf(content?.language)];
  const status = textOf(fieldsOf(content?.approval_requests)?.status);
  const types = fieldsOf(content?.types);
  if (!sid || !name || !language || !types || status?.toLowerCase() !== 'approved') return [];
  const body = Object.values(types)
    .map((type) => textOf(fieldsOf(type)?.body))
    .find((text) => text !== null);
  if (!body) return [];
  const names = variablesIn(body);
  // A picture or an address that changes cannot be chosen in the composer.
  if (variablesIn(JSON.stringify(types)).some((each) => !names.includes(each))) return [];
  const text = body.replace(VARIABLE, (_, each: string) => `{{${names.indexOf(each) + 1}}}`);
  return [{ sid, name, language, text, variables: names.length, names }];
}

/** Each once; numbered ones by their number. */
function variablesIn(text: string): string[] {
  const names = [...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name!))];
  return names.every((name) => /^\d+$/.test(name)) ? names.sort((a, b) => Number(a) - Number(b)) : names;
}
