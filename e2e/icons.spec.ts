import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';

/** Loads something as a browser does for a page that nobody is signed in to. */
async function load(page: Page, path: string, type: string): Promise<Buffer> {
  const response = await page.request.get(path, { maxRedirects: 0 });
  expect(response.status(), path).toBe(200);
  const headers = response.headers();
  expect(headers['content-type'], path).toContain(type);
  expect(headers['x-content-type-options']).toBe('nosniff');
  return response.body();
}

/** Width and height stand in the first chunk of a PNG. */
function sizeOf(png: Buffer): string {
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

const hrefs = (page: Page, rel: string) =>
  page
    .locator(`link[rel="${rel}"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));

test('the icons and the manifest load before anyone has signed in, each of the size that is said', async ({
  page,
}) => {
  await page.goto('/sign-in');
  const [manifestPath = ''] = await hrefs(page, 'manifest');
  const body = await load(page, manifestPath, 'application/manifest+json');
  const manifest = JSON.parse(body.toString()) as {
    icons: { src: string; sizes: string; type: string; purpose?: string }[];
  };
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await load(page, src, type);
    if (type === 'image/png') expect(sizeOf(icon), src).toBe(sizes);
  }
  for (const href of await hrefs(page, 'icon')) await load(page, href, 'image/');
  const [touch = ''] = await hrefs(page, 'apple-touch-icon');
  expect(sizeOf(await load(page, touch, 'image/png'))).toBe('180x180');
  // The browser itself finds the manifest, and nothing wrong with it.
  const devtools = await page.context().newCDPSession(page);
  const { errors, url } = await devtools.send('Page.getAppManifest');
  expect({ errors, url }).toEqual({ errors: [], url: new URL(manifestPath, page.url()).href });
});

test('the browser’s own bar has the colour of the page, light or dark', async ({ page }) => {
  await page.goto('/sign-in');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const [bar, paper] = await page.evaluate(() => {
      const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
      const meta = metas.find(({ media }) => matchMedia(media).matches);
      const pixel = (colour: string) => {
        const canvas = document.createElement('canvas').getContext('2d');
        if (canvas === null) throw new Error('no canvas');
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
      };
      return [pixel(meta?.content ?? ''), pixel(getComputedStyle(document.body).backgroundColor)];
    });
    expect(bar).toEqual(paper);
  }
});
