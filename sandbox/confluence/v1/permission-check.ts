import { Hono } from 'hono';
import { z } from 'zod';
import { type ContentRow, findContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { mayEdit, mayRead } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import { readJson } from '../request-body.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { groups, membersOf } from '../users/groups.ts';
import { type Person, personByAccountId } from '../users/people.ts';
import { contentIdNotFound } from './v1-target.ts';

const asked = z.object({
  subject: z.object({ type: z.enum(['user', 'group']), identifier: z.string() }),
  operation: z.enum(['read', 'update', 'delete']),
});

/** Whether a person, or everyone in a group, may do something with content (REST v1). Others only for administrators. */
export function permissionCheckRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.post('/rest/api/content/:id/permission/check', async (c) => {
    const { subject, operation } = await readJson(c, asked);
    const caller = c.get('caller');
    const content = findContent(site, numericId(c.req.param('id')));
    if (!content || !mayRead(site, caller, content.id)) throw contentIdNotFound(numericId(c.req.param('id')));
    if (!caller.administrator && subject.identifier !== caller.accountId)
      throw new ConfluenceError(403, 'Only administrators may check the permissions of others');
    // Who is not signed in may do nothing here.
    const isAnonymous = subject.type === 'user' && subject.identifier === 'anonymous';
    const hasPermission =
      !isAnonymous && peopleOf(subject).every((person) => may(site, person, operation, content));
    const errors = hasPermission
      ? []
      : [{ translation: `The subject is not permitted to ${operation} the content`, args: [] }];
    const self = `${wikiBase(c)}/rest/api/content/${content.id}/permission/check`;
    return c.json({ hasPermission, errors, _links: { self } });
  });

  return app;
}

/** @throws ConfluenceError 400 for an unknown person or group */
function peopleOf({ type, identifier }: z.infer<typeof asked>['subject']): Person[] {
  const group = groups.find(({ id, name }) => id === identifier || name === identifier);
  if (type === 'group' && group) return membersOf(group);
  const person = type === 'user' ? personByAccountId(identifier) : undefined;
  if (!person) throw new ConfluenceError(400, `No ${type} found with the identifier ${identifier}`);
  return [person];
}

function may(
  site: Site,
  person: Person,
  operation: z.infer<typeof asked>['operation'],
  content: ContentRow,
): boolean {
  return operation === 'read' ? mayRead(site, person, content.id) : mayEdit(site, person, content);
}
