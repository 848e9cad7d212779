import { Hono } from 'hono';
import { mayEdit } from '../permissions.ts';
import { numericId } from '../query-parameters.ts';
import type { RestEnv, Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import { type ContentKind, type ContentRow, pathNames, requireContent } from './content-rows.ts';

type Operation = { operation: string; targetType: string };

/** What a person may do with content that they may see. */
export function permittedOperations(site: Site, person: Person, row: ContentRow): Operation[] {
  const { kind } = row;
  const hasText = kind === 'page' || kind === 'blogpost';
  const on = (targetType: string, ...operations: string[]): Operation[] =>
    operations.map((operation) => ({ operation, targetType }));
  const reading = [
    ...on(kind, 'read'),
    ...(hasText ? [...on(kind, 'export'), ...on('comment', 'create')] : []),
  ];
  if (!mayEdit(site, person, row)) return reading;
  return [
    ...reading,
    ...on(kind, 'update', 'delete', 'restrict_content'),
    ...(kind === 'blogpost' ? [] : on(kind, 'move')),
    ...(hasText ? [...on(kind, 'copy', 'archive', 'restore'), ...on('attachment', 'create')] : []),
    ...(person.administrator ? on(kind, 'purge', ...(hasText ? ['purge_version'] : [])) : []),
  ];
}

/** `…/operations`: what the caller may do. */
export function operationRoutes(site: Site, kind: ContentKind): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  app.get(`/api/v2/${pathNames[kind]}/:id/operations`, (c) => {
    const row = requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind);
    return c.json({ operations: permittedOperations(site, c.get('caller'), row) });
  });
  return app;
}
