// A person without a mouse: after every key the focus must be on something that shows it.
import type { Frame, Locator, Page } from 'playwright-core';

export class Keyboard {
  constructor(private readonly page: Page) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Steps on until the focus stands on the target; at every step it can be seen. */
  async to(target: Locator, key: 'Tab' | 'Shift+Tab' | 'ArrowDown' = 'Tab', most = 60): Promise<void> {
    for (let step = 0; step < most; step++) {
      if (await this.isOn(target)) return;
      await this.page.keyboard.press(key);
      const fault = await this.fault();
      if (fault) throw new Error(`After ${step + 1} × ${key}: ${fault}`);
    }
    throw new Error(`${most} × ${key} never came to ${target}`);
  }

  /** Waits until the focus stands on the target by itself. */
  async comesTo(target: Locator): Promise<void> {
    for (const end = Date.now() + 15_000; Date.now() < end; await this.page.waitForTimeout(50))
      if (await this.isOn(target)) return;
    throw new Error(`The focus never came to ${target}`);
  }

  private isOn = (target: Locator): Promise<boolean> =>
    target.evaluate((one) => one === (one.getRootNode() as Document).activeElement && one.ownerDocument.hasFocus());

  /** Null: something has the focus and shows it. */
  private async fault(): Promise<string | null> {
    const top = await this.page.mainFrame().evaluate(shown);
    if (top !== 'frame') return top;
    return this.inner().evaluate(shown);
  }

  private inner(): Frame {
    return this.page.frames().at(-1)!;
  }
}

/** In the page: null when the focus can be seen; `frame` when it is inside a frame. */
function shown(): string | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body || at === document.documentElement) return 'the focus is nowhere';
  if (at.tagName === 'IFRAME') return 'frame';
  const name = `${at.tagName.toLowerCase()} “${at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 40)}”`;
  // A radio button drawn by its label is as large as the label.
  const drawn = (at as HTMLInputElement).labels?.[0] ?? at;
  const { width, height } = drawn.getBoundingClientRect();
  if (width < 2 || height < 2) return `${name} has the focus and cannot be seen`;
  // A field shows where one types; everything else needs a ring.
  if (at.matches('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true]')) return null;
  const ringed = [at, drawn, ...at.children, ...(at.parentElement?.children ?? [])].some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  });
  return ringed ? null : `${name} does not show that it has the focus`;
}
