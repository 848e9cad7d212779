import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Looks for violations of WCAG 2.2 AA in light, dark and on a phone, and for anything wider than the phone. */
export async function expectAccessible(page: Page): Promise<void> {
  const desktop = page.viewportSize();
  for (const look of ['light', 'dark', 'phone'] as const) {
    await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' });
    await page.setViewportSize(look === 'phone' ? { width: 390, height: 844 } : { width: 1280, height: 860 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${look}: ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    );
    expect(found).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${look}: wider than the window`).toBeLessThanOrEqual(0);
  }
  if (desktop) await page.setViewportSize(desktop);
}
