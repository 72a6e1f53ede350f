// A ticket on paper: the page that is also saved as a file, in a frame of its own, printed.
import { tellRefusal } from '../shell/notices.js';

/** All folds are open there and nothing of the desk is on it. */
export async function printTicket(ticketId: string): Promise<void> {
  try {
    const answer = await fetch(`/api/v1/tickets/${ticketId}/export.html`, { credentials: 'same-origin' });
    if (!answer.ok) throw new Error(String(answer.status));
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
    frame.style.cssText = 'position:fixed;inset:0;width:0;height:0;border:0;visibility:hidden';
    frame.srcdoc = await answer.text();
    frame.addEventListener('load', () => {
      const page = frame.contentWindow!;
      page.addEventListener('afterprint', () => frame.remove());
      page.print();
    });
    document.body.append(frame);
  } catch (error) {
    tellRefusal(error);
  }
}
