import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/** Where to keep pictures of all that is looked at, to see with one's own eyes. */
const { E2E_PICTURES } = process.env;

/** The rules that look at colours, and so can find something in the dark that they do not find in the light. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Looks for violations of WCAG 2.2 AA in light, dark and on a phone, and for anything wider than the phone. */
export async function expectAccessible(page: Page): Promise<void> {
  const desktop = page.viewportSize();
  for (const look of ['light', 'dark', 'phone'] as const) {
    await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' });
    await page.setViewportSize(look === 'phone' ? { width: 390, height: 844 } : { width: 1280, height: 860 });
    if (E2E_PICTURES) await keepPicture(page, look, E2E_PICTURES);
    // "Legacy" runs within the page. Else a blank page is opened each time, to put together frames that we do not have.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    if (look === 'dark') axe.withRules(OF_COLOURS);
    const { violations } = await axe.analyze();
    const found = violations.map(
      ({ id, nodes }) => `${look}: ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    );
    expect(found).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${look}: wider than the window`).toBeLessThanOrEqual(0);
  }
  if (desktop) await page.setViewportSize(desktop);
}

/** The whole of what scrolls, on a window as tall as that. */
async function keepPicture(page: Page, look: string, folder: string): Promise<void> {
  const size = page.viewportSize();
  const height = await page.evaluate(() =>
    Math.max(...[...document.querySelectorAll('*')].map((element) => element.scrollHeight)),
  );
  await page.setViewportSize({ width: size?.width ?? 1280, height: Math.min(height + 400, 12_000) });
  const name = `${test.info().title.slice(0, 60).replaceAll(/\W+/g, '-')}-${Date.now()}-${look}`;
  await page.screenshot({ path: `${folder}/${name}.png` });
  if (size) await page.setViewportSize(size);
}
