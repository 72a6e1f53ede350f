// Path B for Instagram: sends by the account or by the page it is linked to, and subscribes the app to what is written.
import { ChannelError, type Client, type ClientContext } from '../channel.js';
import { type Fields, fieldsOf, idOf, textOf } from '../exact-json.js';
import { callGraph } from '../meta/graph.js';
import {
  fetchFromMeta,
  profileFromMeta,
  SUBSCRIBED,
  sendBySendApi,
  showTyping,
  thankBySendApi,
} from '../meta/send-client.js';
import { accountIdOf, byFacebook, pageIdOf, worldOf } from './settings.js';

/** The same things are called otherwise with a token of Instagram's own. */
const OWN_SUBSCRIBED = 'messages,messaging_postbacks,messaging_seen,message_reactions,message_edit';

export function instagramClient(context: ClientContext): Client {
  const world = worldOf(context.config);
  return {
    send: (part, conversation) => sendBySendApi(context, world, part, conversation),
    fetchFile: async (ref) => fetchFromMeta(context, ref),
    acknowledge: (event, text) => thankBySendApi(context, world, event, text),
    profile: (senderId) => profileFromMeta(context, world, senderId, 'name,username'),
    typing: (conversation) => showTyping(context, world, conversation),
    connect: () => connect(context),
    disconnect: async () => {
      // The page's own subscription is Messenger's too: it stays.
      if (!byFacebook(context.config)) await subscription(context, 'DELETE');
    },
  };
}

async function connect(context: ClientContext): Promise<{ name: string; address: string | null }> {
  const { graph } = worldOf(context.config);
  const ask = (path: string) => callGraph(context, graph, path, { repeatable: true });
  const me = byFacebook(context.config)
    ? fieldsOf(
        (await ask(`${pageIdOf(context.config)}?fields=instagram_business_account{id,username,name}`))
          .instagram_business_account,
      )
    : await ask('me?fields=user_id,username,name');
  const id = idOf(me?.user_id) ?? idOf(me?.id);
  // A wrong id would refuse every message in silence: better to say so now.
  if (id !== accountIdOf(context.config))
    throw new ChannelError(
      'reconnect',
      `the token belongs to the Instagram account ${id ?? 'none'}: give this as its ID`,
    );
  await subscription(context, 'POST');
  const username = textOf(me?.username);
  return { name: textOf(me?.name) ?? username ?? 'Instagram', address: username ? `@${username}` : null };
}

function subscription(context: ClientContext, method: string): Promise<Fields> {
  const { config } = context;
  const path = byFacebook(config)
    ? `${pageIdOf(config)}/subscribed_apps?subscribed_fields=${SUBSCRIBED}`
    : `me/subscribed_apps?subscribed_fields=${OWN_SUBSCRIBED}`;
  return callGraph(context, worldOf(config).graph, path, { method, repeatable: true });
}
