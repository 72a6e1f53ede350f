// Paper is white: while a page is printed it stands in the light theme, whichever the screen has.
const SCHEME = 'data-mantine-color-scheme';

export function printLight(page: Window = window): void {
  const root = page.document.documentElement;
  let onScreen: string | null = null;
  page.addEventListener('beforeprint', () => {
    onScreen ??= root.getAttribute(SCHEME);
    root.setAttribute(SCHEME, 'light');
  });
  page.addEventListener('afterprint', () => {
    if (onScreen !== null) root.setAttribute(SCHEME, onScreen);
    onScreen = null;
  });
}
