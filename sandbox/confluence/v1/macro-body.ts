import { Hono } from 'hono';
import { requireVersion } from '../content/versions.ts';
import { ConfluenceError } from '../errors.ts';
import { numericId } from '../query-parameters.ts';
import { type RestEnv, type Site, sitePath, wikiBase } from '../site.ts';
import { parseStorage, type StorageElement, type StorageNode } from '../storage/parse-storage.ts';
import { elementsOf, innerText } from '../storage/storage-elements.ts';
import { contentIdNotFound, requireV1 } from './v1-target.ts';

/** One macro of a version of a page or blog post, found by the `ac:macro-id` it has in the body (REST v1). Version 0 is the newest. */
export function macroBodyRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/rest/api/content/:id/history/:version/macro/id/:macro', (c) => {
    const row = requireV1(c, site);
    if (row.kind !== 'page' && row.kind !== 'blogpost') throw contentIdNotFound(row.id);
    const number = numericId(c.req.param('version'), 'version');
    const { body } = requireVersion(site, row.id, number === 0 ? row.version : number);
    const id = c.req.param('macro');
    const macro = findMacro(parseStorage(body), id);
    if (!macro) throw new ConfluenceError(404, `No macro found with id: ${id}`);
    const parameters = elementsOf(macro, 'ac:parameter').map((part) => [
      part.attributes['ac:name'] ?? '',
      { value: innerText(part.children) },
    ]);
    return c.json({
      name: macro.attributes['ac:name'] ?? '',
      body: bodyOf(macro, body),
      parameters: Object.fromEntries(parameters),
      _links: { self: `${wikiBase(c)}${sitePath(c).replace(/^\/wiki/, '')}` },
    });
  });

  return app;
}

function findMacro(nodes: StorageNode[], id: string): StorageElement | undefined {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    if (node.attributes['ac:macro-id'] === id) return node;
    const found = findMacro(node.children, id);
    if (found) return found;
  }
  return undefined;
}

// Rich text as it is written in the page; plain text without what encloses it.
function bodyOf(macro: StorageElement, source: string): string {
  const [rich] = elementsOf(macro, 'ac:rich-text-body');
  if (rich) {
    const written = source.slice(rich.start, rich.end);
    return written.replace(/^<[^>]*>/, '').replace(/<\/[^>]*>$/, '');
  }
  return elementsOf(macro, 'ac:plain-text-body')
    .map((plain) => innerText(plain.children))
    .join('');
}
