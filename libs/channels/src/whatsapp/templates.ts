// Part of path B for WhatsApp: the templates that Meta has approved, and the values of one put where it wants them.
import { ChannelError, type ClientContext, type Template, type TemplateChoice } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import { callGraph } from '../meta/graph.js';
import { businessAccountIdOf, graphOf } from './settings.js';

const VARIABLE = /\{\{\s*([\w.-]+)\s*\}\}/g;
/** Meta tells them in pages; nobody chooses among more. */
const MOST_PAGES = 10;

/** Those that can be filled with words alone, by name. */
export async function approvedTemplates(context: ClientContext): Promise<TemplateChoice[]> {
  const found: TemplateChoice[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await asked(context, { status: 'APPROVED', limit: '100', ...(after ? { after } : {}) });
    for (const each of listOf(answer.data)) {
      const choice = choiceOf(fieldsOf(each));
      if (choice) found.push(choice);
    }
    const paging = fieldsOf(answer.paging);
    after = textOf(paging?.next) ? textOf(fieldsOf(paging?.cursors)?.after) : null;
    if (!after) break;
  }
  return found.sort((a, b) => a.name.localeCompare(b.name) || a.language.localeCompare(b.language));
}

/**
 * The `template` of a message.
 * @throws ChannelError `drop` when there is no such template or the values do not fit it
 */
export async function filledTemplate(context: ClientContext, wanted: Template): Promise<Fields> {
  const answer = await asked(context, { name: wanted.name, limit: '100' });
  const template = listOf(answer.data)
    .map(fieldsOf)
    .find((each) => each?.name === wanted.name && each.language === wanted.language);
  if (!template) throw new ChannelError('drop', `there is no template ${wanted.name} in ${wanted.language}`);
  const values = [...wanted.params];
  const named = template.parameter_format === 'NAMED';
  const components = wordedParts(template).flatMap(({ type, text }) => {
    const names = variablesIn(text);
    const parameters = names.map((name) => ({
      type: 'text',
      ...(named ? { parameter_name: name } : {}),
      // WhatsApp refuses line breaks and long gaps inside a value.
      text: (values.shift() ?? '').replace(/\s+/g, ' ').trim(),
    }));
    if (parameters.some((each) => each.text === ''))
      throw new ChannelError('drop', `the template ${wanted.name} wants a value for each of its variables`);
    return parameters.length > 0 ? [{ type, parameters }] : [];
  });
  return { name: wanted.name, language: { code: wanted.language }, components };
}

function asked(context: ClientContext, query: Record<string, string>): Promise<Fields> {
  const fields = 'name,language,status,category,parameter_format,components';
  const path = `${businessAccountIdOf(context.config)}/message_templates?${new URLSearchParams({ fields, ...query })}`;
  return callGraph(context, graphOf(context.config), path, { repeatable: true });
}

/** Null: it needs a picture, a code or an address, which an agent cannot type into it. */
function choiceOf(template: Fields | null): TemplateChoice | null {
  const name = textOf(template?.name);
  const language = textOf(template?.language);
  if (!template || !name || !language || template.status !== 'APPROVED') return null;
  if (template.category === 'AUTHENTICATION' || !fillable(template)) return null;
  let count = 0;
  const parts = wordedParts(template).map((part) => {
    const names = variablesIn(part.text);
    const before = count;
    count += names.length;
    return part.text.replace(VARIABLE, (_, variable: string) => `{{${before + names.indexOf(variable) + 1}}}`);
  });
  const footer = componentsOf(template).find((each) => each.type === 'FOOTER');
  return { name, language, text: [...parts, textOf(footer?.text)].filter(Boolean).join('\n\n'), variables: count };
}

function fillable(template: Fields): boolean {
  return componentsOf(template).every((component) => {
    if (component.type === 'HEADER') return component.format === 'TEXT';
    if (component.type === 'BODY' || component.type === 'FOOTER') return true;
    if (component.type !== 'BUTTONS') return false;
    return listOf(component.buttons).every((each) => {
      const button = fieldsOf(each);
      const plain = ['QUICK_REPLY', 'PHONE_NUMBER', 'URL'].includes(textOf(button?.type) ?? '');
      return plain && variablesIn(textOf(button?.url) ?? '').length === 0;
    });
  });
}

/** Header and body, in this order: where the variables are. */
function wordedParts(template: Fields): { type: 'header' | 'body'; text: string }[] {
  const components = componentsOf(template);
  return (['header', 'body'] as const).flatMap((type) => {
    const text = textOf(components.find((each) => each.type === type.toUpperCase())?.text);
    return text ? [{ type, text }] : [];
  });
}

const componentsOf = (template: Fields): Fields[] =>
  listOf(template.components).flatMap((each) => {
    const component = fieldsOf(each);
    return component && idOf(component.type) ? [component] : [];
  });

/** Each once: numbers in their own order, names in that of their first use. */
function variablesIn(text: string): string[] {
  const names = [...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name!))];
  return names.every((name) => /^\d+$/.test(name)) ? names.sort((a, b) => Number(a) - Number(b)) : names;
}
