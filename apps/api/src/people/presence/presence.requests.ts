// Presence as screens see it and choose it.
import { Choice, Flag, Instant, Uuid } from '../../platform/http/fields.js';
import { PRESENCE_REASONS, PRESENCES, type PresenceReason, type PresenceState } from './presence.js';

export class PresenceView {
  @Uuid() agentId!: string;
  @Choice(PRESENCES, { description: 'What counts: from the choice, the hours, and whether any screen is open.' })
  state!: PresenceState;
  @Choice(PRESENCE_REASONS, {
    description: 'chosen: as they said. hours: outside their shift. silent: no screen is open.',
  })
  why!: PresenceReason;
  @Choice(PRESENCES) chosen!: PresenceState;
  @Flag({ description: 'While they are away, their unanswered tickets go back to the queue.' }) handBack!: boolean;
  @Instant({ description: 'Since when the state is what it is.' }) since!: string;
}

export class ChoosePresenceRequest {
  @Choice(PRESENCES) state!: PresenceState;
  @Flag({
    optional: true,
    description: 'With away or offline: the tickets of mine whose customers wait go back to the queue at once.',
  })
  handBack?: boolean;
}
