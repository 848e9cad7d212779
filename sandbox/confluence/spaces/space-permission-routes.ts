import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { mayAdministerSpace } from '../permissions.ts';
import { readJson } from '../request-body.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { everyone, groups } from '../users/groups.ts';
import { personByAccountId } from '../users/people.ts';
import { type SpaceGrant, spaceGrants, subjectsIn } from './space-permissions.ts';
import { requireSpaceByKey, type SpaceRow } from './spaces.ts';
import { setSpaceAccess } from './write-space.ts';

const newPermission = z.object({
  subject: z.object({ type: z.enum(['user', 'group']), identifier: z.string() }),
  operation: z.object({ key: z.string(), target: z.string() }),
});

/**
 * Giving and taking space permissions (REST v1). A space knows readers, writers and one creator: every operation but
 * reading and administering comes with being a writer.
 */
export function spacePermissionRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.post('/rest/api/space/:key/permission', async (c) => {
    const { subject, operation } = await readJson(c, newPermission);
    const space = requireOwnSpace(c, site);
    const id = subjectId(subject);
    if (operation.key === 'administer')
      throw new ConfluenceError(400, 'Only the creator of a space and administrators administer it');
    if (grantOf(space, id, operation))
      throw new ConfluenceError(400, 'The permission is already given to this user or group');
    if (!grantOf(space, space.author_id, operation))
      throw new ConfluenceError(400, `No space permission ${operation.key} on ${operation.target}`);
    const reads = operation.key === 'read';
    if (!reads && !grantOf(space, id, { key: 'read', target: 'space' }))
      throw new ConfluenceError(400, 'Who may not read the space can have no other permission on it');
    const { readers = [everyone], writers } = subjectsIn(space);
    const changed = setSpaceAccess(site, c.get('caller'), space, {
      readers: reads ? [...readers, id] : readers,
      writers: reads ? writers : [...writers, id],
    });
    const grantId = grantOf(changed, id, operation)?.id;
    const self = `${wikiBase(c)}/rest/api/space/${encodeURIComponent(space.key)}/permission/${grantId}`;
    return c.json({ id: Number(grantId), subject, operation, _links: { self, base: wikiBase(c) } });
  });

  app.delete('/rest/api/space/:key/permission/:id', (c) => {
    const space = requireOwnSpace(c, site);
    const grant = spaceGrants(space).find(({ id }) => id === c.req.param('id'));
    if (!grant) throw new ConfluenceError(404, `No space permission with id: ${c.req.param('id')}`);
    const { readers, writers } = subjectsIn(space);
    const subject = grant.principal.id;
    const reads = grant.operation.key === 'read';
    if (subject === space.author_id)
      throw new ConfluenceError(400, 'What the creator of a space may do can not be taken away');
    const left = writers.filter((known) => known !== subject);
    // Once not everyone may read, those who write still do.
    const readersLeft = readers?.filter((known) => known !== subject) ?? [
      ...new Set([space.author_id, ...left]),
    ];
    setSpaceAccess(site, c.get('caller'), space, {
      readers: reads ? readersLeft : readers,
      writers: left,
    });
    return c.body(null, 204);
  });

  return app;
}

/** @throws ConfluenceError 404 for a space one may not see, 403 for one that is somebody else's */
function requireOwnSpace(c: Context<RestEnv>, site: Site): SpaceRow {
  const space = requireSpaceByKey(site, c.get('caller'), c.req.param('key') ?? '');
  if (!mayAdministerSpace(c.get('caller'), space))
    throw new ConfluenceError(403, `Current user is not permitted to administer the space ${space.key}`);
  return space;
}

/** @throws ConfluenceError 400 for an unknown person or group */
function subjectId({ type, identifier }: z.infer<typeof newPermission>['subject']): string {
  const found =
    type === 'user'
      ? personByAccountId(identifier)?.accountId
      : groups.find(({ id, name }) => id === identifier || name === identifier)?.id;
  if (!found) throw new ConfluenceError(400, `No ${type} found with the identifier ${identifier}`);
  return found;
}

function grantOf(
  space: SpaceRow,
  subject: string,
  operation: { key: string; target: string },
): SpaceGrant | undefined {
  return spaceGrants(space).find(
    (grant) =>
      grant.principal.id === subject &&
      grant.operation.key === operation.key &&
      grant.operation.targetType === operation.target,
  );
}
