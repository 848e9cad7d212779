import { expect, type Page } from '@playwright/test';

/**
 * Watches everything that a page and what it opens ask for. The answer expects that all of it went to the app, that nothing was
 * opened or run, and that nothing on the page could load or send anything by itself.
 */
export function watchForEscapes(page: Page, home: string): () => Promise<void> {
  const escapes: string[] = [];
  const context = page.context();
  context.on('request', (request) => {
    const url = request.url();
    if (!/^(?:data|blob|about):/.test(url) && new URL(url).origin !== home) escapes.push(url);
  });
  context.on('page', (popup) => escapes.push(`opened ${popup.url()}`));
  page.on('dialog', async (dialog) => {
    escapes.push(`said ${dialog.message()}`);
    await dialog.dismiss();
  });
  return async () => {
    expect(escapes).toEqual([]);
    expect(new URL(page.url()).origin).toBe(home);
    expect(await page.evaluate(whatCouldEscape, home)).toEqual([]);
  };
}

/** Runs in the page: the markup of each element that loads from elsewhere, runs a script of the text, or sends a form away. */
function whatCouldEscape(home: string): string[] {
  const loading = [
    'src',
    'srcset',
    'poster',
    'data',
    'action',
    'formaction',
    'background',
    'ping',
    'xlink:href',
  ];
  const isForeign = (address: string) => {
    const url = new URL(address.trim().split(/\s/)[0] ?? '', location.href);
    return /^https?:$/.test(url.protocol) && url.origin !== home;
  };
  return [...document.querySelectorAll('*')]
    .filter((element) => {
      const style = element.getAttribute('style') ?? '';
      const href = element.getAttribute('href');
      return (
        loading.some((name) => isForeign(element.getAttribute(name) ?? home)) ||
        /url\(/i.test(style) ||
        [...element.attributes].some(({ name }) => /^on/i.test(name)) ||
        element.matches('iframe, object, embed, base, meta[http-equiv=refresh]') ||
        (element.tagName === 'LINK' && isForeign(href ?? home)) ||
        (element.tagName === 'A' && href !== null && !/^(?:https?:|mailto:|[/#?])/i.test(href)) ||
        (element.tagName === 'A' &&
          isForeign(href ?? home) &&
          !/noopener/.test(element.getAttribute('rel') ?? ''))
      );
    })
    .map((element) => element.outerHTML.slice(0, 200));
}
