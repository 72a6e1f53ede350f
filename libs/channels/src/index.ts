// The front door of the channels: their contract, their registry, and what the desk may use of them.
export * from './channel.js';
export { dkimRecordOf, makeDkimKeys } from './email/dkim.js';
export { sanitiseChatHtml, sanitiseMailHtml } from './email/sanitise.js';
export { dkimOf, hasWayOut, keepsMessageId } from './email/settings-outbound.js';
export * from './inbound-event.js';
export { type InspectedEvent, type InspectedMail, inspectMail, inspectWebhook } from './inspect.js';
export { previewMail, previewTelegram } from './preview.js';
export { type ChannelKind, channelOf, channels } from './registry.js';
