// Path B for Messenger: sends by the page, and subscribes the app to what is written to it.
import type { Client, ClientContext } from '../channel.js';
import { textOf } from '../exact-json.js';
import { callGraph } from '../meta/graph.js';
import {
  fetchFromMeta,
  profileFromMeta,
  SUBSCRIBED,
  sendBySendApi,
  showTyping,
  thankBySendApi,
} from '../meta/send-client.js';
import { pageIdOf, worldOf } from './settings.js';

export function messengerClient(context: ClientContext): Client {
  const world = worldOf(context.config);
  const page = pageIdOf(context.config);
  const subscription = (method: string) =>
    callGraph(context, world.graph, `${page}/subscribed_apps?subscribed_fields=${SUBSCRIBED}`, {
      method,
      repeatable: true,
    });
  return {
    send: (part, conversation) => sendBySendApi(context, world, part, conversation),
    fetchFile: async (ref) => fetchFromMeta(context, ref),
    acknowledge: (event, text) => thankBySendApi(context, world, event, text),
    profile: (senderId) => profileFromMeta(context, world, senderId, 'first_name,last_name'),
    typing: (conversation) => showTyping(context, world, conversation),
    connect: async () => {
      const found = await callGraph(context, world.graph, `${page}?fields=name`, { repeatable: true });
      await subscription('POST');
      return { name: textOf(found.name) ?? 'Messenger', address: page };
    },
    disconnect: async () => {
      await subscription('DELETE');
    },
  };
}
