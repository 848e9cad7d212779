import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';

describe('the readable view', () => {
  it('opens every link that REST gives of pages and blog posts, and shows the title', async () => {
    const { app, ask } = freshSite();
    for (const kind of ['pages', 'blogposts']) {
      for (const row of resultsOf((await ask('ada', 'GET', `/wiki/api/v2/${kind}?limit=250`)).json)) {
        const { webui, tinyui } = row._links as Record<string, string>;
        const isPrivate = /\/ADA\/|2100090/.test(webui ?? '');
        const page = await app.request(`http://localhost/wiki${webui}`);
        expect(page.status).toBe(isPrivate ? 403 : 200);
        const short = await app.request(`http://localhost/wiki${tinyui}`);
        expect(short.headers.get('location')).toBe(`/wiki${webui}`);
      }
    }
  });

  it('draws a hostile page harmlessly: escaped title, no script, a policy that runs nothing', async () => {
    const { app, ask } = freshSite();
    const created = await ask('ada', 'POST', '/wiki/api/v2/pages', {
      spaceId: '1310721',
      title: '<script>alert(1)</script>',
      body: { representation: 'storage', value: '<script>alert(2)</script><p onclick="x">Hi</p>' },
    });
    const page = await app.request(`http://localhost/wiki/spaces/MKT/pages/${created.json.id}`);
    const html = await page.text();
    expect(html).not.toContain('<script');
    expect(html).not.toContain('onclick');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('shows a page in the trash as such, and says kindly that a page is not there', async () => {
    const { app, ask } = freshSite();
    await ask('ada', 'DELETE', '/wiki/api/v2/pages/2100032');
    expect(await (await app.request('http://localhost/wiki/spaces/MKT/pages/2100032')).text()).toContain(
      'in the trash',
    );
    expect((await app.request('http://localhost/wiki/spaces/MKT/pages/1')).status).toBe(404);
    expect((await app.request('http://localhost/wiki/spaces/NOPE')).status).toBe(404);
  });

  it('shows folders, whiteboards and every element of a page, and no more of what is restricted than that it is', async () => {
    const { app } = freshSite();
    const read = async (path: string) => {
      const response = await app.request(`http://localhost/wiki${path}`);
      return { status: response.status, text: await response.text() };
    };
    const folder = await read('/spaces/ENG/folder/2200091');
    expect(folder.text).toContain('Ways off the ridge');
    expect((await read('/spaces/ENG/whiteboard/2200093')).text).toContain('Ways off the ridge');
    const sink = await read('/spaces/ENG/pages/2200090');
    expect(sink.status).toBe(200);
    for (const part of [
      'One page shows it all.',
      'Only its app knows',
      'Image: A path over three hills',
      '🙂',
    ])
      expect(sink.text).toContain(part);
    for (const path of [
      '/spaces/MKT/pages/2100090',
      '/spaces/ADA',
      '/spaces/ADA/pages/2400002',
      '/pages/2100090',
    ]) {
      const restricted = await read(path);
      expect(restricted.status).toBe(403);
      expect(restricted.text).not.toMatch(/hostels|Letters|Notes to myself/);
    }
    expect((await read('/spaces')).text).not.toContain('ADA');
    expect((await read('/spaces/MKT')).text).not.toContain('Offer to the hostels');
  });
});
