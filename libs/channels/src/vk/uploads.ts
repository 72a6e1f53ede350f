// Path B for VK: files go to VK's upload servers first; a message only names them.
import { byStatus, callVendor } from '../call-vendor.js';
import { ChannelError, type ClientContext, type OutboundFile } from '../channel.js';
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import { multipart } from '../multipart.js';
import { callVk } from './api.js';

const PHOTOS = ['image/jpeg', 'image/png', 'image/gif'];
const REPEATABLE = { repeatable: true };

/** The name under which a message attaches the file: `photo-1_2_key`. */
export async function uploadFile(context: ClientContext, file: OutboundFile, conversation: string): Promise<string> {
  return PHOTOS.includes(file.contentType) ? photo(context, file, conversation) : doc(context, file, conversation);
}

async function photo(context: ClientContext, file: OutboundFile, conversation: string): Promise<string> {
  const asked = await callVk(context, 'photos.getMessagesUploadServer', { peer_id: conversation }, REPEATABLE);
  const sent = await upload(context, asked, 'photo', file);
  const fields = { server: idOf(sent.server) ?? '', photo: textOf(sent.photo) ?? '', hash: textOf(sent.hash) ?? '' };
  if (fields.photo === '' || fields.photo === '[]') throw refused(file, sent);
  const [saved] = listOf(await callVk(context, 'photos.saveMessagesPhoto', fields, REPEATABLE)).map(fieldsOf);
  return nameOf('photo', saved ?? null, file);
}

async function doc(context: ClientContext, file: OutboundFile, conversation: string): Promise<string> {
  const fields = { type: 'doc', peer_id: conversation };
  const asked = await callVk(context, 'docs.getMessagesUploadServer', fields, REPEATABLE);
  const sent = await upload(context, asked, 'file', file);
  const token = textOf(sent.file);
  if (!token) throw refused(file, sent);
  const saved = fieldsOf(await callVk(context, 'docs.save', { file: token, title: file.name }, REPEATABLE));
  return nameOf('doc', fieldsOf(saved?.doc), file);
}

async function upload(context: ClientContext, asked: unknown, field: string, file: OutboundFile): Promise<Fields> {
  const url = textOf(fieldsOf(asked)?.upload_url);
  if (!url) throw new ChannelError('retry', 'VK named no upload server');
  const { name, contentType } = file;
  const form = multipart({}, { field, name, contentType, content: await file.read() });
  const headers = { 'content-type': form.contentType };
  const answer = await callVendor(context, { url, body: form.body, headers, ...REPEATABLE }, byStatus);
  return fieldsOf(answer.body) ?? {};
}

function nameOf(kind: string, saved: Fields | null, file: OutboundFile): string {
  const [owner, id, key] = [idOf(saved?.owner_id), idOf(saved?.id), textOf(saved?.access_key)];
  if (!owner || !id) throw refused(file, {});
  return `${kind}${[owner, id, key].filter(Boolean).join('_')}`;
}

const refused = (file: OutboundFile, answer: Fields): ChannelError =>
  new ChannelError('drop', `VK does not take the file ${file.name}: ${textOf(answer.error) ?? 'refused'}`);
