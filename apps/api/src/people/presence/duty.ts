// What one agent can take on, pure: by kind of channel, in tickets that are open and theirs.

export const KINDS = ['chat', 'messenger', 'mail'] as const;
/** Channels that ask for the same kind of attention. */
export type ChannelKind = (typeof KINDS)[number];

/** How many open tickets at once; null: as many as come. `total` limits all kinds together. */
export type Capacity = Record<ChannelKind | 'total', number | null>;
/** How many of them are open and theirs now. */
export type Load = Record<ChannelKind, number>;

/** What counts until a lead says otherwise: chats need presence, mails patience. */
export const USUAL_CAPACITY: Capacity = { chat: 4, messenger: 6, mail: 20, total: null };
export const NO_LOAD: Load = { chat: 0, messenger: 0, mail: 0 };

export function kindOf(channel: string): ChannelKind {
  if (channel === 'chat') return 'chat';
  return channel === 'email' || channel === 'api' ? 'mail' : 'messenger';
}

/** What an agent has of their own, over what the workspace says, over what is usual. */
export function capacityOf(own: Partial<Capacity>, workspace: Partial<Capacity>): Capacity {
  return { ...USUAL_CAPACITY, ...workspace, ...own };
}

export const totalOf = (load: Load): number => load.chat + load.messenger + load.mail;

/** Whether one more of this kind may be given. */
export function hasRoom(load: Load, capacity: Capacity, kind: ChannelKind): boolean {
  const limit = capacity[kind];
  return (limit === null || load[kind] < limit) && (capacity.total === null || totalOf(load) < capacity.total);
}
