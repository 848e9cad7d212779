import { type Context, Hono } from 'hono';
import { sendPage } from '../paging.ts';
import { choiceParameter, numericId } from '../query-parameters.ts';
import type { RestEnv, Site } from '../site.ts';
import { announceProperty } from './announce-property.ts';
import { parseExactly } from './exact-json.ts';
import {
  type OwnerCollection,
  ownerNames,
  ownerNotFound,
  type PropertyOwner,
  requireOwner,
} from './property-owner.ts';
import {
  createProperty,
  deleteProperty,
  type PropertyRow,
  requireProperty,
  updateProperty,
} from './property-store.ts';
import { changedProperty, newProperty, readProperty } from './read-property.ts';

/**
 * Properties of content, comments, attachments and spaces over REST v2: any JSON value under a key that its owner has once.
 */
export function propertyRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  for (const collection of Object.keys(ownerNames) as OwnerCollection[]) {
    const path = `/api/v2/${collection}/:id/properties`;
    const toJson = collection === 'spaces' ? spacePropertyJson : propertyJson;
    const ownerOf = (c: Context<RestEnv>): PropertyOwner =>
      requireOwner(site, c.get('caller'), collection, c.req.param('id'));
    const changeable = (c: Context<RestEnv>): PropertyOwner => {
      const owner = ownerOf(c);
      if (!owner.mayChange) throw ownerNotFound(collection, c.req.param('id') ?? '');
      return owner;
    };
    const propertyOf = (c: Context<RestEnv>, owner: PropertyOwner): PropertyRow =>
      requireProperty(site, owner.id, numericId(c.req.param('property'), 'property-id'));
    const tell = (c: Context<RestEnv>, owner: PropertyOwner, key: string): void =>
      announceProperty(site, c.get('caller'), owner, key);

    app.get(path, (c) => {
      const key = c.req.query('key');
      const sort = choiceParameter(c, 'sort', ['key', '-key']);
      return sendPage<PropertyRow>(
        c,
        site,
        {
          from: 'SELECT p.* FROM confluence_property p',
          where: ['p.owner_id = ?', ...(key === undefined ? [] : ['p.key = ?'])],
          params: [ownerOf(c).id, ...(key === undefined ? [] : [key])],
          sortBy: sort === undefined ? 'p.id' : 'p.key',
          id: 'p.id',
          descending: sort === '-key',
        },
        toJson,
      );
    });

    app.post(path, async (c) => {
      const owner = changeable(c);
      const { key, value } = await readProperty(c, newProperty);
      const row = createProperty(site, c.get('caller'), owner.id, { key, value });
      tell(c, owner, row.key);
      if (collection !== 'spaces') return c.json(propertyJson(row));
      c.header('Location', `/wiki/api/v2/spaces/${owner.id}/properties/${row.id}`);
      return c.json(spacePropertyJson(row), 201);
    });

    app.get(`${path}/:property`, (c) => c.json(toJson(propertyOf(c, ownerOf(c)))));

    app.put(`${path}/:property`, async (c) => {
      const owner = changeable(c);
      const { key, value, version } = await readProperty(c, changedProperty);
      const row = updateProperty(site, c.get('caller'), propertyOf(c, owner), {
        key: key ?? undefined,
        value,
        version: { number: version.number, message: version.message ?? undefined },
      });
      tell(c, owner, row.key);
      return c.json(toJson(row));
    });

    app.delete(`${path}/:property`, (c) => {
      const owner = changeable(c);
      const row = propertyOf(c, owner);
      deleteProperty(site, row);
      tell(c, owner, row.key);
      return c.body(null, 204);
    });
  }

  return app;
}

/** A property of content, a comment or an attachment in the shape of REST v2. */
export function propertyJson(row: PropertyRow) {
  return {
    id: String(row.id),
    key: row.key,
    value: parseExactly(row.value),
    version: {
      createdAt: row.version_created_at,
      message: row.version_message,
      number: row.version,
      minorEdit: false,
      authorId: row.version_author_id,
    },
  };
}

/** A property of a space: it says who made it and when, as live sites do. */
function spacePropertyJson(row: PropertyRow) {
  const { version, ...rest } = propertyJson(row);
  const { minorEdit: _, ...spaceVersion } = version;
  return { ...rest, createdAt: row.created_at, authorId: row.author_id, version: spaceVersion };
}
