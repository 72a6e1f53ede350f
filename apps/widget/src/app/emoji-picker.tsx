// A small picker: the few signs people answer with, walked by arrow keys.
import { useLayoutEffect, useRef } from 'preact/hooks';

const EMOJI = [...'😊😀😂😉😍🤔😅😢😭😡🙏👍👎👌👏🙌👋💪❤🎉🔥✨✅❌❓❗💡📎📷📦🚚⏰'];
const COLUMNS = 8;
const MOVES: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

export function EmojiPicker({
  label,
  choose,
  close,
}: {
  label: string;
  choose: (emoji: string) => void;
  close: () => void;
}) {
  const grid = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    grid.current?.querySelector('button')?.focus();
    const outside = (event: Event) => {
      if (!grid.current?.parentElement?.contains(event.target as Node)) close();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    const buttons = [...grid.current!.querySelectorAll('button')];
    const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + (MOVES[event.key] ?? 0)];
    if (!(event.key in MOVES)) return;
    event.preventDefault();
    next?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a set of buttons, not of form fields
    <div class="emoji" ref={grid} role="group" aria-label={label} onKeyDown={onKeyDown}>
      {EMOJI.map((emoji, i) => (
        <button key={emoji} type="button" tabIndex={i === 0 ? 0 : -1} onClick={() => choose(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  );
}
