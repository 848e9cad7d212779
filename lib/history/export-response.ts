import 'server-only';
import { z } from 'zod';
import { parseQuery } from '@/lib/http/parse-request';
import { exportToolCalls } from './export-tool-calls';
import { toolCallFilters } from './tool-call-filters';

const exportQuery = toolCallFilters.extend({ format: z.enum(['csv', 'json']) });

/** The ledger of a user, or of one conversation that the caller has checked to be theirs, as a file to keep. */
export function exportResponse(request: Request, userId: string, conversationId?: string): Response {
  const { format, ...filters } = parseQuery(request, exportQuery);
  return new Response(exportToolCalls(userId, format, { conversationId, ...filters }), {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="tool-calls.${format}"`,
      'cache-control': 'no-store',
    },
  });
}
