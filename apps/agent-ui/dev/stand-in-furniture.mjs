// Development only: agents, teams, connections and the rest of the settings for the stand-in desk.
export function furniture(world, method, room) {
  if (room === 'agents') return { body: world.agents };
  if (room === 'teams') return { body: world.teams };
  if (room === 'calendars') return { body: world.calendars };
  if (room === 'workspace') return { body: world.workspace };
  return null;
}
