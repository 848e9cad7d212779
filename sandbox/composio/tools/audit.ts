import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { ToolError } from './rest.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const recordsSchema = z.looseObject({
  results: z.array(z.looseObject({ creationDate: z.number() })),
  start: z.number(),
  limit: z.number(),
  size: z.number(),
  _links: z.looseObject({}).default({}),
});

/**
 * The epoch milliseconds, as REST takes them, of an ISO date; numbers are taken as they are.
 * A day without a time means its whole length, so at the end of a range its last moment.
 */
function epoch(name: string, text: string | undefined, edge: 'first' | 'last'): string | undefined {
  if (text === undefined) return undefined;
  if (/^\d{10,}$/.test(text)) return text;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new ToolError(`${name} is not a date in ISO 8601: ${text}`);
  const wholeDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return String(edge === 'last' && wholeDay ? time + DAY_MS - 1 : time);
}

/** REST gives audit records no id; made of what one says, it stays the same wherever the record then stands. */
function recordId(record: unknown): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 16);
}

/** The tool that reads the audit log. */
export const auditTools: Record<string, ToolExecutor> = {
  CONFLUENCE_GET_AUDIT_LOGS: defineTool(
    z.object({
      from_: z.string().optional(),
      to: z.string().optional(),
      searchString: z.string().optional(),
      limit: z.number().optional(),
      start: z.number().default(0),
    }),
    async (args, rest) => {
      const { results, start, limit, size, _links } = recordsSchema.parse(
        await rest.get('/wiki/rest/api/audit', {
          startDate: epoch('from_', args.from_, 'first'),
          endDate: epoch('to', args.to, 'last'),
          searchString: args.searchString,
          start: args.start,
          limit: args.limit,
        }),
      );
      return {
        results: results.map((record) => ({
          id: recordId(record),
          author: record.author ?? {},
          category: record.category ?? '',
          summary: record.summary ?? '',
          creationDate: record.creationDate,
          remoteAddress: record.remoteAddress ?? null,
          objectItem: record.affectedObject ?? null,
          changedValues: record.changedValues ?? null,
          associatedItems: record.associatedObjects ?? null,
        })),
        size,
        limit,
        start,
        _links,
      };
    },
  ),
};
