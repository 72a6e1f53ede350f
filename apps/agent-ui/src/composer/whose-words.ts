// Whose words go on their way: only those of whoever is signed in, for the desk takes all of them in that name. Pure.

interface Words {
  agentId: string;
  state: 'sending' | 'waiting' | 'refused';
}

/** Somebody else may have signed in on this page since: theirs wait until they come back. */
export const mayGo = ({ agentId }: Pick<Words, 'agentId'>, signedIn: string | undefined): boolean =>
  agentId === signedIn;

/** What is taken up again for this agent. */
export const toResume = <One extends Words>(all: One[], agentId: string): One[] =>
  all.filter((one) => mayGo(one, agentId) && one.state !== 'refused');
