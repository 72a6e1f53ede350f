// Why routing gave a ticket to whom it did, or took it back, in one short sentence.
import type { Names } from '../shell/people-names.js';
import type { Say } from '../words/words.js';

/** What the desk notes of it; ids of skills are numbers. */
export interface Placement {
  how: 'round-robin' | 'least-loaded' | 'rule' | 'default-team' | 'overflow-team' | 'offline' | 'handed-back';
  teamId?: string | null;
  load?: number;
  of?: number | null;
  skills?: number[];
  anyone?: boolean;
}

interface Placed {
  toAgentId?: string | null;
  fromAgentId?: string | null;
  toTeamId?: string | null;
}

export function placementWords(
  why: Placement,
  placed: Placed,
  names: Names,
  say: Say,
  skill: (id: number) => string,
): string {
  const to = names.agent(placed.toAgentId ?? null);
  const from = names.agent(placed.fromAgentId ?? null);
  const team = names.team(placed.toTeamId ?? null);
  switch (why.how) {
    case 'rule':
      return say('placed.rule', { team });
    case 'default-team':
      return say('placed.default-team', { team });
    case 'overflow-team':
      return say('placed.overflow-team', { team });
    case 'offline':
      return say('placed.offline', { from });
    case 'handed-back':
      return say('placed.handed-back', { from });
    default: {
      const turn = why.teamId
        ? say(`placed.${why.how}`, { team: names.team(why.teamId) })
        : say(`placed.${why.how}-all`);
      const held =
        why.load === undefined ? '' : why.of ? say('placed.of', { load: why.load, of: why.of }) : String(why.load);
      const skills = (why.skills ?? []).map(skill).join(', ');
      const reasons = [turn, held, skills && say('placed.skills', { skills }), why.anyone ? say('placed.anyone') : ''];
      return say('placed.to', { to, reasons: reasons.filter(Boolean).join(', ') });
    }
  }
}
