// Puts the whole address of a place on the desk where it can be pasted from, and says so.
import { tell, tellRefusal } from '../shell/notices.js';
import { say } from '../words/words.js';

export async function copyLink(path: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.origin + path);
    tell(say('copied'));
  } catch (error) {
    tellRefusal(error);
  }
}
