import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import type { RestEnv, Site } from '../site.ts';
import { wikiBase } from '../site.ts';
import { requireSpaceByKey } from '../spaces/spaces.ts';
import { v1AuthorJson } from '../users/users.ts';
import { expandParameter, withExpanded } from '../v1/expand.ts';
import { goneOnGateway } from '../v1/gone.ts';
import { collectionOf, sliceOf } from '../v1/v1-collection.ts';
import { announceProperty } from './announce-property.ts';
import { parseExactly } from './exact-json.ts';
import { type PropertyOwner, requireAnyOwner, requireOwner } from './property-owner.ts';
import {
  createProperty,
  deleteProperty,
  type PropertyRow,
  propertiesOf,
  updateProperty,
} from './property-store.ts';
import { changedProperty, newProperty, readProperty } from './read-property.ts';

const noKey = z.looseObject({});

/** Properties of content and spaces as old clients ask for them, by key. The gateway does not have these calls any more. */
export function v1PropertyRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const owners = {
    '/rest/api/content/:id/property': (c: Context<RestEnv>) =>
      requireAnyOwner(site, c.get('caller'), c.req.param('id') ?? ''),
    '/rest/api/space/:id/property': (c: Context<RestEnv>) => {
      const space = requireSpaceByKey(site, c.get('caller'), c.req.param('id') ?? '');
      return requireOwner(site, c.get('caller'), 'spaces', String(space.id));
    },
  };

  for (const [path, ownerOf] of Object.entries(owners)) {
    const changeable = (c: Context<RestEnv>): PropertyOwner => {
      const owner = ownerOf(c);
      if (!owner.mayChange)
        throw new ConfluenceError(403, 'User does not have permission to change the properties of this');
      return owner;
    };
    const send = (c: Context<RestEnv>, owner: PropertyOwner, row: PropertyRow) => {
      announceProperty(site, c.get('caller'), owner, row.key);
      return c.json(v1PropertyJson(c, row, path));
    };

    app.get(path, goneOnGateway, (c) => {
      const rows = propertiesOf(site, ownerOf(c).id);
      return c.json(collectionOf(c, rows, sliceOf(c, 10), (row) => v1PropertyJson(c, row, path)));
    });

    app.post(path, goneOnGateway, async (c) => {
      const owner = changeable(c);
      const { key, value } = await readProperty(c, newProperty);
      return send(c, owner, createProperty(site, c.get('caller'), owner.id, { key, value }));
    });

    app.get(`${path}/:key`, goneOnGateway, (c) =>
      c.json(v1PropertyJson(c, propertyNamed(c, site, ownerOf(c)), path)),
    );

    app.post(`${path}/:key`, goneOnGateway, async (c) => {
      const owner = changeable(c);
      const { value } = await readProperty(c, noKey);
      const key = c.req.param('key');
      return send(c, owner, createProperty(site, c.get('caller'), owner.id, { key, value }));
    });

    // With version 1, a property that is not there yet is added.
    app.put(`${path}/:key`, goneOnGateway, async (c) => {
      const owner = changeable(c);
      const { value, version } = await readProperty(c, changedProperty);
      const key = c.req.param('key');
      const isNew = version.number === 1 && !propertiesOf(site, owner.id).some((row) => row.key === key);
      const row = isNew
        ? createProperty(site, c.get('caller'), owner.id, { key, value })
        : updateProperty(site, c.get('caller'), propertyNamed(c, site, owner), {
            value,
            version: { number: version.number, message: version.message ?? undefined },
          });
      return send(c, owner, row);
    });

    app.delete(`${path}/:key`, goneOnGateway, (c) => {
      const owner = changeable(c);
      const row = propertyNamed(c, site, owner);
      deleteProperty(site, row);
      announceProperty(site, c.get('caller'), owner, row.key);
      return c.body(null, 204);
    });
  }

  return app;
}

function propertyNamed(c: Context<RestEnv>, site: Site, owner: PropertyOwner): PropertyRow {
  const key = c.req.param('key') ?? '';
  const row = propertiesOf(site, owner.id).find((one) => one.key === key);
  if (!row) throw new ConfluenceError(404, `No property found with key : ${key}`);
  return row;
}

function v1PropertyJson(c: Context<RestEnv>, row: PropertyRow, path: string) {
  const owner = path.replace(':id', c.req.param('id') ?? '').replace(/\/property$/, '');
  return withExpanded(
    {
      id: String(row.id),
      key: row.key,
      value: parseExactly(row.value),
      version: {
        by: v1AuthorJson(c, row.version_author_id),
        when: row.version_created_at,
        message: row.version_message,
        number: row.version,
        minorEdit: false,
      },
      _links: { self: `${wikiBase(c)}${owner}/property/${encodeURIComponent(row.key)}` },
    },
    expandParameter(c),
    { [path.includes('/space/') ? 'space' : 'content']: { link: owner } },
  );
}
