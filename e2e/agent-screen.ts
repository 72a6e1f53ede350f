// The agents' screen as a test speaks of it: the queue, one conversation, the composer.
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

/** What is seen comes to be this; else it fails with what it was at the end. */
export async function comesToBe(look: () => Promise<unknown>, expected: unknown): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const seen = await look();
    if (JSON.stringify(seen) === JSON.stringify(expected)) return;
  }
  expect(await look()).toEqual(expected);
}

export class AgentScreen {
  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  async signIn(email: string, password: string): Promise<void> {
    await this.page.goto(`${this.url}/sign-in`);
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('heading', { name: 'Open', level: 1 }).waitFor();
  }

  /** The row of the queue that shows these words. */
  row(words: string | RegExp): Locator {
    return this.page.getByTestId('ticket-row').filter({ hasText: words });
  }

  async open(words: string | RegExp): Promise<void> {
    await this.row(words).click();
    await this.page.getByTestId('composer').waitFor();
  }

  /** Of the open ticket: the next ones are drawn behind it. */
  get messages(): Locator {
    return this.page.getByTestId('message').filter({ visible: true });
  }

  get title(): Locator {
    return this.page.getByTestId('ticket-title').filter({ visible: true });
  }

  /** Types an answer and presses the key that sends it. */
  async answer(words: string): Promise<void> {
    const editor = this.page.getByTestId('composer').getByRole('textbox');
    await editor.click();
    await this.page.keyboard.type(words);
    await this.page.keyboard.press('Control+Enter');
  }

  async solve(): Promise<void> {
    await this.page.getByRole('button', { name: 'Solve', exact: true }).click();
    await this.page.getByRole('button', { name: 'State: Solved' }).waitFor();
  }

  async view(name: string): Promise<void> {
    await this.page.goto(`${this.url}/inbox/${name}`);
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
  }
}
