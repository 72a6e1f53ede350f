// The front door of the channels: their contract, their registry, and what the desk may use of them.
export * from './channel.js';
export * from './inbound-event.js';
export { type ChannelKind, channelOf, channels } from './registry.js';
