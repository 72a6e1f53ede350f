// Whoever closes a window is where they were: its opener has the keyboard again, also where the window is taken away whole.

/** Follows the focus for as long as the page lives; the answer ends it. */
export function returnFocus(): () => void {
  const watched = new WeakSet<Element>();
  let outside: HTMLElement | null = null;
  const follow = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    const dialog = target.closest('[role="dialog"]');
    if (!dialog) outside = target;
    else if (!watched.has(dialog)) {
      watched.add(dialog);
      whenGone(dialog, outside);
    }
  };
  document.addEventListener('focusin', follow);
  return () => document.removeEventListener('focusin', follow);
}

function whenGone(dialog: Element, opener: HTMLElement | null): void {
  const observer = new MutationObserver(() => {
    if (dialog.isConnected) return;
    observer.disconnect();
    // A moment later: what closed it may have put the focus where it belongs.
    setTimeout(() => {
      if (document.activeElement === document.body && opener?.isConnected) opener.focus({ preventScroll: true });
    });
  });
  observer.observe(document.body, { childList: true });
  for (let above = dialog.parentElement; above && above !== document.body; above = above.parentElement)
    observer.observe(above, { childList: true });
}
